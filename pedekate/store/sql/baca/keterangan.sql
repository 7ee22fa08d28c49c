-- Satu baris per keterangan basis data (tabel meta).
select
    kunci,
    nilai
from meta
order by kunci
