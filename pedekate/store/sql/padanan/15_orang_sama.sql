-- Persons of this source (table `langkah`) whom two people found to be a person of the register.
insert into padanan_orang
with calon as (
    select s.id_o, min(p.id_r) as id_r
    from orang_sama as s
    inner join orang as o on o.id_o = s.id_o
    inner join langkah as l on l.urutan = o.urutan
    inner join padanan_orang as p on p.id_o = s.id_lain and p.urutan < l.urutan
    group by s.id_o
)
select min(c.id_o), c.id_r, max(l.urutan), 'putusan'
from calon as c
cross join langkah as l
group by c.id_r
