-- Evidence between families of an older wave that no number links, and families of the newer waves of
-- the same source: shared keys that belong to one family on both sides.
create or replace table tepi as
with sisa as (
    select c.kunci, min(c.id_ks) as id_ks
    from kunci_ks as c
    group by c.kunci
    having count(*) = 1
),
tujuan as (
    select j.kunci, min(j.id_k) as id_k
    from jejak as j
    inner join gelombang_muat as g on g.sumber = j.sumber
    group by j.kunci
    having min(j.id_k) = max(j.id_k)
)
select
    s.id_ks, t.id_k, count(*) as nik_sama, 0 as kk_sama, count(*) as nilai
from sisa as s
inner join tujuan as t on t.kunci = s.kunci
left join padanan_ks as p on p.id_ks = s.id_ks
where p.id_ks is null
group by s.id_ks, t.id_k
