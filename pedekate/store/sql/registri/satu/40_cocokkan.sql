-- Take one file (`langkah_berkas`): each row joins the group it shares most keys with, one to one; a row
-- that finds none starts a group. A key that two groups hold points nowhere.
create or replace table cocok as
with kunci_ini as (
    select u.sumber, k.no_berkas, k.baris, k.kunci
    from kunci_baris as k
    inner join urutan_berkas as u on u.no_berkas = k.no_berkas
    inner join langkah_berkas as l on l.urut = u.urut
),
tunggal as (
    select sumber, kunci, min(ke_berkas) as ke_berkas, min(ke_baris) as ke_baris
    from (select distinct * from kelompok_kunci) as k
    group by sumber, kunci
    having count(*) = 1
),
tepi as (
    select k.sumber, k.no_berkas, k.baris, t.ke_berkas, t.ke_baris, count(*) as sama
    from kunci_ini as k
    inner join tunggal as t on t.sumber = k.sumber and t.kunci = k.kunci
    group by k.sumber, k.no_berkas, k.baris, t.ke_berkas, t.ke_baris
),
berperingkat as (
    select
        *,
        row_number() over (
            partition by no_berkas, baris order by sama desc, ke_berkas, ke_baris
        ) as dari_baris,
        row_number() over (
            partition by ke_berkas, ke_baris order by sama desc, baris
        ) as dari_kelompok
    from tepi
),
baris_ini as (
    select distinct sumber, no_berkas, baris from kunci_ini
)
select
    b.sumber, b.no_berkas, b.baris, u.urut,
    coalesce(p.ke_berkas, b.no_berkas) as ke_berkas,
    coalesce(p.ke_baris, b.baris) as ke_baris
from baris_ini as b
inner join urutan_berkas as u on u.no_berkas = b.no_berkas
left join berperingkat as p
    on p.no_berkas = b.no_berkas and p.baris = b.baris
    and p.dari_baris = 1 and p.dari_kelompok = 1;

insert into kelompok_baris by name select * from cocok;

insert into kelompok_kunci
select c.sumber, k.kunci, c.ke_berkas, c.ke_baris
from cocok as c
inner join kunci_baris as k on k.no_berkas = c.no_berkas and k.baris = c.baris;
