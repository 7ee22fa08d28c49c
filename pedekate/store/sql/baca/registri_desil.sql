-- Keluarga dan individu registri per desil nasional di satu wilayah; kosong = belum diperingkat.
-- $kode: kode wilayah (kota, kecamatan, atau kelurahan).
select
    desil,
    cast(sum(keluarga) as bigint) as keluarga,
    cast(sum(individu) as bigint) as individu
from agregat_registri
where kode_kelurahan = $kode or kode_kelurahan like $kode || '.%'
group by desil
order by desil nulls last
