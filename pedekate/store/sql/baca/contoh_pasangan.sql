-- Contoh pasangan sebagai tingkat pembanding: satu baris per langkah.
select keadaan, sumber_a, sumber_b, peluang, pembanding, tingkat, bobot
from contoh_pasangan
order by keadaan, urutan
