-- Keluarga per kelurahan dan status satu program menurut dua sumber.
-- $program: id program; $a, $b: id sumber.
select
    kode_kelurahan,
    status_a,
    status_b,
    keluarga,
    individu
from agregat_status
where program = $program and sumber_a = $a and sumber_b = $b
order by kode_kelurahan, status_a, status_b
