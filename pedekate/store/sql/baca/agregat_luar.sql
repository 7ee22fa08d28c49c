-- Every figure from outside tables, exact: one row per indicator, source, area and date.
select
    indikator,
    tingkat,
    kode,
    tanggal,
    periode,
    nilai,
    pembilang,
    penyebut,
    satuan,
    sumber,
    lencana,
    berkas
from agregat_luar
order by indikator, sumber, tanggal, kode
