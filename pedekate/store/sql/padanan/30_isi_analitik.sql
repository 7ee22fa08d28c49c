-- Linkage in analitik.duckdb: how records of two sources were found to be one, what another
-- threshold would change, and example pairs as comparison levels only.
insert into analitik.padanan by name
with keluarga_tertaut as (
    select p.id_k as id, p.id_k, k.kode_kelurahan, p.urutan, p.dasar
    from padanan_ks as p
    inner join keluarga_lengkap as k on k.id_k = p.id_k and k.terdaftar
),
orang_tertaut as (
    select s.id_r as id, i.id_k, k.kode_kelurahan, s.urutan, s.dasar
    from padanan_orang as s
    inner join individu_gabung as i on i.id_r = s.id_r
    inner join keluarga_lengkap as k on k.id_k = i.id_k and k.terdaftar
),
-- A link through the register is as good as the weaker of its two ends: the model before paper.
pasangan as (
    select
        'keluarga' as satuan, a.urutan as urutan_a, b.urutan as urutan_b, a.kode_kelurahan, a.id_k,
        case when a.dasar = 'peluang' then a.dasar else b.dasar end as dasar
    from keluarga_tertaut as a
    inner join keluarga_tertaut as b on b.id = a.id and a.urutan < b.urutan
    union all
    select
        'individu', a.urutan, b.urutan, a.kode_kelurahan, a.id_k,
        case when a.dasar = 'peluang' then a.dasar else b.dasar end
    from orang_tertaut as a
    inner join orang_tertaut as b on b.id = a.id and a.urutan < b.urutan
)
select
    p.satuan, a.sumber as sumber_a, b.sumber as sumber_b, p.dasar, p.kode_kelurahan,
    count(*) as jumlah, count(distinct p.id_k) as keluarga
from pasangan as p
inner join urutan_sumber as a on a.urutan = p.urutan_a
inner join urutan_sumber as b on b.urutan = p.urutan_b
group by p.satuan, a.sumber, b.sumber, p.dasar, p.kode_kelurahan;

insert into analitik.agregat_ambang by name
select
    a.ambang, a.berlaku, k.keluarga, o.individu, k.keluarga_satu_sumber, k.keluarga_dua_sumber,
    k.keluarga_tiga_sumber, o.individu_tertaut
from ambang_coba as a
inner join ambang_keluarga as k on k.ambang = a.ambang
inner join ambang_orang as o on o.ambang = a.ambang
order by a.ambang;
