-- Satu baris per gelombang tiap sumber, yang berlaku dulu.
select
    sumber,
    tanggal_data,
    ke,
    keluarga,
    individu
from gelombang
order by sumber, ke
