-- One round of the greedy one-to-one choice: pairs that are the best of both their ends; repeated
-- until none is left. Taken in falling order, the choice at a higher threshold is a part of the
-- choice at a lower one.
create or replace table terpilih_peluang as
with sisa as (
    select c.*
    from calon_tautan as c
    left join tautan_langkah as a on a.id_kiri = c.id_kiri
    left join tautan_langkah as b on b.id_kanan = c.id_kanan
    where a.id_kiri is null and b.id_kanan is null
),
berperingkat as (
    select
        *,
        row_number() over (
            partition by id_kiri order by peluang desc, bobot desc, id_kanan
        ) as dari_kiri,
        row_number() over (
            partition by id_kanan order by peluang desc, bobot desc, id_kiri
        ) as dari_kanan
    from sisa
)
select id_kiri, id_kanan, bobot, orang_kiri, orang_kanan, peluang, diterima
from berperingkat
where dari_kiri = 1 and dari_kanan = 1
