-- Verdicts whose worksheet code was read get the number; a number written on the row itself stays.
create or replace table verifikasi_terbaca as
select
    v.* replace (coalesce(v.no_kk, l.no_kk) as no_kk, coalesce(v.nik, l.nik) as nik)
from kanon_verifikasi as v
left join lembar_terbaca as l on l.no_berkas = v.no_berkas and l.baris = v.baris;

create or replace view kanon_verifikasi as select * from verifikasi_terbaca;
