-- Hitungan tepat satu indikator: satu baris per wilayah, kelompok, dan kelas.
-- $indikator: id dalam katalog.
select
    indikator,
    tingkat,
    kode,
    kelompok,
    kelas,
    pembilang,
    penyebut,
    tak_diketahui,
    keluarga_pembilang,
    keluarga_lainnya
from agregat_indikator
where indikator = $indikator
order by tingkat, kode, kelompok, kelas
