-- Keys a family may be known by in another file of its source; only those that stand once in a file.
create or replace table kunci_baris as
with semua as (
    select no_berkas, baris, 'i' || kunci_keluarga as kunci
    from kanon_keluarga
    where kunci_keluarga is not null
    union all
    select no_berkas, baris, 'k' || no_kk_teks
    from kanon_keluarga
    where no_kk is not null or regexp_full_match(no_kk_teks, '[0-9]{16}')
    union all
    select no_berkas, baris, 'n' || nik
    from kanon_keluarga
    where nik is not null
)
select s.no_berkas, s.kunci, min(s.baris) as baris
from semua as s
inner join urutan_berkas as u on u.no_berkas = s.no_berkas
group by s.no_berkas, s.kunci
having count(*) = 1;
