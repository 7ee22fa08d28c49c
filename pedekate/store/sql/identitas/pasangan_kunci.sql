-- Keys of the doubtful pairs, nearest to even odds first.
select kunci_a, kunci_b
from pasangan_ragu
order by abs(peluang - 0.5), kunci_a, kunci_b
