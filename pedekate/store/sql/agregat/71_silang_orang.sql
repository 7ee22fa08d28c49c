-- Satu baris per kelurahan dan pola keberadaan orang di sumber yang mendaftar anggota keluarga
-- (PDKTSAM hanya memuat kepala). Yang tercatat meninggal di suatu sumber tidak dihitung di sumber itu.
create or replace table agregat_orang as
with

orang as (
    select
        s.id_individu,
        min(k.kode_kelurahan) as kode_kelurahan,
        min(k.id_keluarga) as id_keluarga,
        max(case when s.sumber = 'dtsen' then 1 else 0 end) = 1 as di_dtsen,
        max(case when s.sumber = 'dtks' then 1 else 0 end) = 1 as di_dtks,
        max(case when s.sumber = 'p3ke' then 1 else 0 end) = 1 as di_p3ke,
        max(case when s.sumber = 'regsosek' then 1 else 0 end) = 1 as di_regsosek,
        max(case when s.sumber = 'bdt' then 1 else 0 end) = 1 as di_bdt
    from sumber_individu as s
    inner join keluarga as k on s.id_keluarga = k.id_keluarga
    where not coalesce(s.meninggal, false) and s.sumber <> 'pdktsam'
    group by s.id_individu
)

select
    kode_kelurahan,
    di_dtsen,
    di_dtks,
    di_p3ke,
    di_regsosek,
    di_bdt,
    count(distinct id_keluarga) as keluarga,
    count(*) as orang
from orang
group by kode_kelurahan, di_dtsen, di_dtks, di_p3ke, di_regsosek, di_bdt;

comment on table agregat_orang is 'Orang per kelurahan dan pola sumber yang mendaftarnya; PDKTSAM tidak mendaftar anggota.';
comment on column agregat_orang.keluarga is 'Keluarga yang beranggotakan orang-orang itu: dasar ambang penyembunyian.';
