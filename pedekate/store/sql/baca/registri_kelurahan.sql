-- registri_kelurahan
-- Keluarga dan individu per kelurahan, desil nasional (kosong = belum diperingkat), dan pola sumber.
select
    kode_kelurahan,
    desil,
    di_dtsen,
    di_dtks,
    di_p3ke,
    di_pdktsam,
    di_regsosek,
    di_bdt,
    keluarga,
    individu
from agregat_registri
order by kode_kelurahan, desil, di_dtsen, di_dtks, di_p3ke, di_pdktsam, di_regsosek, di_bdt
