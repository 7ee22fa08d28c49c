-- Satu baris per program dan sumber daftar: penerima, dan yang tidak ditemukan di registri.
-- $kode: kode wilayah; penerima tanpa kelurahan yang dikenali hanya masuk hitungan kota.
select
    program,
    sumber,
    cast(sum(penerima) as bigint) as penerima,
    cast(sum(case when di_registri then 0 else penerima end) as bigint) as tidak_ditemukan
from agregat_penerima
where
    kode_kelurahan = $kode
    or kode_kelurahan like $kode || '.%'
    or (kode_kelurahan is null and length($kode) = 5)
group by program, sumber
order by program, sumber
