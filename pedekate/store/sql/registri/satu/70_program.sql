-- A programme marked on a merged row is now marked on the row it went to.
create or replace table satu_program as
select
    coalesce(s.ke_berkas, p.no_berkas) as no_berkas, p.sumber,
    coalesce(s.ke_baris, p.baris) as baris, p.jenis, p.program, max(p.periode) as periode
from kanon_program as p
left join satu_baris as s
    on s.jenis = p.jenis and s.no_berkas = p.no_berkas and s.baris = p.baris
group by 1, 2, 3, 4, 5;

create or replace view kanon_program as select * from satu_program;
