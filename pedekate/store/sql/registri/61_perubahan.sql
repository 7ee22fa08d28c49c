-- Waves of every source, and between each wave and the one before it: who entered, who left, who
-- stayed, with the decile before and after. A family that stayed or entered is counted where the
-- newer wave says it lives, with its members of that wave; one that left as the older wave had it.
insert into analitik.gelombang by name
select
    sumber, tanggal_data, ke, count(*) as keluarga, sum(individu) as individu
from keluarga_gelombang
group by sumber, tanggal_data, ke;

insert into analitik.agregat_perubahan by name
with pasangan as (
    select
        b.sumber, b.ke as ke_baru, a.ke as ke_lama, a.tanggal_data as tanggal_lama,
        b.tanggal_data as tanggal_baru
    from analitik.gelombang as b
    inner join analitik.gelombang as a on a.sumber = b.sumber and a.ke = b.ke + 1
),
lama as (
    select p.*, g.id_k, g.kode_kelurahan, g.desil, g.individu
    from pasangan as p
    inner join keluarga_gelombang as g on g.sumber = p.sumber and g.ke = p.ke_lama
),
baru as (
    select p.*, g.id_k, g.kode_kelurahan, g.desil, g.individu
    from pasangan as p
    inner join keluarga_gelombang as g on g.sumber = p.sumber and g.ke = p.ke_baru
),
berubah as (
    select
        coalesce(b.sumber, a.sumber) as sumber,
        coalesce(b.ke_baru, a.ke_baru) as ke_baru,
        coalesce(b.kode_kelurahan, a.kode_kelurahan) as kode_kelurahan,
        case when a.id_k is null then 'masuk' when b.id_k is null then 'keluar' else 'tetap' end
        as keadaan,
        a.desil as desil_lama,
        b.desil as desil_baru,
        coalesce(b.individu, a.individu) as individu
    from lama as a
    full outer join baru as b
        on b.sumber = a.sumber and b.ke_baru = a.ke_baru and b.id_k = a.id_k
)
select
    u.sumber, p.tanggal_lama, p.tanggal_baru, u.kode_kelurahan, u.keadaan, u.desil_lama,
    u.desil_baru, count(*) as keluarga, sum(u.individu) as individu
from berubah as u
inner join pasangan as p on p.sumber = u.sumber and p.ke_baru = u.ke_baru
group by
    u.sumber, p.tanggal_lama, p.tanggal_baru, u.kode_kelurahan, u.keadaan, u.desil_lama,
    u.desil_baru
