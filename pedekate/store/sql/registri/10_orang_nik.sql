-- Persons of one source (table `langkah`) to register persons by NIK, wherever they live: the
-- number must belong to one person on both sides.
insert into padanan_orang
with calon as (
    select o.nik, min(o.id_o) as id_o
    from orang as o
    inner join langkah as l on l.urutan = o.urutan
    where o.nik is not null
    group by o.nik
    having count(*) = 1
),
tujuan as (
    select k.nik, min(k.id_r) as id_r
    from kunci_orang as k
    inner join calon as c on c.nik = k.nik
    group by k.nik
    having min(k.id_r) = max(k.id_r)
),
pasangan as (
    select c.id_o, t.id_r, count(*) over (partition by t.id_r) as berebut
    from calon as c
    inner join tujuan as t on t.nik = c.nik
)
select p.id_o, p.id_r, l.urutan, 'nik' as dasar
from pasangan as p
cross join langkah as l
where p.berebut = 1
