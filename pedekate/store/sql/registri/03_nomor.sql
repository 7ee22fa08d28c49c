-- Numbers that may link sources: a NIK or KK that two families of one source share links nothing.

create or replace table nik_ks as
with pemakai as (
    select o.urutan, o.nik, a.id_ks
    from orang as o
    inner join anggota as a on a.id_o = o.id_o
    where o.nik is not null
    union
    -- The head's number on the family row counts even when the persons are listed elsewhere.
    select k.urutan, k.nik, k.id_ks
    from ks as k
    where k.nik is not null
)
select urutan, nik, min(id_ks) as id_ks
from pemakai
group by urutan, nik
having count(*) = 1;

create or replace table kk_ks as
select urutan, no_kk, min(id_ks) as id_ks
from ks
where no_kk is not null
group by urutan, no_kk
having count(*) = 1;
