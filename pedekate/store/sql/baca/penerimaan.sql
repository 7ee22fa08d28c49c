-- Hitungan tepat keluarga penerima menurut lama menerima, kelurahan, dan desil.
select
    program,
    daftar,
    banyak_daftar,
    tanggal_awal,
    tanggal_akhir,
    kode_kelurahan,
    desil,
    keluarga
from agregat_penerimaan
order by program, daftar, kode_kelurahan, desil
