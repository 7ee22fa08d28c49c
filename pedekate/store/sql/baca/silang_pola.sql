-- Keluarga dan anggotanya per kelurahan dan pola keberadaan di tiap sumber.
select
    kode_kelurahan,
    di_dtsen,
    di_dtks,
    di_p3ke,
    di_pdktsam,
    di_regsosek,
    di_bdt,
    cast(sum(keluarga) as bigint) as keluarga,
    cast(sum(individu) as bigint) as individu
from agregat_registri
group by kode_kelurahan, di_dtsen, di_dtks, di_p3ke, di_pdktsam, di_regsosek, di_bdt
order by kode_kelurahan, di_dtsen, di_dtks, di_p3ke, di_pdktsam, di_regsosek, di_bdt
