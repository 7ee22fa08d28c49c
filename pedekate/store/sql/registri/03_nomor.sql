-- Numbers that may link sources: a NIK or KK that two families of one source share links nothing.

create table nik_ks as
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

create table kk_ks as
select urutan, no_kk, min(id_ks) as id_ks
from ks
where no_kk is not null
group by urutan, no_kk
having count(*) = 1;

-- The register while it grows: families by number, source families by register family.
create table reg_nik (nik text, id_k bigint);
create table reg_kk (no_kk text, id_k bigint);
create table padanan_ks (id_ks bigint, id_k bigint, urutan integer, dasar text);
create table langkah (urutan integer);
