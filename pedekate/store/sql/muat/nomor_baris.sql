-- Data rows of the file, numbered from 1 in file order; leftovers (totals, signatures …) get no number.
create or replace table nomor_baris as
select m.urut, row_number() over (order by m.urut) as baris
from (select rowid as urut from mentah) as m
left join bukan_data as b on b.urut = m.urut
where b.urut is null
