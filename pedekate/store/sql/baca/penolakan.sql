-- Satu baris per berkas dan aturan yang menolak atau menandai baris, hanya berkas yang membentuk
-- registri.
select
    p.berkas,
    p.aturan,
    p.keparahan,
    p.pesan,
    p.jumlah
from penolakan as p
inner join berkas as b on b.nama = p.berkas and b.berlaku
order by p.berkas, p.keparahan desc, p.jumlah desc, p.aturan
