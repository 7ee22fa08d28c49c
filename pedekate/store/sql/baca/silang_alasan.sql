-- Keluarga himpunan A per kelurahan dan sebab tidak ada di B ('ada' = ada di B).
-- $a, $b: id himpunan (data/aturan/silang.toml).
select
    kode_kelurahan,
    alasan,
    keluarga,
    orang
from agregat_alasan
where himpunan_a = $a and himpunan_b = $b
order by kode_kelurahan, alasan
