-- Persons. What a family shares can at most show that two records are of one family, never that they
-- are one person of it: it lifts the odds no higher than inside a matched family. A register person
-- has several records: the best.
-- $awal, $awal_keluarga: log-odds (base 2) before looking at anything.
create or replace table usulan as
with semua as (
    select
        k.id_benda as id_kiri, n.id_benda as id_kanan, v.id_kiri as orang_kiri,
        v.id_kanan as orang_kanan,
        round(
            v.bobot_orang + case when k.wadah = n.wadah then cast($awal_keluarga as double)
                else least(cast($awal as double) + v.bobot_bersama, cast($awal_keluarga as double))
            end, 3
        ) as bobot
    from nilai as v
    inner join kiri as k on k.id_o = v.id_kiri
    inner join kanan as n on n.id_o = v.id_kanan
)
select id_kiri, id_kanan, bobot, orang_kiri, orang_kanan
from (
    select
        *,
        row_number() over (
            partition by id_kiri, id_kanan order by bobot desc, orang_kanan
        ) as ke
    from semua
) as berurut
where ke = 1
