-- Sidik kriteria setiap set ketika data dimuat.
select id_set, sidik
from agregat_sidik_set
order by id_set
