-- Satu baris per wilayah: kota, kecamatan, kelurahan, menurut kode.
select
    tingkat,
    kode,
    nama,
    kode_kecamatan,
    nama_kecamatan
from agregat_wilayah
order by kode
