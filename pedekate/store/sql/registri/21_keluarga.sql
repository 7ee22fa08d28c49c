-- Families of the register, one value per field by the order of sources, the unknown skipped.
-- A family enters the published register (`terdaftar`) when its kelurahan is known and a member lives;
-- the others are counted in meta.
create table isi_ks as
select k.id_ks, p.id_k, k.urutan, k.asal, k.no_kk, k.nik, k.nama, k.alamat, k.kode_kelurahan,
    k.jenis_kelamin, k.umur, f.* exclude (
        no_berkas, sumber, baris, kunci_keluarga, no_kk_teks, no_kk, nik_teks, nik, nama,
        tanggal_lahir_berkas, tanggal_lahir, jenis_kelamin_berkas, jenis_kelamin, umur, alamat,
        rt, rw, kode_kelurahan, wilayah_status
    ),
    k.sumber, k.no_berkas, k.baris
from ks as k
inner join padanan_ks as p on p.id_ks = k.id_ks
left join kanon_keluarga as f
    on f.no_berkas = k.no_berkas and f.baris = k.baris and k.asal = 'berkas';

create table susunan as
select
    id_k,
    count(*) as orang,
    count(*) filter (where asal = 'berkas') as orang_terdaftar,
    count(*) filter (where umur between 0 and 4) as jumlah_balita,
    count(*) filter (where umur between 0 and 6) as jumlah_usia_dini,
    count(*) filter (where partisipasi_sekolah = 'masih' and jenjang = 'sd') as jumlah_sd,
    count(*) filter (where partisipasi_sekolah = 'masih' and jenjang = 'smp') as jumlah_smp,
    count(*) filter (where partisipasi_sekolah = 'masih' and jenjang = 'sma') as jumlah_sma,
    count(*) filter (
        where umur between 7 and 18 and partisipasi_sekolah in ('belum_pernah', 'tidak_lagi')
    ) as jumlah_anak_tidak_sekolah,
    count(*) filter (where umur between 15 and 64 and bekerja) as jumlah_dewasa_bekerja,
    count(*) filter (where umur >= 60) as jumlah_lansia,
    count(*) filter (where umur >= 70) as jumlah_lansia_70,
    count(*) filter (where disabilitas_berat) as jumlah_disabilitas_berat,
    count(*) filter (where hamil) as jumlah_hamil,
    count(*) filter (where pbi_nasional or pbi_pemda) as jumlah_pbi
from individu_gabung
where anggota_keluarga
group by id_k;

-- The head: who is called so, else the only member.
create table kepala as
select *
from (
    select
        i.*,
        row_number() over (
            partition by i.id_k
            order by case when i.hubungan_keluarga = 'kepala' then 0 else 1 end, i.id_r
        ) as ke
    from individu_gabung as i
    inner join susunan as s on s.id_k = i.id_k
    where i.anggota_keluarga and (i.hubungan_keluarga = 'kepala' or s.orang = 1)
) as calon
where ke = 1;

-- Where a family lives: the first source that says so.
create table tempat as
with berurut as (
    select
        id_k, kode_kelurahan,
        row_number() over (partition by id_k order by urutan) as ke
    from isi_ks
    where kode_kelurahan is not null
)
select id_k, kode_kelurahan from berurut where ke = 1;

create table keluarga_lengkap as
select
    n.id_k,
    w.kode_kelurahan,
    s.id_k is not null and w.kode_kelurahan is not null as terdaftar,
    -- Persons listed count; where nobody is listed, what the source states.
    case
        when s.orang_terdaftar > 0 then s.orang
        else greatest(
            coalesce(
                d.jumlah_anggota, p.jumlah_anggota, g.jumlah_anggota, b.jumlah_anggota, s.orang
            ),
            s.orang
        )
    end as jumlah_anggota,
    coalesce(s.orang_terdaftar > 0, false) as orang_terdaftar,
    d.id_k is not null as di_dtsen,
    t.id_k is not null as di_dtks,
    p.id_k is not null as di_p3ke,
    v.id_k is not null as di_pdktsam,
    g.id_k is not null as di_regsosek,
    b.id_k is not null as di_bdt,
    d.desil as desil_nasional,
    d.persentil as persentil_nasional,
    d.peringkat_kota,
    p.desil as desil_p3ke,
    coalesce(h.jenis_kelamin, d.jenis_kelamin, p.jenis_kelamin) as jenis_kelamin_kepala,
    coalesce(h.umur, d.umur, p.umur) as umur_kepala,
    coalesce(h.ijazah, d.ijazah_kepala, p.ijazah_kepala) as ijazah_kepala,
    coalesce(h.bekerja, d.bekerja_kepala, p.bekerja_kepala) as bekerja_kepala,
    coalesce(h.kedudukan_pekerjaan, d.kedudukan_pekerjaan_kepala, p.kedudukan_pekerjaan_kepala)
    as kedudukan_pekerjaan_kepala,
    h.lapangan_usaha as lapangan_usaha_kepala,
    coalesce(
        d.status_kepemilikan_rumah, p.status_kepemilikan_rumah, g.status_kepemilikan_rumah,
        b.status_kepemilikan_rumah
    ) as status_kepemilikan_rumah,
    coalesce(d.luas_lantai, p.luas_lantai, g.luas_lantai, b.luas_lantai) as luas_lantai,
    coalesce(d.jenis_lantai, p.jenis_lantai, g.jenis_lantai, b.jenis_lantai) as jenis_lantai,
    coalesce(d.jenis_dinding, p.jenis_dinding, g.jenis_dinding, b.jenis_dinding) as jenis_dinding,
    coalesce(d.jenis_atap, p.jenis_atap, g.jenis_atap, b.jenis_atap) as jenis_atap,
    coalesce(
        d.sumber_air_minum, p.sumber_air_minum, g.sumber_air_minum, b.sumber_air_minum
    ) as sumber_air_minum,
    coalesce(
        d.sumber_penerangan, p.sumber_penerangan, g.sumber_penerangan, b.sumber_penerangan
    ) as sumber_penerangan,
    coalesce(
        d.daya_terpasang, p.daya_terpasang, g.daya_terpasang, b.daya_terpasang
    ) as daya_terpasang,
    coalesce(
        d.bahan_bakar_memasak, p.bahan_bakar_memasak, g.bahan_bakar_memasak,
        b.bahan_bakar_memasak
    ) as bahan_bakar_memasak,
    coalesce(d.fasilitas_bab, p.fasilitas_bab, g.fasilitas_bab, b.fasilitas_bab) as fasilitas_bab,
    coalesce(d.jenis_kloset, p.jenis_kloset, g.jenis_kloset, b.jenis_kloset) as jenis_kloset,
    coalesce(
        d.pembuangan_tinja, p.pembuangan_tinja, g.pembuangan_tinja, b.pembuangan_tinja
    ) as pembuangan_tinja,
    coalesce(
        d.punya_tabung_gas, p.punya_tabung_gas, g.punya_tabung_gas, b.punya_tabung_gas
    ) as punya_tabung_gas,
    coalesce(
        d.punya_lemari_es, p.punya_lemari_es, g.punya_lemari_es, b.punya_lemari_es
    ) as punya_lemari_es,
    coalesce(d.punya_ac, p.punya_ac, g.punya_ac, b.punya_ac) as punya_ac,
    coalesce(
        d.punya_pemanas_air, p.punya_pemanas_air, g.punya_pemanas_air, b.punya_pemanas_air
    ) as punya_pemanas_air,
    coalesce(
        d.punya_telepon_rumah, p.punya_telepon_rumah, g.punya_telepon_rumah,
        b.punya_telepon_rumah
    ) as punya_telepon_rumah,
    coalesce(
        d.punya_tv_datar, p.punya_tv_datar, g.punya_tv_datar, b.punya_tv_datar
    ) as punya_tv_datar,
    coalesce(d.punya_emas, p.punya_emas, g.punya_emas, b.punya_emas) as punya_emas,
    coalesce(
        d.punya_komputer, p.punya_komputer, g.punya_komputer, b.punya_komputer
    ) as punya_komputer,
    coalesce(
        d.punya_sepeda_motor, p.punya_sepeda_motor, g.punya_sepeda_motor, b.punya_sepeda_motor
    ) as punya_sepeda_motor,
    coalesce(d.punya_sepeda, p.punya_sepeda, g.punya_sepeda, b.punya_sepeda) as punya_sepeda,
    coalesce(d.punya_mobil, p.punya_mobil, g.punya_mobil, b.punya_mobil) as punya_mobil,
    coalesce(d.punya_perahu, p.punya_perahu, g.punya_perahu, b.punya_perahu) as punya_perahu,
    coalesce(
        d.punya_kapal_motor, p.punya_kapal_motor, g.punya_kapal_motor, b.punya_kapal_motor
    ) as punya_kapal_motor,
    coalesce(
        d.punya_smartphone, p.punya_smartphone, g.punya_smartphone, b.punya_smartphone
    ) as punya_smartphone,
    coalesce(
        d.punya_lahan_lain, p.punya_lahan_lain, g.punya_lahan_lain, b.punya_lahan_lain
    ) as punya_lahan_lain,
    coalesce(
        d.punya_rumah_lain, p.punya_rumah_lain, g.punya_rumah_lain, b.punya_rumah_lain
    ) as punya_rumah_lain,
    coalesce(d.punya_ternak, p.punya_ternak, g.punya_ternak, b.punya_ternak) as punya_ternak,
    coalesce(
        d.punya_simpanan, p.punya_simpanan, g.punya_simpanan, b.punya_simpanan
    ) as punya_simpanan,
    coalesce(
        d.berisiko_stunting, p.berisiko_stunting, g.berisiko_stunting, b.berisiko_stunting
    ) as berisiko_stunting,
    coalesce(d.pbi_nasional, false) or coalesce(d.pbi_pemda, false) as pbi_tertulis,
    s.* exclude (id_k, orang, orang_terdaftar),
    coalesce(d.no_kk, t.no_kk, p.no_kk, v.no_kk, g.no_kk, b.no_kk) as no_kk,
    coalesce(h.nama, d.nama, p.nama, v.nama, g.nama, b.nama) as nama_kepala,
    coalesce(h.nik, d.nik, p.nik, v.nik) as nik_kepala,
    coalesce(d.alamat, t.alamat, p.alamat, v.alamat, g.alamat, b.alamat) as alamat
from (select distinct id_k from padanan_ks) as n
left join susunan as s on s.id_k = n.id_k
left join kepala as h on h.id_k = n.id_k
left join tempat as w on w.id_k = n.id_k
left join isi_ks as d on d.id_k = n.id_k and d.sumber = 'dtsen'
left join isi_ks as t on t.id_k = n.id_k and t.sumber = 'dtks'
left join isi_ks as p on p.id_k = n.id_k and p.sumber = 'p3ke'
left join isi_ks as v on v.id_k = n.id_k and v.sumber = 'pdktsam'
left join isi_ks as g on g.id_k = n.id_k and g.sumber = 'regsosek'
left join isi_ks as b on b.id_k = n.id_k and b.sumber = 'bdt';

-- The head as each source lists the persons of a family.
create table kepala_sumber as
select a.id_ks, min(o.nik) as nik, min(o.ijazah) as ijazah
from orang as o
inner join anggota as a on a.id_o = o.id_o
where o.hubungan_keluarga = 'kepala'
group by a.id_ks
having count(*) = 1;
