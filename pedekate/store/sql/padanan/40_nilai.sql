-- Linkage against the truth of a synthetic city, over persons, for every threshold computed (`ambang`
-- null: as the register is). Needs `catatan_benar`, and `identitas` and `analitik` attached.

-- One row per source row of a true person, with the register person it belongs to.
create or replace table rekaman_nilai as
with dasar as (
    select a.sumber, a.berkas, a.baris, a.id_individu, c.id_benar_individu as benar
    from identitas.asal_individu as a
    inner join catatan_benar as c on c.berkas = a.berkas and c.baris = a.baris
    where c.id_benar_individu is not null
),
ambang as (
    select cast(null as double) as ambang
    union all
    select ambang from analitik.agregat_ambang where not berlaku
)
select
    t.ambang, d.sumber, d.benar, coalesce(k.kelompok, d.id_individu) as kelompok
from dasar as d
cross join ambang as t
left join identitas.kelompok_ambang as k
    on k.ambang = t.ambang and k.berkas = d.berkas and k.baris = d.baris;

-- A pair of sources: rows of both that the register calls one person; right where they are. Wanted:
-- true persons who are in both.
create or replace table nilai_pasangan as
with sumber_ada as (
    select distinct sumber from rekaman_nilai
),
ditemukan as (
    select
        a.ambang, a.sumber as sumber_a, b.sumber as sumber_b, count(*) as pasangan,
        count(*) filter (where a.benar = b.benar) as tepat,
        count(distinct case when a.benar = b.benar then a.benar end) as orang_tepat
    from rekaman_nilai as a
    inner join rekaman_nilai as b
        on b.kelompok = a.kelompok and b.ambang is not distinct from a.ambang
        and b.sumber <> a.sumber
    group by a.ambang, a.sumber, b.sumber
),
orang_sumber as (
    select distinct sumber, benar from rekaman_nilai where ambang is null
),
seharusnya as (
    select a.sumber as sumber_a, b.sumber as sumber_b, count(*) as jumlah_benar
    from orang_sumber as a
    inner join orang_sumber as b on b.benar = a.benar and b.sumber <> a.sumber
    group by a.sumber, b.sumber
)
select
    t.ambang, s.sumber_a, s.sumber_b, s.jumlah_benar, coalesce(d.pasangan, 0) as pasangan,
    coalesce(d.tepat, 0) as tepat, coalesce(d.orang_tepat, 0) as orang_tepat
from seharusnya as s
inner join urutan_sumber as a on a.sumber = s.sumber_a
inner join urutan_sumber as b on b.sumber = s.sumber_b and a.urutan < b.urutan
cross join (select distinct ambang from rekaman_nilai) as t
left join ditemukan as d
    on d.ambang is not distinct from t.ambang and d.sumber_a = s.sumber_a
    and d.sumber_b = s.sumber_b;

-- Clusters: a register person known to two or more sources is right when all its rows are one true
-- person; a true person in two or more sources is found when one register person holds a row of
-- each of those sources.
create or replace table nilai_klaster as
with klaster as (
    select ambang, kelompok, count(distinct sumber) as sumber, count(distinct benar) as orang
    from rekaman_nilai
    group by ambang, kelompok
),
bagian as (
    select ambang, benar, kelompok, count(distinct sumber) as sumber
    from rekaman_nilai
    group by ambang, benar, kelompok
),
terbesar as (
    select ambang, benar, max(sumber) as sumber from bagian group by ambang, benar
),
seharusnya as (
    select ambang, benar, count(distinct sumber) as sumber
    from rekaman_nilai
    group by ambang, benar
    having count(distinct sumber) >= 2
),
ditemukan as (
    select
        s.ambang, count(*) as jumlah_benar,
        count(*) filter (where t.sumber = s.sumber) as orang_tepat
    from seharusnya as s
    inner join terbesar as t on t.ambang is not distinct from s.ambang and t.benar = s.benar
    group by s.ambang
)
select
    k.ambang, k.klaster, k.tepat, coalesce(d.jumlah_benar, 0) as jumlah_benar,
    coalesce(d.orang_tepat, 0) as orang_tepat
from (
    select
        ambang, count(*) filter (where sumber >= 2) as klaster,
        count(*) filter (where sumber >= 2 and orang = 1) as tepat
    from klaster
    group by ambang
) as k
left join ditemukan as d on d.ambang is not distinct from k.ambang;
