-- Orang per kelurahan dan pola sumber yang mendaftarnya; keluarga = dasar ambang.
select
    kode_kelurahan,
    di_dtsen,
    di_dtks,
    di_p3ke,
    di_regsosek,
    di_bdt,
    keluarga,
    orang
from agregat_orang
order by kode_kelurahan, di_dtsen, di_dtks, di_p3ke, di_regsosek, di_bdt
