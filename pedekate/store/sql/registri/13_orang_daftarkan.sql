-- Persons of this source that matched nobody are new persons of the register; then the register
-- learns what the source says of everyone.
insert into padanan_orang
select o.id_o, o.id_o as id_r, l.urutan, 'baru' as dasar
from orang as o
inner join langkah as l on l.urutan = o.urutan
left join padanan_orang as p on p.id_o = o.id_o
where p.id_o is null;

insert into kunci_orang
select
    s.id_r, p.id_k, o.nik, o.nama_kunci, o.tanggal_lahir, o.jenis_kelamin
from padanan_orang as s
inner join langkah as l on l.urutan = s.urutan
inner join orang as o on o.id_o = s.id_o
-- A register person lives where the earliest source says, whatever later sources say.
inner join anggota as a on a.id_o = s.id_r
inner join padanan_ks as p on p.id_ks = a.id_ks;
