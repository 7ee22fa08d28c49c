-- Families: persons of the families of this source (table `langkah`) that exact matching left over
-- (`kiri`), against persons of register families this source has not taken yet (`kanan`).
-- wadah: the family; id_benda: what a pair of this run is about (source family, register family).
create or replace table kiri as
select c.*, a.id_ks as id_benda, a.id_ks as wadah
from ciri as c
inner join langkah as l on l.urutan = c.urutan
inner join anggota as a on a.id_o = c.id_o
left join padanan_ks as p on p.id_ks = a.id_ks
where p.id_ks is null;

create or replace table kanan as
select c.*, p.id_k as id_benda, p.id_k as wadah
from ciri as c
inner join langkah as l on c.urutan < l.urutan
inner join anggota as a on a.id_o = c.id_o
inner join padanan_ks as p on p.id_ks = a.id_ks
left join padanan_ks as t on t.id_k = p.id_k and t.urutan = l.urutan
where t.id_k is null and exists (select 1 from kiri)
