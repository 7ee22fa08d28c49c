-- Families from the evidence of their persons (`nilai`): what belongs to one person adds up over the
-- pairs of persons that are each other's best; what the family shares counts once.
-- $awal: log-odds (base 2) that two families are one before looking at anything.
create or replace table usulan as
with orang_berpasangan as (
    select
        k.id_benda as id_kiri, n.id_benda as id_kanan, v.bobot_orang, v.bobot_bersama,
        v.id_kiri as orang_kiri, v.id_kanan as orang_kanan,
        row_number() over (
            partition by k.id_benda, n.id_benda, v.id_kiri
            order by v.bobot_orang desc, v.id_kanan
        ) as ke_kiri,
        row_number() over (
            partition by k.id_benda, n.id_benda, v.id_kanan
            order by v.bobot_orang desc, v.id_kiri
        ) as ke_kanan
    from nilai as v
    inner join kiri as k on k.id_o = v.id_kiri
    inner join kanan as n on n.id_o = v.id_kanan
),
terbaik as (
    select
        *,
        row_number() over (
            partition by id_kiri, id_kanan order by bobot_orang desc, orang_kiri, orang_kanan
        ) as ke
    from orang_berpasangan
    where ke_kiri = 1 and ke_kanan = 1 and bobot_orang > 0
)
select
    id_kiri, id_kanan,
    round(cast($awal as double) + max(bobot_bersama) + sum(round(bobot_orang, 4)), 3) as bobot,
    max(case when ke = 1 then orang_kiri end) as orang_kiri,
    max(case when ke = 1 then orang_kanan end) as orang_kanan
from terbaik
group by id_kiri, id_kanan
