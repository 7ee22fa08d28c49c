-- Satu baris per program dan desil nasional di satu wilayah; kosong = belum diperingkat.
-- $kode: kode wilayah.
select
    program,
    desil,
    cast(sum(keluarga) as bigint) as keluarga,
    cast(sum(penerima) as bigint) as penerima,
    cast(sum(tanpa_bantuan) as bigint) as tanpa_bantuan
from agregat_cakupan
where kode_kelurahan = $kode or kode_kelurahan like $kode || '.%'
group by program, desil
order by program, desil nulls last
