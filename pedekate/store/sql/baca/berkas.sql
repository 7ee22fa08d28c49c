-- Satu baris per berkas yang membentuk registri; berkas gelombang lama tidak ikut.
select
    nama,
    sumber,
    profil,
    tanggal_data,
    baris_masuk,
    baris_diterima,
    baris_ditolak
from berkas
where berlaku
order by sumber, nama
