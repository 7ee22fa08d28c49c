-- Satu baris per berkas yang dimuat.
select
    nama,
    sumber,
    profil,
    tanggal_data,
    baris_masuk,
    baris_diterima,
    baris_ditolak
from berkas
order by sumber, nama
