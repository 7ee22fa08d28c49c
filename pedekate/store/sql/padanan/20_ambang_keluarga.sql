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
)
select
    a.ambang, s.id, s.urutan, s.terdaftar,
    case when s.peluang is null or s.peluang >= a.ambang then s.induk else s.id end as akar
from simpul as s
cross join ambang_coba as a;
