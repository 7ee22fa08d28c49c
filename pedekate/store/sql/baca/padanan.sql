-- Keluarga dan individu registri yang ada di dua sumber, menurut dasar pemadanannya, di satu wilayah.
-- $kode: kode wilayah.
select
    p.satuan, p.sumber_a, p.sumber_b, p.dasar, cast(sum(p.jumlah) as bigint) as jumlah,
    cast(sum(p.keluarga) as bigint) as keluarga
from padanan as p
where p.kode_kelurahan = $kode or p.kode_kelurahan like $kode || '.%'
group by p.satuan, p.sumber_a, p.sumber_b, p.dasar
order by p.satuan, p.sumber_a, p.sumber_b, p.dasar
