-- Keluarga per pola keberadaan di keempat sumber di satu wilayah.
-- $kode: kode wilayah.
select
    di_dtsen,
    di_dtks,
    di_p3ke,
    di_pdktsam,
    cast(sum(keluarga) as bigint) as keluarga
from agregat_registri
where kode_kelurahan = $kode or kode_kelurahan like $kode || '.%'
group by di_dtsen, di_dtks, di_p3ke, di_pdktsam
order by keluarga desc, di_dtsen desc, di_dtks desc, di_p3ke desc, di_pdktsam desc
