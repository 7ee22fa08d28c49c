-- Satu baris per peubah skor kebutuhan.
select
    peubah,
    koefisien,
    galat_baku
from model_skor
order by abs(koefisien) desc, peubah
