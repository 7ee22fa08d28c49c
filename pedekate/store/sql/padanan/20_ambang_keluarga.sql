-- What another threshold would do to the families. Every family record points to the register family
-- it joined or would have joined (`induk`) with a probability; without one the link is exact or the
-- record is new. At a threshold the links from there on count. Only families that some proposed link
-- touches are followed; the rest stay as they are.
-- Needs `ambang_coba` (ambang, berlaku).
create or replace table keluarga_tersentuh as
select p.id_k
from tautan_peluang as t
inner join padanan_ks as p on p.id_ks = t.id_kiri
where t.jenis = 'keluarga'
union
select id_kanan from tautan_peluang where jenis = 'keluarga';

create or replace table akar_keluarga as
with simpul as (
    select
        p.id_ks as id, p.urutan, coalesce(t.id_kanan, p.id_k) as induk, t.peluang, k.terdaftar
    from padanan_ks as p
    inner join keluarga_tersentuh as s on s.id_k = p.id_k
    inner join keluarga_lengkap as k on k.id_k = p.id_k
    left join tautan_peluang as t on t.jenis = 'keluarga' and t.id_kiri = p.id_ks
),
satu as (
    select
        a.ambang, s.id, s.urutan, s.terdaftar,
        case when s.peluang is null or s.peluang >= a.ambang then s.induk else s.id end as akar
    from simpul as s
    cross join ambang_coba as a
),
-- A register family may itself join an earlier one: three steps reach the first of four sources.
dua as (
    select s.* replace (coalesce(b.akar, s.akar) as akar)
    from satu as s
    left join satu as b on b.ambang = s.ambang and b.id = s.akar
)
select s.* replace (coalesce(b.akar, s.akar) as akar)
from dua as s
left join satu as b on b.ambang = s.ambang and b.id = s.akar;

create or replace table ambang_keluarga as
with tersentuh as (
    select ambang, akar, count(distinct urutan) as sumber
    from akar_keluarga
    group by ambang, akar
    having bool_or(terdaftar)
),
lain as (
    select
        cast(k.di_dtsen as integer) + cast(k.di_dtks as integer) + cast(k.di_p3ke as integer)
        + cast(k.di_pdktsam as integer) as sumber
    from keluarga_lengkap as k
    left join keluarga_tersentuh as s on s.id_k = k.id_k
    where k.terdaftar and s.id_k is null
),
semua as (
    select a.ambang, l.sumber, count(*) as keluarga
    from lain as l
    cross join ambang_coba as a
    group by a.ambang, l.sumber
    union all
    select ambang, sumber, count(*) from tersentuh group by ambang, sumber
)
select
    ambang,
    cast(sum(keluarga) as bigint) as keluarga,
    cast(sum(case when sumber = 1 then keluarga else 0 end) as bigint) as keluarga_satu_sumber,
    cast(sum(case when sumber >= 2 then keluarga else 0 end) as bigint) as keluarga_dua_sumber,
    cast(sum(case when sumber >= 3 then keluarga else 0 end) as bigint) as keluarga_tiga_sumber
from semua
group by ambang;
