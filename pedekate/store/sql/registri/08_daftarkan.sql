-- Families of this source that matched nothing are new families of the register (named by their own
-- id); then the register learns the source's numbers.
insert into padanan_ks
select k.id_ks, k.id_ks as id_k, l.urutan, 'baru' as dasar
from ks as k
inner join langkah as l on l.urutan = k.urutan
left join padanan_ks as p on p.id_ks = k.id_ks
where p.id_ks is null;

insert into reg_nik
select distinct n.nik, p.id_k
from nik_ks as n
inner join langkah as l on l.urutan = n.urutan
inner join padanan_ks as p on p.id_ks = n.id_ks
left join reg_nik as r on r.nik = n.nik and r.id_k = p.id_k
where r.nik is null;

insert into reg_kk
select distinct n.no_kk, p.id_k
from kk_ks as n
inner join langkah as l on l.urutan = n.urutan
inner join padanan_ks as p on p.id_ks = n.id_ks
left join reg_kk as r on r.no_kk = n.no_kk and r.id_k = p.id_k
where r.no_kk is null;
