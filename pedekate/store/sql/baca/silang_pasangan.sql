-- Pasangan himpunan yang dapat dibandingkan: sumbernya dimuat.
select distinct himpunan_a, himpunan_b
from agregat_alasan
order by himpunan_a, himpunan_b
