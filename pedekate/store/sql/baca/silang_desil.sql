-- Keluarga per kelurahan dan desil menurut dua ukuran; kosong = belum diperingkat.
-- $a, $b: dtsen, p3ke, atau skor.
select
    kode_kelurahan,
    desil_a,
    desil_b,
    keluarga,
    individu
from agregat_desil_silang
where ukuran_a = $a and ukuran_b = $b
order by kode_kelurahan, desil_a, desil_b
