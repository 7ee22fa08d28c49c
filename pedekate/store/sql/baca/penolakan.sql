-- Satu baris per berkas dan aturan yang menolak atau menandai baris.
select
    berkas,
    aturan,
    keparahan,
    pesan,
    jumlah
from penolakan
order by berkas, keparahan desc, jumlah desc, aturan
