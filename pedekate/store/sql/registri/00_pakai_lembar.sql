-- Verdicts whose worksheet code was read get the number; a number written on the row itself stays.
update kanon_verifikasi as v
set no_kk = coalesce(v.no_kk, l.no_kk), nik = coalesce(v.nik, l.nik)
from lembar_terbaca as l
where l.no_berkas = v.no_berkas and l.baris = v.baris
