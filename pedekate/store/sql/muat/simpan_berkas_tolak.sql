-- Refused rows of this run's files that stay, under the names the files have from now on.
insert into identitas.baris_ditolak
select t.nama, b.baris, b.aturan, b.isi
from baris_ditolak as b
inner join berkas_tinggal as t on t.nomor = b.nomor
