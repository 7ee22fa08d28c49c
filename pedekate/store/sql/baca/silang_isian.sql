-- Keluarga per isian, pasangan sumber, kelurahan, dan cocok tidaknya.
select
    kolom,
    sumber_a,
    sumber_b,
    kode_kelurahan,
    hasil,
    keluarga
from agregat_isian
order by kolom, sumber_a, sumber_b, kode_kelurahan, hasil
