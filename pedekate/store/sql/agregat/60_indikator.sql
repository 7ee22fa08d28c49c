-- Satu baris per indikator, wilayah, kelompok, dan kelas: dari sel_indikator (sementara, disusun dari
-- katalog) naik ke kecamatan dan kota. Kelas menambah persis ke 'semua', kecuali menurut sumber.
create or replace table agregat_indikator as
select
    k.indikator,
    n.tingkat,
    n.kode,
    k.kelompok,
    k.kelas,
    cast(sum(k.ya) as bigint) as pembilang,
    cast(sum(k.ya) + sum(k.tidak) as bigint) as penyebut,
    cast(sum(k.tak_diketahui) as bigint) as tak_diketahui,
    cast(sum(k.keluarga_ya) as bigint) as keluarga_pembilang,
    cast(sum(k.keluarga_tidak) as bigint) as keluarga_lainnya
from sel_indikator as k
inner join naik_wilayah as n on k.kode_kelurahan = n.kode_kelurahan
group by k.indikator, n.tingkat, n.kode, k.kelompok, k.kelas;

comment on table agregat_indikator is 'Satu baris per indikator, wilayah, kelompok, dan kelas; hitungan tepat, dilindungi saat dibaca.';
comment on column agregat_indikator.kelompok is 'semua, sumber, atau id di data/indikator/rincian.toml.';
comment on column agregat_indikator.penyebut is 'Anggota populasi yang isiannya diketahui; satuan mengikuti indikator.';
comment on column agregat_indikator.tak_diketahui is 'Anggota populasi, atau yang mungkin anggota, yang isiannya tidak cukup.';
comment on column agregat_indikator.keluarga_pembilang is 'Keluarga yang sedikitnya satu barisnya memenuhi syarat; dasar ambang penyembunyian.';
comment on column agregat_indikator.keluarga_lainnya is 'Keluarga yang sedikitnya satu barisnya tidak memenuhi syarat.';

-- Dua rincian sekaligus, kota dan kecamatan saja: di kelurahan hampir semua selnya kecil.
create or replace table agregat_indikator_silang as
with

naik as (
    select *, 'kecamatan' as tingkat, kode_kecamatan as kode from sel_silang
    union all
    select *, 'kota', substr(kode_kecamatan, 1, 5) from sel_silang
)

select
    indikator,
    tingkat,
    kode,
    kelompok_a,
    kelas_a,
    kelompok_b,
    kelas_b,
    cast(sum(ya) as bigint) as pembilang,
    cast(sum(ya) + sum(tidak) as bigint) as penyebut,
    cast(sum(tak_diketahui) as bigint) as tak_diketahui,
    cast(sum(keluarga_ya) as bigint) as keluarga_pembilang,
    cast(sum(keluarga_tidak) as bigint) as keluarga_lainnya
from naik
group by indikator, tingkat, kode, kelompok_a, kelas_a, kelompok_b, kelas_b;

comment on table agregat_indikator_silang is 'Satu baris per indikator, kota atau kecamatan, dan sel dua rincian; hitungan tepat, dilindungi saat dibaca.';
comment on column agregat_indikator_silang.kelompok_a is 'Rincian yang lebih dulu di data/indikator/rincian.toml; kelompok_b: yang kemudian.';
