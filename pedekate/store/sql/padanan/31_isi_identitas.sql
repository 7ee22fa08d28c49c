-- Linkage in identitas.duckdb: the cards a family has had, who would be together at another
-- threshold, and the pairs two people should look at.

-- The date is that of the file; a card that several files of one source show keeps the earliest.
insert into identitas.riwayat_kk by name
with kartu as (
    select p.id_k, k.no_kk, k.no_berkas from ks as k inner join padanan_ks as p on p.id_ks = k.id_ks
    union
    select p.id_k, o.no_kk, o.no_berkas
    from orang as o
    inner join anggota as a on a.id_o = o.id_o
    inner join padanan_ks as p on p.id_ks = a.id_ks
)
select m.samaran as id_keluarga, c.no_kk, b.sumber, min(f.tanggal_data) as tanggal
from kartu as c
inner join keluarga_lengkap as k on k.id_k = c.id_k and k.terdaftar
inner join samaran as m on m.jenis = 'keluarga' and m.id = c.id_k
inner join berkas_muat as b on b.no = c.no_berkas
inner join analitik.berkas as f on f.nama = b.nama
where c.no_kk is not null
group by m.samaran, c.no_kk, b.sumber;

insert into identitas.kelompok_ambang by name
select
    a.ambang, b.nama as berkas, o.baris,
    case when i.id_r is not null then m.samaran else 'sendiri:' || a.akar end as kelompok
from akar_orang as a
inner join orang as o on o.id_o = a.id
inner join berkas_muat as b on b.no = o.no_berkas
left join individu_gabung as i on i.id_r = a.akar
left join samaran as m on m.jenis = 'individu' and m.id = a.akar
where a.akar <> a.akar_kini and o.baris is not null;

-- A pair of persons is as doubtful as the family it stands in, and a pair of families is judged by
-- the two persons that speak most for it.
insert into identitas.pasangan_ragu by name
with dinilai as (
    select
        t.orang_kiri, t.orang_kanan, least(t.peluang, coalesce(f.peluang, 1)) as peluang, t.bobot,
        t.diterima
    from tautan_peluang as t
    inner join anggota as a on a.id_o = t.id_kiri
    left join tautan_peluang as f
        on f.jenis = 'keluarga' and f.diterima and f.id_kiri = a.id_ks
    where t.jenis = 'individu'
    union all
    select orang_kiri, orang_kanan, peluang, bobot, diterima
    from tautan_peluang
    where jenis = 'keluarga'
),
pasangan as (
    select
        orang_kiri, orang_kanan, min(peluang) as peluang, min(bobot) as bobot,
        bool_and(diterima) as diterima
    from dinilai
    group by orang_kiri, orang_kanan
)
select
    substr(sha256(a.kunci || '|' || b.kunci), 1, 16) as id_pasangan,
    a.kunci as kunci_a, b.kunci as kunci_b, x.sumber as sumber_a, y.sumber as sumber_b,
    min(t.peluang) as peluang, min(t.bobot) as bobot, bool_and(t.diterima) as diterima,
    min(x.nik_teks) as nik_a, min(y.nik_teks) as nik_b, min(x.nama) as nama_a,
    min(y.nama) as nama_b, min(x.tanggal_lahir) as tanggal_lahir_a,
    min(y.tanggal_lahir) as tanggal_lahir_b, min(x.jenis_kelamin) as jenis_kelamin_a,
    min(y.jenis_kelamin) as jenis_kelamin_b, min(x.alamat) as alamat_a, min(y.alamat) as alamat_b,
    min(x.kode_kelurahan) as kode_kelurahan_a, min(y.kode_kelurahan) as kode_kelurahan_b
from pasangan as t
inner join orang as x on x.id_o = t.orang_kiri
inner join orang as y on y.id_o = t.orang_kanan
inner join kunci_rekaman as a on a.id_o = t.orang_kiri
inner join kunci_rekaman as b on b.id_o = t.orang_kanan
inner join batas_tinjau as r on t.peluang >= r.bawah and t.peluang < r.atas
group by a.kunci, b.kunci, x.sumber, y.sumber;
