-- Perbandingan yang ada isinya: desil (program kosong) dan status tiap program, per pasangan sumber.
select distinct
    cast(null as text) as program,
    ukuran_a as sumber_a,
    ukuran_b as sumber_b
from agregat_desil_silang
union all
select distinct program, sumber_a, sumber_b
from agregat_status
order by program nulls first, sumber_a, sumber_b
