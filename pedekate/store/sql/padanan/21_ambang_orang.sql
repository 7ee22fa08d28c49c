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
)
select
    a.ambang, s.id, s.urutan, s.akar_kini, s.nik_sah,
    case when s.peluang is null or s.peluang >= a.ambang then s.induk else s.id end as akar
from simpul as s
cross join ambang_coba as a;
