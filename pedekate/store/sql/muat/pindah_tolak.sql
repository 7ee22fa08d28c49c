-- Refused rows of the files carried over from the old gudang.
insert into identitas.baris_ditolak
select p.nama, b.baris, b.aturan, b.isi
from lama.baris_ditolak as b
inner join berkas_pindah as p on p.nama_lama = b.berkas
