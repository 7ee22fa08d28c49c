-- Persons: those of this source (table `langkah`) that are still alone (`kiri`), against register
-- persons this source has not taken yet (`kanan`), with every record of theirs.
create or replace table kiri as
select c.*, c.id_o as id_benda, p.id_k as wadah
from ciri as c
inner join langkah as l on l.urutan = c.urutan
inner join anggota as a on a.id_o = c.id_o
inner join padanan_ks as p on p.id_ks = a.id_ks
left join padanan_orang as s on s.id_o = c.id_o
where s.id_o is null;

-- What one record knows of a person's NIK the others know too: a record without one must not open
-- the door to somebody of another number.
create or replace table kanan as
select
    c.* replace (coalesce(c.nik, max(c.nik) over (partition by s.id_r)) as nik),
    s.id_r as id_benda, p.id_k as wadah
from padanan_orang as s
inner join langkah as l on s.urutan < l.urutan
inner join ciri as c on c.id_o = s.id_o
inner join anggota as a on a.id_o = s.id_r
inner join padanan_ks as p on p.id_ks = a.id_ks
left join padanan_orang as t on t.id_r = s.id_r and t.urutan = l.urutan
where t.id_r is null and exists (select 1 from kiri)
