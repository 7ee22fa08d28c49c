-- The same for persons (see 20). A link by name or birth date inside a family that was itself found
-- by the model stands and falls with the family.
create or replace table tautan_orang as
select
    s.id_o, s.urutan, s.id_r, coalesce(t.id_kanan, s.id_r) as induk,
    case when f.peluang is null then t.peluang
        when t.peluang is null then f.peluang
        else least(t.peluang, f.peluang)
    end as peluang
from padanan_orang as s
inner join anggota as a on a.id_o = s.id_o
left join tautan_peluang as t on t.jenis = 'individu' and t.id_kiri = s.id_o
left join tautan_peluang as f
    on f.jenis = 'keluarga' and f.diterima and f.id_kiri = a.id_ks and s.dasar <> 'nik'
    and s.id_r <> s.id_o
where t.id_kiri is not null or f.id_kiri is not null;

create or replace table orang_tersentuh as
select id_r from tautan_orang
union
select induk from tautan_orang;

create or replace table akar_orang as
with simpul as (
    select
        s.id_o as id, s.urutan, s.id_r as akar_kini, coalesce(t.induk, s.id_r) as induk, t.peluang,
        o.nik is not null as nik_sah
    from padanan_orang as s
    inner join orang_tersentuh as x on x.id_r = s.id_r
    inner join orang as o on o.id_o = s.id_o
    left join tautan_orang as t on t.id_o = s.id_o
),
satu as (
    select
        a.ambang, s.id, s.urutan, s.akar_kini, s.nik_sah,
        case when s.peluang is null or s.peluang >= a.ambang then s.induk else s.id end as akar
    from simpul as s
    cross join ambang_coba as a
),
dua as (
    select s.* replace (coalesce(b.akar, s.akar) as akar)
    from satu as s
    left join satu as b on b.ambang = s.ambang and b.id = s.akar
)
select s.* replace (coalesce(b.akar, s.akar) as akar)
from dua as s
left join satu as b on b.ambang = s.ambang and b.id = s.akar;

-- Members as in registri/20: a person whom a later source adds counts only with a valid NIK.
create or replace table ambang_orang as
with orang_registri as (
    select i.id_r, i.anggota_keluarga and k.terdaftar as dihitung
    from individu_gabung as i
    inner join keluarga_lengkap as k on k.id_k = i.id_k
),
tersentuh as (
    select
        a.ambang, a.akar, count(distinct a.urutan) as sumber,
        coalesce(max(cast(r.dihitung as integer)), max(cast(a.nik_sah as integer))) = 1 as dihitung
    from akar_orang as a
    left join orang_registri as r on r.id_r = a.akar
    group by a.ambang, a.akar
),
lain as (
    select s.id_r, count(distinct s.urutan) as sumber
    from padanan_orang as s
    left join orang_tersentuh as x on x.id_r = s.id_r
    where x.id_r is null
    group by s.id_r
),
jumlah_lain as (
    select
        count(*) filter (where r.dihitung) as individu,
        count(*) filter (where l.sumber >= 2) as tertaut
    from lain as l
    inner join orang_registri as r on r.id_r = l.id_r
)
select
    t.ambang,
    cast(max(j.individu) + count(*) filter (where t.dihitung) as bigint) as individu,
    cast(max(j.tertaut) + count(*) filter (where t.sumber >= 2) as bigint) as individu_tertaut
from (
    select ambang, sumber, dihitung from tersentuh
    union all
    -- A threshold nobody is touched by still has its row.
    select ambang, 0, false from ambang_coba
) as t
cross join jumlah_lain as j
group by t.ambang;
