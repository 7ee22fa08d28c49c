-- Between two payment lists of one programme: who still receives, who newly, who no more. A family
-- is the one the register finds by number, else the number itself.
-- bayar_gelombang: file, programme, date of the list, place (1 = current).
insert into analitik.agregat_perubahan_program by name
with baris_bayar as (
    select
        w.program, w.tanggal_data, w.ke,
        coalesce(
            'k' || coalesce(i.id_k, t.id_k), 'n' || b.nik, 'f' || b.no_kk,
            'b' || b.no_berkas || '-' || b.baris
        ) as kunci,
        coalesce(f.kode_kelurahan, b.kode_kelurahan) as kode_kelurahan
    from identitas.kanon_penerima as b
    inner join bayar_gelombang as w on w.nomor = b.no_berkas and w.program = b.program
    left join nik_tujuan as n on n.nik = b.nik
    left join individu_gabung as i on i.id_r = n.id_r
    left join kk_tujuan as t on t.no_kk = b.no_kk
    left join keluarga_lengkap as f on f.id_k = coalesce(i.id_k, t.id_k)
),
penerima as (
    select program, ke, tanggal_data, kunci, min(kode_kelurahan) as kode_kelurahan
    from baris_bayar
    group by program, ke, tanggal_data, kunci
),
daftar as (
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
    inner join penerima as c on c.program = p.program and c.ke = p.ke_lama
),
baru as (
    select p.ke_baru, c.* from pasangan as p
    inner join penerima as c on c.program = p.program and c.ke = p.ke_baru
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
