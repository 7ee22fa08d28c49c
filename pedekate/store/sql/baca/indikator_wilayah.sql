-- Hitungan tepat semua indikator, tanpa rincian kelas: satu baris per indikator dan wilayah.
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
where kelompok = 'semua'
order by indikator, tingkat, kode
