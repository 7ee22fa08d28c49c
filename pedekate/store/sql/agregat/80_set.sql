-- Satu baris per set kriteria, wilayah, kelas, dan susunan jawaban: dari pola_set (sementara, disusun
-- dari data/indikator/set). Kelompok 'semua' per kelurahan; kelompok lain per kecamatan.
create or replace table agregat_set as
with

baris as (
    select id_set, kode_kelurahan as kode, 'semua' as kelompok, 'semua' as kelas,
        ya, tak, bersyarat, keluarga, individu
    from pola_set
    union all
    select p.id_set, w.kode_kecamatan, 'desil', coalesce(cast(p.desil as text), 'tanpa_desil'),
        p.ya, p.tak, p.bersyarat, p.keluarga, p.individu
    from pola_set as p
    inner join wilayah as w on p.kode_kelurahan = w.kode_kelurahan
    union all
    select p.id_set, w.kode_kecamatan, 'jenis_kelamin_kepala',
        coalesce(p.jenis_kelamin_kepala, 'tidak_diketahui'),
        p.ya, p.tak, p.bersyarat, p.keluarga, p.individu
    from pola_set as p
    inner join wilayah as w on p.kode_kelurahan = w.kode_kelurahan
)

select
    id_set,
    kode,
    kelompok,
    kelas,
    ya,
    tak,
    bersyarat,
    cast(sum(keluarga) as bigint) as keluarga,
    cast(sum(individu) as bigint) as individu
from baris
group by id_set, kode, kelompok, kelas, ya, tak, bersyarat;

comment on table agregat_set is 'Satu baris per set kriteria, wilayah, kelas, dan susunan jawaban; hitungan tepat, dilindungi saat dibaca.';
comment on column agregat_set.ya is 'Bit ke-i: kriteria teramati ke-i terpenuhi (agregat_set_kriteria.nomor).';
comment on column agregat_set.tak is 'Bit ke-i: jawabannya tidak diketahui.';
comment on column agregat_set.bersyarat is 'Bit ke-i: tidak terpenuhi hanya dengan syarat yang tidak tercatat.';
