-- Rows of groups with more than one row; everything else stays as it is.
create or replace table kembar as
with banyak as (
    select ke_berkas, ke_baris
    from kelompok_baris
    group by ke_berkas, ke_baris
    having count(*) > 1
)
select k.no_berkas, k.baris, k.urut, k.ke_berkas, k.ke_baris
from kelompok_baris as k
inner join banyak as b on b.ke_berkas = k.ke_berkas and b.ke_baris = k.ke_baris
