-- One round of choosing pairs: edges that are the best of both their ends. Repeated until no edge is
-- left, this is the greedy one-to-one match, and every round is a plain window. Ties go to the more
-- shared persons, then to the earlier rows.
create or replace table terpilih as
with sisa as (
    select t.*
    from tepi as t
    left join padanan_ks as a on a.id_ks = t.id_ks
    left join padanan_ks as b
        on b.id_k = t.id_k and b.urutan = (select urutan from langkah)
    where a.id_ks is null and b.id_k is null
),
berperingkat as (
    select
        *,
        row_number() over (partition by id_ks order by nilai desc, nik_sama desc, id_k) as dari_ks,
        row_number() over (partition by id_k order by nilai desc, nik_sama desc, id_ks) as dari_k
    from sisa
)
select id_ks, id_k, nik_sama, kk_sama
from berperingkat
where dari_ks = 1 and dari_k = 1
