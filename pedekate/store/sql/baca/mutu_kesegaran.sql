-- Batas umur data per sumber.
select
    sumber,
    batas_hari,
    alasan
from mutu_kesegaran
order by sumber
