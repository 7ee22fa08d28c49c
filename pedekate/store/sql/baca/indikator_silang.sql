-- Hitungan tepat satu indikator menurut dua rincian: satu baris per wilayah dan sel.
-- $indikator: id dalam katalog. $a, $b: id rincian, urut seperti di data/indikator/rincian.toml.
select
    tingkat,
    kode,
    kelas_a,
    kelas_b,
    pembilang,
    penyebut,
    tak_diketahui,
    keluarga_pembilang,
    keluarga_lainnya
from agregat_indikator_silang
where indikator = $indikator and kelompok_a = $a and kelompok_b = $b
order by tingkat, kode, kelas_a, kelas_b
