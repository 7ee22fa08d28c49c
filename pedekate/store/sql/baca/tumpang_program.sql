-- Satu baris per gabungan program di satu wilayah, untuk keluarga sampai desil tertentu.
-- $kode: kode wilayah; $desil_maks: desil tertinggi (1..10); 11 = semua, juga yang tanpa desil.
select
    terima_pkh,
    terima_bpnt,
    terima_bpntd,
    terima_pbi,
    cast(sum(keluarga) as bigint) as keluarga
from agregat_tumpang
where
    (kode_kelurahan = $kode or kode_kelurahan like $kode || '.%')
    and (desil <= $desil_maks or $desil_maks > 10)
group by terima_pkh, terima_bpnt, terima_bpntd, terima_pbi
order by keluarga desc, terima_pkh desc, terima_bpnt desc, terima_bpntd desc, terima_pbi desc
