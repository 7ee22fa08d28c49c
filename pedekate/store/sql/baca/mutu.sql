-- Baris baik, buruk, dan tak dapat dinilai per wilayah, sumber, jenis berkas, tanggal data, dimensi.
select
    tingkat,
    kode,
    sumber,
    jenis,
    tanggal_data,
    dimensi,
    baris,
    baik,
    buruk,
    tak_diketahui,
    keluarga_baik,
    keluarga_buruk
from agregat_mutu
order by sumber, jenis, tanggal_data, dimensi, tingkat, kode
