-- Lama menerima: berapa daftar bayar berturut-turut, mundur dari yang terbaru, memuat keluarga yang
-- kini menerima. Daftar ke-1 sampai ke-n berturut-turut bila urutannya sama dengan nomornya.
insert into analitik.agregat_penerimaan by name
with

urut as (
    select
        program, kunci, ke,
        row_number() over (partition by program, kunci order by ke) as urutan
    from penerima_daftar
),

lama as (
    select program, kunci, count(*) as daftar
    from urut
    where ke = urutan
    group by program, kunci
),

semua as (
    select
        program,
        max(ke) as banyak_daftar,
        min(tanggal_data) as tanggal_awal,
        max(tanggal_data) as tanggal_akhir
    from bayar_gelombang
    group by program
)

select
    p.program, l.daftar, s.banyak_daftar, s.tanggal_awal, s.tanggal_akhir, p.kode_kelurahan,
    p.desil, count(*) as keluarga
from penerima_daftar as p
inner join lama as l on l.program = p.program and l.kunci = p.kunci
inner join semua as s on s.program = p.program
where p.ke = 1
group by
    p.program, l.daftar, s.banyak_daftar, s.tanggal_awal, s.tanggal_akhir, p.kode_kelurahan, p.desil
