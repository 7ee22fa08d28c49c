-- One doubtful pair. $kunci_a, $kunci_b: keyed digests of the two source records, in either order.
select *
from pasangan_ragu
where (kunci_a = $kunci_a and kunci_b = $kunci_b) or (kunci_a = $kunci_b and kunci_b = $kunci_a)
