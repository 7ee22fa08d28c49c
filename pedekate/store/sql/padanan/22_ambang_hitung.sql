-- Families per threshold, from `akar_keluarga` climbed to its end and everybody untouched.
create or replace table ambang_keluarga as
with tersentuh as (
    select ambang, akar, count(distinct urutan) as sumber
    from akar_keluarga
    group by ambang, akar
    having bool_or(terdaftar)
),
lain as (
    select p.id_k, count(distinct p.urutan) as sumber
    from padanan_ks as p
    inner join keluarga_lengkap as k on k.id_k = p.id_k and k.terdaftar
    left join keluarga_tersentuh as s on s.id_k = p.id_k
    where s.id_k is null
    group by p.id_k
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
