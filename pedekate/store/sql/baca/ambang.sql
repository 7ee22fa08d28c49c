-- Angka utama registri pada setiap ambang peluang; satu baris berlaku.
select * from agregat_ambang order by ambang
