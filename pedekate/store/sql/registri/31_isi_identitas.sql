-- Fill identitas.duckdb (attached as `identitas`): who they are and where each row came from.

insert into identitas.identitas_keluarga by name
select m.samaran as id_keluarga, k.no_kk, k.nama_kepala, k.nik_kepala, k.alamat
from keluarga_lengkap as k
inner join samaran as m on m.jenis = 'keluarga' and m.id = k.id_k
where k.terdaftar;

insert into identitas.identitas_individu by name
select
    o.samaran as id_individu, m.samaran as id_keluarga, i.nama, i.nik, i.tanggal_lahir
from individu_gabung as i
inner join keluarga_lengkap as k on k.id_k = i.id_k and k.terdaftar
inner join samaran as m on m.jenis = 'keluarga' and m.id = i.id_k
inner join samaran as o on o.jenis = 'individu' and o.id = i.id_r;

insert into identitas.asal_keluarga by name
select s.sumber, b.nama as berkas, s.baris, m.samaran as id_keluarga
from isi_ks as s
inner join berkas_muat as b on b.no = s.no_berkas
inner join samaran as m on m.jenis = 'keluarga' and m.id = s.id_k
where s.asal = 'berkas' and s.sumber <> 'pdktsam'
union all
-- Rows that another table of the same source completes lead to the same family.
select s.sumber, b.nama as berkas, g.baris, m.samaran as id_keluarga
from satu_baris as g
inner join isi_ks as s
    on s.no_berkas = g.ke_berkas and s.baris = g.ke_baris and s.asal = 'berkas'
inner join berkas_muat as b on b.no = g.no_berkas
inner join samaran as m on m.jenis = 'keluarga' and m.id = s.id_k
where g.jenis = 'keluarga'
union all
select v.sumber, b.nama as berkas, v.baris, m.samaran as id_keluarga
from putusan as v
inner join ks as k on k.kunci_putusan = v.kunci_putusan
inner join padanan_ks as p on p.id_ks = k.id_ks
inner join berkas_muat as b on b.no = v.no_berkas
inner join samaran as m on m.jenis = 'keluarga' and m.id = p.id_k;

insert into identitas.asal_individu by name
select
    o.sumber, b.nama as berkas, o.baris, r.samaran as id_individu, m.samaran as id_keluarga
from orang as o
inner join berkas_muat as b on b.no = o.no_berkas
inner join padanan_orang as s on s.id_o = o.id_o
inner join anggota as a on a.id_o = o.id_o
inner join padanan_ks as p on p.id_ks = a.id_ks
inner join samaran as m on m.jenis = 'keluarga' and m.id = p.id_k
inner join samaran as r on r.jenis = 'individu' and r.id = s.id_r
-- A head known from a family row alone counts where that row is a person's (verdicts).
where o.asal = 'berkas' or o.sumber = 'pdktsam';

insert into identitas.asal_individu by name
select
    o.sumber, b.nama as berkas, g.baris, r.samaran as id_individu, m.samaran as id_keluarga
from satu_baris as g
inner join orang as o
    on o.no_berkas = g.ke_berkas and o.baris = g.ke_baris and o.asal = 'berkas'
inner join berkas_muat as b on b.no = g.no_berkas
inner join padanan_orang as s on s.id_o = o.id_o
inner join anggota as a on a.id_o = o.id_o
inner join padanan_ks as p on p.id_ks = a.id_ks
inner join samaran as m on m.jenis = 'keluarga' and m.id = p.id_k
inner join samaran as r on r.jenis = 'individu' and r.id = s.id_r
where g.jenis = 'individu';
