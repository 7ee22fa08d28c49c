-- Satu baris per indikator, wilayah, kelompok, dan kelas: dari sel_indikator dan sel_sumber
-- (sementara, disusun dari katalog) naik ke kecamatan dan kota. Kelas menambah persis ke 'semua'.
create or replace table agregat_indikator as
with

kelompok as (
    select
        indikator, kode_kelurahan, 'semua' as kelompok, 'semua' as kelas,
        ya, tidak, tak_diketahui, keluarga_ya, keluarga_tidak
    from sel_indikator
    union all
    select
        indikator, kode_kelurahan, 'desil', coalesce(cast(desil as text), 'tanpa_desil'),
        ya, tidak, tak_diketahui, keluarga_ya, keluarga_tidak
    from sel_indikator
    union all
    select
        indikator, kode_kelurahan, 'jenis_kelamin_kepala',
        coalesce(jenis_kelamin_kepala, 'tidak_diketahui'),
        ya, tidak, tak_diketahui, keluarga_ya, keluarga_tidak
    from sel_indikator
    union all
    select
        indikator, kode_kelurahan, 'sumber', sumber,
        ya, tidak, tak_diketahui, keluarga_ya, keluarga_tidak
    from sel_sumber
)

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
from kelompok as k
inner join naik_wilayah as n on k.kode_kelurahan = n.kode_kelurahan
group by k.indikator, n.tingkat, n.kode, k.kelompok, k.kelas;

comment on table agregat_indikator is 'Satu baris per indikator, wilayah, kelompok, dan kelas; hitungan tepat, dilindungi saat dibaca.';
comment on column agregat_indikator.penyebut is 'Anggota populasi yang isiannya diketahui; satuan mengikuti indikator.';
comment on column agregat_indikator.tak_diketahui is 'Anggota populasi, atau yang mungkin anggota, yang isiannya tidak cukup.';
comment on column agregat_indikator.keluarga_pembilang is 'Keluarga yang sedikitnya satu barisnya memenuhi syarat; dasar ambang penyembunyian.';
comment on column agregat_indikator.keluarga_lainnya is 'Keluarga yang sedikitnya satu barisnya tidak memenuhi syarat.';
