-- Persons of the register, one value per field by the order of sources, the unknown skipped.
-- `anggota_keluarga`: counted as a member. Not the dead; not someone whom only an inactive record
-- knows; not someone whom only a later source adds without a valid NIK: that may be a member of the
-- family spelt otherwise.
-- Pregnancy, school, nutrition and health cover change within months: what a closed register (Regsosek
-- 2022, BDT 2015) once wrote about them stays in its own table and says nothing about today.
create table individu_gabung as
with dtsen as (
    select s.id_r, o.* from padanan_orang as s inner join orang as o on o.id_o = s.id_o
    where o.sumber = 'dtsen'
),
dtks as (
    select s.id_r, o.* from padanan_orang as s inner join orang as o on o.id_o = s.id_o
    where o.sumber = 'dtks'
),
p3ke as (
    select s.id_r, o.* from padanan_orang as s inner join orang as o on o.id_o = s.id_o
    where o.sumber = 'p3ke'
),
pdktsam as (
    select s.id_r, o.* from padanan_orang as s inner join orang as o on o.id_o = s.id_o
    where o.sumber = 'pdktsam'
),
regsosek as (
    select s.id_r, o.* from padanan_orang as s inner join orang as o on o.id_o = s.id_o
    where o.sumber = 'regsosek'
),
bdt as (
    select s.id_r, o.* from padanan_orang as s inner join orang as o on o.id_o = s.id_o
    where o.sumber = 'bdt'
),
tercantum as (
    select s.id_r, s.urutan
    from padanan_orang as s
    inner join orang as o on o.id_o = s.id_o
    where o.asal = 'berkas'
),
-- The earliest source that lists the persons of a family sets its membership.
daftar_utama as (
    select p.id_k, min(o.urutan) as urutan
    from padanan_orang as s
    inner join orang as o on o.id_o = s.id_r
    inner join anggota as a on a.id_o = s.id_r
    inner join padanan_ks as p on p.id_ks = a.id_ks
    where s.id_o = s.id_r and o.asal = 'berkas'
    group by p.id_k
)
select
    r.id_o as id_r,
    p.id_k,
    r.asal,
    coalesce(
        date_sub(
            'year',
            coalesce(
                d.tanggal_lahir, t.tanggal_lahir, q.tanggal_lahir, v.tanggal_lahir,
                g.tanggal_lahir, b.tanggal_lahir
            ),
            w.tanggal
        ),
        -- An age somebody stated in 2022 or 2015 is no age today.
        d.umur, t.umur, q.umur
    ) as umur,
    coalesce(
        d.jenis_kelamin, t.jenis_kelamin, q.jenis_kelamin, v.jenis_kelamin, g.jenis_kelamin,
        b.jenis_kelamin
    ) as jenis_kelamin,
    coalesce(
        d.tanggal_lahir, t.tanggal_lahir, q.tanggal_lahir, v.tanggal_lahir, g.tanggal_lahir,
        b.tanggal_lahir
    ) as tanggal_lahir,
    coalesce(
        d.hubungan_keluarga, t.hubungan_keluarga, q.hubungan_keluarga, v.hubungan_keluarga,
        g.hubungan_keluarga, b.hubungan_keluarga
    ) as hubungan_keluarga,
    coalesce(
        d.status_kawin, t.status_kawin, q.status_kawin, v.status_kawin, g.status_kawin,
        b.status_kawin
    ) as status_kawin,
    coalesce(
        d.partisipasi_sekolah, t.partisipasi_sekolah, q.partisipasi_sekolah,
        v.partisipasi_sekolah
    ) as partisipasi_sekolah,
    coalesce(d.jenjang, t.jenjang, q.jenjang, v.jenjang) as jenjang,
    coalesce(d.ijazah, t.ijazah, q.ijazah, v.ijazah, g.ijazah, b.ijazah) as ijazah,
    coalesce(d.bekerja, t.bekerja, q.bekerja, v.bekerja, g.bekerja, b.bekerja) as bekerja,
    coalesce(
        d.lapangan_usaha, t.lapangan_usaha, q.lapangan_usaha, v.lapangan_usaha,
        g.lapangan_usaha, b.lapangan_usaha
    ) as lapangan_usaha,
    coalesce(
        d.kedudukan_pekerjaan, t.kedudukan_pekerjaan, q.kedudukan_pekerjaan,
        v.kedudukan_pekerjaan, g.kedudukan_pekerjaan, b.kedudukan_pekerjaan
    ) as kedudukan_pekerjaan,
    coalesce(
        d.disabilitas_berat, t.disabilitas_berat, q.disabilitas_berat, v.disabilitas_berat,
        g.disabilitas_berat, b.disabilitas_berat
    ) as disabilitas_berat,
    coalesce(
        d.penyakit_kronis, t.penyakit_kronis, q.penyakit_kronis, v.penyakit_kronis,
        g.penyakit_kronis, b.penyakit_kronis
    ) as penyakit_kronis,
    coalesce(d.gizi_buruk, t.gizi_buruk, q.gizi_buruk, v.gizi_buruk) as gizi_buruk,
    coalesce(d.hamil, t.hamil, q.hamil, v.hamil) as hamil,
    coalesce(d.pbi_nasional, t.pbi_nasional, q.pbi_nasional, v.pbi_nasional) as pbi_nasional,
    coalesce(d.pbi_pemda, t.pbi_pemda, q.pbi_pemda, v.pbi_pemda) as pbi_pemda,
    coalesce(d.nama, t.nama, q.nama, v.nama, g.nama, b.nama) as nama,
    coalesce(d.nik, t.nik, q.nik, v.nik, g.nik, b.nik) as nik,
    not coalesce(d.meninggal, false) and not coalesce(t.meninggal, false)
    and not coalesce(q.meninggal, false) and not coalesce(g.meninggal, false)
    and not (t.id_r is null and q.id_r is null and coalesce(d.keluar, false))
    and not (d.id_r is null and q.id_r is null and coalesce(t.keluar, false))
    and not (
        d.id_r is null and t.id_r is null and q.id_r is null and coalesce(g.keluar, false)
    )
    and (
        u.urutan is null
        or r.urutan = u.urutan
        or l.id_r is not null
        or (r.asal = 'berkas' and r.nik is not null)
    ) as anggota_keluarga
from orang as r
inner join padanan_orang as s on s.id_o = r.id_o and s.id_r = r.id_o
inner join anggota as a on a.id_o = r.id_o
inner join padanan_ks as p on p.id_ks = a.id_ks
cross join waktu as w
left join daftar_utama as u on u.id_k = p.id_k
-- A head known from a family row alone is a member when that source's list of persons names him.
left join tercantum as l on l.id_r = r.id_o and l.urutan = u.urutan and r.asal = 'kepala'
left join dtsen as d on d.id_r = r.id_o
left join dtks as t on t.id_r = r.id_o
left join p3ke as q on q.id_r = r.id_o
left join pdktsam as v on v.id_r = r.id_o
left join regsosek as g on g.id_r = r.id_o
left join bdt as b on b.id_r = r.id_o
