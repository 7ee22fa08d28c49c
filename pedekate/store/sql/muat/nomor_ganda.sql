-- Valid numbers that stand in more than one accepted row of the file.
create or replace table nik_ganda as
select nik as nomor, count(*) as pemakai
from bersih
where nik is not null and baris not in (select baris from tolak)
group by nik
having count(*) > 1;

create or replace table kk_ganda as
select no_kk as nomor, count(*) as pemakai
from bersih
where no_kk is not null and baris not in (select baris from tolak)
group by no_kk
having count(*) > 1;
