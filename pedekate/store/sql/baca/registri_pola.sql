-- Keluarga per pola keberadaan di tiap sumber di satu wilayah.
-- $kode: kode wilayah.
select
    di_dtsen,
    di_dtks,
    di_p3ke,
    di_pdktsam,
    di_regsosek,
    di_bdt,
    cast(sum(keluarga) as bigint) as keluarga
from agregat_registri
where kode_kelurahan = $kode or kode_kelurahan like $kode || '.%'
group by di_dtsen, di_dtks, di_p3ke, di_pdktsam, di_regsosek, di_bdt
order by
    keluarga desc, di_dtsen desc, di_dtks desc, di_p3ke desc, di_pdktsam desc, di_regsosek desc,
    di_bdt desc
