-- Inside the matched family: the same cleaned name, if it is one person's on both sides.
insert into padanan_orang
with calon as (
    select p.id_k, o.nama_kunci, min(o.id_o) as id_o
    from orang as o
    inner join langkah as l on l.urutan = o.urutan
    inner join anggota as a on a.id_o = o.id_o
    inner join padanan_ks as p on p.id_ks = a.id_ks
    left join padanan_orang as s on s.id_o = o.id_o
    where s.id_o is null and o.nama_kunci is not null
    group by p.id_k, o.nama_kunci
    having count(*) = 1
),
terpakai as (
    select p.id_r from padanan_orang as p inner join langkah as l on l.urutan = p.urutan
),
tujuan as (
    select k.id_k, k.nama_kunci, min(k.id_r) as id_r
    from kunci_orang as k
    inner join calon as c on c.id_k = k.id_k and c.nama_kunci = k.nama_kunci
    left join terpakai as t on t.id_r = k.id_r
    where t.id_r is null
    group by k.id_k, k.nama_kunci
    having min(k.id_r) = max(k.id_r)
),
pasangan as (
    select c.id_o, t.id_r, count(*) over (partition by t.id_r) as berebut
    from calon as c
    inner join tujuan as t on t.id_k = c.id_k and t.nama_kunci = c.nama_kunci
)
select p.id_o, p.id_r, l.urutan, 'nama' as dasar
from pasangan as p
cross join langkah as l
where p.berebut = 1
