-- Keys a person may be known by in another file of its source; only those that stand once in a file.
create or replace table kunci_baris as
with semua as (
    select no_berkas, baris, 'n' || nik as kunci
    from kanon_individu
    where nik is not null
    union all
    select
        no_berkas, baris,
        'l' || no_kk || '|' || regexp_replace(lower(nama), '[^a-z]', '', 'g') || '|'
        || cast(tanggal_lahir as text)
    from kanon_individu
    where nik is null and no_kk is not null and nama is not null and tanggal_lahir is not null
)
select s.no_berkas, s.kunci, min(s.baris) as baris
from semua as s
inner join urutan_berkas as u on u.no_berkas = s.no_berkas
group by s.no_berkas, s.kunci
having count(*) = 1;
