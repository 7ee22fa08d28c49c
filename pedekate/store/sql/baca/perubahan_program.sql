-- Keluarga penerima antara dua daftar bayar berurutan, di satu wilayah ($kode: awalan kode kelurahan).
select
    program,
    tanggal_lama,
    tanggal_baru,
    keadaan,
    sum(keluarga) as keluarga
from agregat_perubahan_program
where starts_with(kode_kelurahan || '.', $kode || '.')
group by program, tanggal_lama, tanggal_baru, keadaan
order by program, tanggal_baru, keadaan
