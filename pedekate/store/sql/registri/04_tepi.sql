-- Evidence between the families of one source (table `langkah`) and the register so far.
-- nilai: an equal KK counts as two shared NIKs. A KK may be stale after a move; two shared persons
-- are as good, three are better.
create or replace table tepi as
with bukti as (
    select s.id_ks, r.id_k, 0 as nik_sama, 1 as kk_sama
    from kk_ks as s
    inner join langkah as l on l.urutan = s.urutan
    inner join reg_kk as r on r.no_kk = s.no_kk
    union all
    select s.id_ks, r.id_k, 1 as nik_sama, 0 as kk_sama
    from nik_ks as s
    inner join langkah as l on l.urutan = s.urutan
    inner join reg_nik as r on r.nik = s.nik
)
select
    id_ks, id_k, sum(nik_sama) as nik_sama, max(kk_sama) as kk_sama,
    sum(nik_sama) + 2 * max(kk_sama) as nilai
from bukti
group by id_ks, id_k
