-- Fill analitik.duckdb (attached as `analitik`, tables already created) with pseudonyms only.

insert into analitik.keluarga by name
select
    m.samaran as id_keluarga,
    k.* exclude (
        id_k, terdaftar, orang_terdaftar, pbi_tertulis, no_kk, nama_kepala, nik_kepala, alamat
    ),
    k.luas_lantai / cast(k.jumlah_anggota as double) as luas_lantai_per_orang,
    k.jumlah_anggota = 1 and coalesce(k.umur_kepala, 0) >= 60 as lansia_tunggal,
    coalesce(t.terima_pkh, false) as terima_pkh,
    coalesce(t.terima_bpnt, false) as terima_bpnt,
    coalesce(t.terima_bpntd, false) as terima_bpntd,
    k.jumlah_pbi > 0 or (not k.orang_terdaftar and k.pbi_tertulis) as terima_pbi,
    v.hasil as hasil_verifikasi,
    v.tanggal as tanggal_verifikasi
from keluarga_lengkap as k
inner join samaran as m on m.jenis = 'keluarga' and m.id = k.id_k
left join terima as t on t.id_k = k.id_k
left join putusan_keluarga as v on v.id_k = k.id_k and v.ke = 1
where k.terdaftar
order by k.kode_kelurahan, m.samaran;

insert into analitik.individu by name
select
    o.samaran as id_individu,
    m.samaran as id_keluarga,
    k.kode_kelurahan,
    i.* exclude (id_r, id_k, asal, tanggal_lahir, nama, nik, anggota_keluarga)
from individu_gabung as i
inner join keluarga_lengkap as k on k.id_k = i.id_k and k.terdaftar
inner join samaran as m on m.jenis = 'keluarga' and m.id = i.id_k
inner join samaran as o on o.jenis = 'individu' and o.id = i.id_r
where i.anggota_keluarga;

insert into analitik.sumber_keluarga by name
select
    s.sumber || ':' || m.samaran as id_sumber,
    m.samaran as id_keluarga,
    s.jenis_kelamin as jenis_kelamin_kepala,
    s.umur as umur_kepala,
    s.no_kk is not null as kk_sah,
    coalesce(s.nik, h.nik) is not null as nik_kepala_sah,
    s.* exclude (
        id_ks, id_k, urutan, asal, no_kk, nik, nama, alamat, jenis_kelamin, umur, bekerja_kepala,
        kedudukan_pekerjaan_kepala, pbi_nasional, pbi_pemda, jumlah_keluarga, no_berkas, baris
    ) replace (coalesce(s.ijazah_kepala, h.ijazah) as ijazah_kepala)
from isi_ks as s
inner join keluarga_lengkap as k on k.id_k = s.id_k and k.terdaftar
inner join samaran as m on m.jenis = 'keluarga' and m.id = s.id_k
left join kepala_sumber as h on h.id_ks = s.id_ks;

insert into analitik.sumber_individu by name
select
    o.sumber || ':' || r.samaran as id_sumber,
    o.sumber,
    r.samaran as id_individu,
    m.samaran as id_keluarga,
    o.jenis_kelamin, o.umur, o.hubungan_keluarga, o.status_kawin, o.partisipasi_sekolah, o.jenjang,
    o.ijazah, o.bekerja, o.lapangan_usaha, o.kedudukan_pekerjaan, o.disabilitas_berat,
    o.penyakit_kronis, o.gizi_buruk, o.hamil, o.pbi_nasional, o.pbi_pemda, o.punya_akta,
    o.punya_ktp, o.jkn_mandiri, o.jkn_pemberi_kerja, o.jaminan_kerja, o.meninggal,
    o.nik is not null as nik_sah
from orang as o
inner join padanan_orang as s on s.id_o = o.id_o
inner join anggota as a on a.id_o = o.id_o
inner join padanan_ks as p on p.id_ks = a.id_ks
inner join individu_gabung as i on i.id_r = s.id_r
-- The family of the record; where nobody is left in it, the family its person now belongs to.
left join keluarga_lengkap as q on q.id_k = p.id_k and q.terdaftar
inner join keluarga_lengkap as k on k.id_k = coalesce(q.id_k, i.id_k) and k.terdaftar
inner join samaran as m on m.jenis = 'keluarga' and m.id = k.id_k
inner join samaran as r on r.jenis = 'individu' and r.id = s.id_r;

insert into analitik.kepesertaan by name
select
    p.program, p.sumber, m.samaran as id_keluarga, r.samaran as id_individu,
    coalesce(k.kode_kelurahan, p.kode_kelurahan) as kode_kelurahan, p.periode
from peserta as p
left join keluarga_lengkap as k on k.id_k = p.id_k and k.terdaftar
left join samaran as m on m.jenis = 'keluarga' and m.id = k.id_k
left join samaran as r on r.jenis = 'individu' and r.id = p.id_r;

insert into analitik.verifikasi by name
select
    m.samaran as id_keluarga, coalesce(k.kode_kelurahan, v.kode_kelurahan) as kode_kelurahan,
    v.hasil, v.tanggal, v.nomor_berita_acara
from putusan_keluarga as v
left join keluarga_lengkap as k on k.id_k = v.id_k and k.terdaftar
left join samaran as m on m.jenis = 'keluarga' and m.id = k.id_k;
