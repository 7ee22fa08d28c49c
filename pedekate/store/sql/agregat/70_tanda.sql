-- Satu baris per keluarga dengan sedikitnya satu tanda untuk verifikasi; keluarga lain tidak ada.
create or replace table tanda_keluarga as
with ganda as (
    -- A person whom the sources list in more than one family of the register.
    select id_individu
    from sumber_individu
    group by id_individu
    having min(id_keluarga) < max(id_keluarga)
),
tanda as (
    select s.id_keluarga, 1 as orang_ganda, 0 as ada_meninggal, 0 as tanpa_nik_sah
    from sumber_individu as s
    inner join ganda as g on g.id_individu = s.id_individu
    union all
    select id_keluarga, 0, 1, 0 from sumber_individu where meninggal
    union all
    select id_keluarga, 0, 0, 1
    from sumber_keluarga
    group by id_keluarga
    having max(case when nik_kepala_sah then 1 else 0 end) = 0
)
select
    id_keluarga,
    max(orang_ganda) = 1 as orang_ganda,
    max(ada_meninggal) = 1 as ada_meninggal,
    max(tanpa_nik_sah) = 1 as tanpa_nik_sah
from tanda
group by id_keluarga;

comment on table tanda_keluarga is 'Keluarga yang seorang anggotanya tercatat di dua keluarga, yang seorang sumber mencatat anggotanya meninggal, atau yang tak satu sumber pun memberi NIK kepala yang sah.';
