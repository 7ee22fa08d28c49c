-- Pandangan sementara yang dibaca indikator: kolom kanonis, satu baris per keluarga atau orang,
-- wilayah selalu menurut registri kota.
create or replace temp view dasar_keluarga as
select *
from keluarga;

create or replace temp view dasar_individu as
select
    i.id_keluarga,
    k.kode_kelurahan,
    k.desil_nasional,
    k.jenis_kelamin_kepala,
    i.jenis_kelamin,
    i.umur,
    i.hubungan_keluarga,
    i.status_kawin,
    i.partisipasi_sekolah,
    i.jenjang,
    i.ijazah,
    i.bekerja,
    i.lapangan_usaha,
    i.kedudukan_pekerjaan,
    i.disabilitas_berat,
    i.penyakit_kronis,
    i.gizi_buruk,
    i.hamil,
    i.pbi_nasional,
    i.pbi_pemda
from individu as i
inner join keluarga as k on i.id_keluarga = k.id_keluarga;

-- Isian menurut sumbernya sendiri. Desil tidak ikut: desil P3KE dan DTSEN berbeda arti, dan
-- indikator yang memakainya memang tidak punya rincian per sumber.
create or replace temp view dasar_sumber_keluarga as
select
    s.* exclude (kode_kelurahan, desil),
    k.kode_kelurahan,
    cast(s.luas_lantai as double) / nullif(s.jumlah_anggota, 0) as luas_lantai_per_orang
from sumber_keluarga as s
inner join keluarga as k on s.id_keluarga = k.id_keluarga;

-- Daftar putusan PDKTSAM hanya memuat kepala keluarga, jadi bukan sumber tentang orang.
create or replace temp view dasar_sumber_individu as
select
    s.*,
    k.kode_kelurahan
from sumber_individu as s
inner join keluarga as k on s.id_keluarga = k.id_keluarga
where not coalesce(s.meninggal, false) and s.sumber <> 'pdktsam';
