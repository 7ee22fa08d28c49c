-- Between two payment lists of one programme: who still receives, who newly, who no more.
insert into analitik.agregat_perubahan_program by name
with daftar as (
    select distinct program, ke, tanggal_data from bayar_gelombang
),
pasangan as (
    select
        b.program, b.ke as ke_baru, a.ke as ke_lama, a.tanggal_data as tanggal_lama,
        b.tanggal_data as tanggal_baru
    from daftar as b
    inner join daftar as a on a.program = b.program and a.ke = b.ke + 1
),
lama as (
    select p.ke_baru, c.* from pasangan as p
    inner join penerima_daftar as c on c.program = p.program and c.ke = p.ke_lama
),
baru as (
    select p.ke_baru, c.* from pasangan as p
    inner join penerima_daftar as c on c.program = p.program and c.ke = p.ke_baru
),
berubah as (
    select
        coalesce(b.program, a.program) as program,
        coalesce(b.ke_baru, a.ke_baru) as ke_baru,
        coalesce(b.kode_kelurahan, a.kode_kelurahan) as kode_kelurahan,
        case when a.kunci is null then 'masuk' when b.kunci is null then 'keluar' else 'tetap' end
        as keadaan
    from lama as a
    full outer join baru as b
        on b.program = a.program and b.ke_baru = a.ke_baru and b.kunci = a.kunci
)
select
    u.program, p.tanggal_lama, p.tanggal_baru, u.kode_kelurahan, u.keadaan, count(*) as keluarga
from berubah as u
inner join pasangan as p on p.program = u.program and p.ke_baru = u.ke_baru
group by u.program, p.tanggal_lama, p.tanggal_baru, u.kode_kelurahan, u.keadaan
