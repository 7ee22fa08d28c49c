-- Tables of analitik.duckdb: everything the dashboard opens. No name, NIK, KK number, address or
-- birth date may enter here; ids are keyed pseudonyms (16 hex digits).

create table meta (
    kunci text primary key,
    nilai text not null
);
comment on table meta is 'Satu baris per keterangan: sintetis, sidik_jari, versi_skema, tanggal_registri, …';

create table berkas (
    nama text primary key,
    sumber text not null,
    profil text not null,
    tanggal_data date,
    baris_masuk bigint not null,
    baris_diterima bigint not null,
    baris_ditolak bigint not null,
    berlaku boolean not null default true,
    dimuat text,
    check (baris_masuk = baris_diterima + baris_ditolak)
);
comment on table berkas is 'Satu baris per berkas yang disimpan.';
comment on column berkas.berlaku is 'Isinya membentuk registri; jika tidak, berkas gelombang lama yang disimpan untuk perbandingan.';
comment on column berkas.dimuat is 'Waktu muat, ISO 8601.';
comment on column berkas.tanggal_data is 'Tanggal data menurut profil atau nama berkas; kosong bila tidak diketahui.';

create table penolakan (
    berkas text not null,
    aturan text not null,
    keparahan text not null check (keparahan in ('tolak', 'catatan')),
    pesan text not null,
    jumlah bigint not null,
    primary key (berkas, aturan)
);
comment on table penolakan is 'Jumlah baris per berkas dan aturan; baris aslinya hanya di identitas.duckdb.';

-- Quality of the files, row by row, before anything is joined: counts only, no row of anybody.
create table mutu (
    berkas text not null,
    sumber text not null,
    jenis text not null,
    tanggal_data date,
    kode_kelurahan text,
    dimensi text not null,
    baris bigint not null,
    baik bigint not null,
    buruk bigint not null,
    tak_diketahui bigint not null,
    keluarga_baik bigint not null,
    keluarga_buruk bigint not null,
    check (baris = baik + buruk + tak_diketahui)
);
comment on table mutu is 'Baris baik, buruk, dan tak dapat dinilai per berkas, kelurahan menurut berkas itu, dan dimensi mutu.';
comment on column mutu.kode_kelurahan is 'Kosong bila berkas tidak menyebut kelurahan yang dikenal.';
comment on column mutu.keluarga_baik is 'Keluarga berbeda di antara baris yang baik; untuk perlindungan sel kecil.';

create table mutu_aturan (
    berkas text not null,
    sumber text not null,
    jenis text not null,
    tanggal_data date,
    kode_kelurahan text,
    aturan text not null,
    baris bigint not null,
    keluarga bigint not null
);
comment on table mutu_aturan is 'Baris yang ditolak atau diberi catatan per berkas, kelurahan, dan aturan.';

create table mutu_pesan (
    aturan text primary key,
    dimensi text not null,
    keparahan text not null check (keparahan in ('tolak', 'catatan')),
    pesan text not null
);
comment on table mutu_pesan is 'Dimensi dan kata-kata setiap aturan mutu saat data dimuat.';

create table mutu_kesegaran (
    sumber text primary key,
    batas_hari integer not null,
    alasan text not null
);
comment on table mutu_kesegaran is 'Umur data tertua yang masih dianggap mutakhir per sumber.';

create table wilayah (
    kode_kelurahan text primary key,
    kode_bps text not null unique,
    nama_kelurahan text not null,
    kode_kecamatan text not null,
    nama_kecamatan text not null,
    luas_km2 double not null,
    penduduk_2023_estimasi integer not null
);
comment on table wilayah is '57 kelurahan Kota Malang; kode Kemendagri dan BPS.';

-- What each source says about a family, before any choice between sources. The large tables carry no
-- keys: an index over a million texts costs a tenth of the load and 100 MB, and nothing is looked up
-- by it. That ids are unique and lead to a family is a law of the tests.
create table sumber_keluarga (
    id_sumber text not null,
    sumber text not null,
    id_keluarga text not null,
    kode_kelurahan text,
    jumlah_anggota smallint,
    desil tinyint check (desil between 1 and 10),
    persentil double check (persentil between 0 and 100),
    peringkat_kota integer,
    jenis_kelamin_kepala text,
    umur_kepala smallint,
    ijazah_kepala text,
    status_kepemilikan_rumah text,
    luas_lantai smallint,
    jenis_lantai text,
    jenis_dinding text,
    jenis_atap text,
    sumber_air_minum text,
    sumber_penerangan text,
    daya_terpasang text,
    bahan_bakar_memasak text,
    fasilitas_bab text,
    jenis_kloset text,
    pembuangan_tinja text,
    kondisi_lantai text,
    kondisi_dinding text,
    kondisi_atap text,
    punya_tabung_gas boolean,
    punya_lemari_es boolean,
    punya_ac boolean,
    punya_pemanas_air boolean,
    punya_telepon_rumah boolean,
    punya_tv_datar boolean,
    punya_emas boolean,
    punya_komputer boolean,
    punya_sepeda_motor boolean,
    punya_sepeda boolean,
    punya_mobil boolean,
    punya_perahu boolean,
    punya_kapal_motor boolean,
    punya_smartphone boolean,
    punya_lahan_lain boolean,
    punya_rumah_lain boolean,
    punya_ternak boolean,
    punya_simpanan boolean,
    berisiko_stunting boolean,
    kk_sah boolean not null,
    nik_kepala_sah boolean not null
);
comment on table sumber_keluarga is 'Satu baris per keluarga per sumber, isian kanonis; kosong = tidak diketahui.';
comment on column sumber_keluarga.desil is 'dtsen: desil nasional; p3ke: desil kesejahteraan P3KE; kosong = belum pemeringkatan.';
comment on column sumber_keluarga.persentil is 'Persentil kesejahteraan sumber itu (0–100, rendah = miskin): DTSEN nasional, P3KE, BDT.';
comment on column sumber_keluarga.peringkat_kota is 'Peringkat DTSEN di dalam kota, 1 = termiskin.';
comment on column sumber_keluarga.luas_lantai is 'Meter persegi.';

create table sumber_individu (
    id_sumber text not null,
    sumber text not null,
    id_individu text not null,
    id_keluarga text not null,
    jenis_kelamin text,
    umur smallint,
    hubungan_keluarga text,
    status_kawin text,
    partisipasi_sekolah text,
    jenjang text,
    ijazah text,
    bekerja boolean,
    lapangan_usaha tinyint,
    kedudukan_pekerjaan text,
    disabilitas_berat boolean,
    penyakit_kronis boolean,
    gizi_buruk boolean,
    hamil boolean,
    pbi_nasional boolean,
    pbi_pemda boolean,
    punya_akta boolean,
    punya_ktp boolean,
    jkn_mandiri boolean,
    jkn_pemberi_kerja boolean,
    jaminan_kerja boolean,
    meninggal boolean,
    nik_sah boolean not null
);
comment on table sumber_individu is 'Satu baris per orang per sumber, isian kanonis; kosong = tidak diketahui.';
comment on column sumber_individu.umur is 'Tahun penuh pada tanggal data berkasnya.';
comment on column sumber_individu.disabilitas_berat is 'Sedikitnya satu dari sembilan fungsi: tidak bisa atau banyak kesulitan.';

-- The city register: one row per family, one value per field, chosen by the order of sources.
create table keluarga (
    id_keluarga text primary key,
    kode_kelurahan text not null,
    jumlah_anggota smallint not null check (jumlah_anggota >= 1),
    di_dtsen boolean not null,
    di_dtks boolean not null,
    di_p3ke boolean not null,
    di_pdktsam boolean not null,
    di_regsosek boolean not null,
    di_bdt boolean not null,
    desil_nasional tinyint check (desil_nasional between 1 and 10),
    persentil_nasional double check (persentil_nasional between 0 and 100),
    peringkat_kota integer,
    desil_p3ke tinyint check (desil_p3ke between 1 and 10),
    jenis_kelamin_kepala text,
    umur_kepala smallint,
    ijazah_kepala text,
    bekerja_kepala boolean,
    kedudukan_pekerjaan_kepala text,
    lapangan_usaha_kepala tinyint,
    status_kepemilikan_rumah text,
    luas_lantai smallint,
    luas_lantai_per_orang double,
    jenis_lantai text,
    jenis_dinding text,
    jenis_atap text,
    sumber_air_minum text,
    sumber_penerangan text,
    daya_terpasang text,
    bahan_bakar_memasak text,
    fasilitas_bab text,
    jenis_kloset text,
    pembuangan_tinja text,
    punya_tabung_gas boolean,
    punya_lemari_es boolean,
    punya_ac boolean,
    punya_pemanas_air boolean,
    punya_telepon_rumah boolean,
    punya_tv_datar boolean,
    punya_emas boolean,
    punya_komputer boolean,
    punya_sepeda_motor boolean,
    punya_sepeda boolean,
    punya_mobil boolean,
    punya_perahu boolean,
    punya_kapal_motor boolean,
    punya_smartphone boolean,
    punya_lahan_lain boolean,
    punya_rumah_lain boolean,
    punya_ternak boolean,
    punya_simpanan boolean,
    berisiko_stunting boolean,
    jumlah_balita smallint not null,
    jumlah_usia_dini smallint not null,
    jumlah_sd smallint not null,
    jumlah_smp smallint not null,
    jumlah_sma smallint not null,
    jumlah_anak_tidak_sekolah smallint not null,
    jumlah_dewasa_bekerja smallint not null,
    jumlah_lansia smallint not null,
    jumlah_lansia_70 smallint not null,
    jumlah_disabilitas_berat smallint not null,
    jumlah_hamil smallint not null,
    jumlah_pbi smallint not null,
    lansia_tunggal boolean not null,
    terima_pkh boolean not null,
    terima_bpnt boolean not null,
    terima_bpntd boolean not null,
    terima_pbi boolean not null,
    hasil_verifikasi text,
    tanggal_verifikasi date,
    skor double
);
comment on table keluarga is 'Satu baris per keluarga (KK) di registri kota; gabungan semua sumber. Kosong = tidak diketahui.';
comment on column keluarga.desil_nasional is 'Desil DTSEN (nasional, 1 = termiskin); kosong = belum pemeringkatan atau tidak ada di DTSEN.';
comment on column keluarga.persentil_nasional is 'Persentil DTSEN menurut SIKS-NG: urutan lebih halus dari desil; kosong = berkas itu tidak dimuat.';
comment on column keluarga.peringkat_kota is 'Peringkat DTSEN di dalam kota menurut SIKS-NG, 1 = termiskin.';
comment on column keluarga.luas_lantai_per_orang is 'Meter persegi per anggota keluarga.';
comment on column keluarga.jumlah_balita is 'Orang berumur 0–4 tahun.';
comment on column keluarga.jumlah_usia_dini is 'Orang berumur 0–6 tahun (komponen PKH).';
comment on column keluarga.jumlah_sd is 'Anggota yang masih sekolah di jenjang SD/sederajat; demikian pula smp dan sma.';
comment on column keluarga.jumlah_anak_tidak_sekolah is 'Orang berumur 7–18 tahun yang tidak sedang sekolah.';
comment on column keluarga.jumlah_dewasa_bekerja is 'Orang berumur 15–64 tahun yang bekerja.';
comment on column keluarga.jumlah_lansia is 'Orang berumur 60 tahun ke atas; lansia_70: 70 tahun ke atas.';
comment on column keluarga.lansia_tunggal is 'Keluarga beranggota satu orang berumur 60 tahun ke atas.';
comment on column keluarga.skor is 'Skor kebutuhan (bukan desil resmi): ln perkiraan pengeluaran per kapita, Rp/bulan; rendah = miskin; kosong = isian tidak cukup.';

create table individu (
    id_individu text primary key,
    id_keluarga text not null,
    kode_kelurahan text not null,
    jenis_kelamin text,
    umur smallint,
    hubungan_keluarga text,
    status_kawin text,
    partisipasi_sekolah text,
    jenjang text,
    ijazah text,
    bekerja boolean,
    lapangan_usaha tinyint,
    kedudukan_pekerjaan text,
    disabilitas_berat boolean,
    penyakit_kronis boolean,
    gizi_buruk boolean,
    hamil boolean,
    pbi_nasional boolean,
    pbi_pemda boolean
);
comment on table individu is 'Satu baris per orang di registri kota.';

create table kepesertaan (
    program text not null,
    sumber text not null,
    id_keluarga text,
    id_individu text,
    kode_kelurahan text,
    periode text
);
comment on table kepesertaan is 'Satu baris per penerima per program per sumber; id kosong = penerima tidak ditemukan di registri.';
comment on column kepesertaan.sumber is 'daftar_bayar, atau registri yang menandainya; yang dari registri lampau adalah riwayat.';

create table verifikasi (
    id_keluarga text,
    kode_kelurahan text,
    hasil text not null,
    tanggal date not null,
    nomor_berita_acara text
);
comment on table verifikasi is 'Satu baris per putusan verifikasi PDKTSAM; id kosong = tidak ditemukan di registri.';

-- A household survey (real or simulated Susenas): the only place where consumption is observed.
create table survei (
    klaster text not null,
    bobot_keluarga double not null,
    jumlah_anggota smallint not null,
    pengeluaran_per_kapita bigint not null
);
comment on table survei is 'Satu baris per rumah tangga sampel Susenas; peubah lain mengikuti nama kolom keluarga (ditambahkan saat muat).';
comment on column survei.pengeluaran_per_kapita is 'Rp per orang per bulan.';

create table model_skor (
    peubah text primary key,
    koefisien double not null,
    galat_baku double not null
);
comment on table model_skor is 'Koefisien skor kebutuhan (PMT); kuadrat terkecil atas ln pengeluaran per kapita.';

-- Dated waves of every source: the current one (ke = 1) makes the register, older ones are compared.
create table gelombang (
    sumber text not null,
    tanggal_data date,
    ke smallint not null check (ke >= 1),
    keluarga bigint not null,
    individu bigint not null,
    primary key (sumber, ke)
);
comment on table gelombang is 'Satu baris per sumber dan tanggal data, ke = 1 yang berlaku; keluarga dan anggotanya yang hidup dan aktif.';

create table agregat_perubahan (
    sumber text not null,
    tanggal_lama date,
    tanggal_baru date,
    kode_kelurahan text,
    keadaan text not null check (keadaan in ('tetap', 'masuk', 'keluar')),
    desil_lama tinyint,
    desil_baru tinyint,
    keluarga bigint not null,
    individu bigint not null
);
comment on table agregat_perubahan is 'Keluarga antara dua gelombang berurutan satu sumber, menurut kelurahan dan desil sebelum dan sesudah.';
comment on column agregat_perubahan.kode_kelurahan is 'Menurut gelombang baru; yang keluar menurut gelombang lama; kosong = tidak diketahui.';
comment on column agregat_perubahan.individu is 'Anggota keluarga itu di gelombang baru; yang keluar di gelombang lama.';

create table agregat_perubahan_program (
    program text not null,
    tanggal_lama date,
    tanggal_baru date,
    kode_kelurahan text,
    keadaan text not null check (keadaan in ('tetap', 'masuk', 'keluar')),
    keluarga bigint not null
);
comment on table agregat_perubahan_program is 'Keluarga penerima antara dua daftar bayar berurutan satu program.';

create table agregat_penerimaan (
    program text not null,
    daftar smallint not null check (daftar >= 1),
    banyak_daftar smallint not null,
    tanggal_awal date,
    tanggal_akhir date,
    kode_kelurahan text,
    desil tinyint,
    keluarga bigint not null,
    check (daftar <= banyak_daftar)
);
comment on table agregat_penerimaan is 'Keluarga penerima di daftar bayar terbaru menurut berapa daftar berturut-turut memuatnya.';
comment on column agregat_penerimaan.daftar is 'Daftar berturut-turut, dihitung mundur dari yang terbaru; banyak_daftar: semua yang disimpan program itu.';
comment on column agregat_penerimaan.tanggal_awal is 'Tanggal daftar tertua di antara semua daftar program itu.';
comment on column agregat_penerimaan.desil is 'Desil nasional yang berlaku; kosong = tanpa desil atau tidak ditemukan di registri.';

create table padanan (
    satuan text not null check (satuan in ('keluarga', 'individu')),
    sumber_a text not null,
    sumber_b text not null,
    dasar text not null,
    kode_kelurahan text not null,
    jumlah bigint not null,
    keluarga bigint not null,
    primary key (satuan, sumber_a, sumber_b, dasar, kode_kelurahan)
);
comment on table padanan is 'Keluarga atau individu registri yang ada di dua sumber, menurut dasar pemadanannya.';
comment on column padanan.keluarga is 'Keluarga di balik jumlah itu: dasar perlindungan sel kecil.';
comment on column padanan.dasar is 'kk, nik, kk dan nik; nama atau lahir (di dalam keluarga); peluang (model); putusan (dua peninjau).';

create table agregat_ambang (
    ambang double primary key,
    berlaku boolean not null,
    keluarga bigint not null,
    individu bigint not null,
    keluarga_satu_sumber bigint not null,
    keluarga_dua_sumber bigint not null,
    keluarga_tiga_sumber bigint not null,
    individu_tertaut bigint not null
);
comment on table agregat_ambang is 'Angka utama registri bila pasangan diterima mulai peluang ini; satu baris ditandai berlaku.';
comment on column agregat_ambang.keluarga_dua_sumber is 'Keluarga di sedikitnya dua sumber; tiga_sumber: sedikitnya tiga.';
comment on column agregat_ambang.individu_tertaut is 'Individu yang ada di sedikitnya dua sumber.';

create table model_padanan (
    urutan smallint primary key,
    pembanding text not null,
    tingkat text not null,
    m double not null,
    u double not null,
    bobot double not null
);
comment on table model_padanan is 'Bobot setiap tingkat pembanding model padanan.';
comment on column model_padanan.m is 'Peluang tingkat ini pada dua catatan orang yang sama; u: pada dua orang acak; bobot: log2(m/u).';

create table contoh_pasangan (
    keadaan text not null check (keadaan in ('tertaut', 'ragu tertaut', 'ragu terpisah')),
    sumber_a text not null,
    sumber_b text not null,
    peluang double not null,
    urutan smallint not null,
    pembanding text not null,
    tingkat text not null,
    bobot double not null,
    primary key (keadaan, urutan)
);
comment on table contoh_pasangan is 'Contoh pasangan sebagai tingkat pembanding saja: tanpa nama, nomor, tanggal, atau tempat.';

-- Finished figures per area from outside tables (Bappeda, agencies, BPS): shown beside the register's
-- own indicators and never added to them.
create table agregat_luar (
    indikator text not null,
    tingkat text not null check (tingkat in ('kota', 'kecamatan', 'kelurahan')),
    kode text not null,
    tanggal date not null,
    periode text not null,
    nilai double,
    pembilang bigint,
    penyebut bigint,
    satuan text not null,
    sumber text not null,
    lencana text not null check (lencana in ('resmi', 'terdaftar', 'model')),
    berkas text not null,
    primary key (indikator, sumber, tingkat, kode, tanggal),
    check (pembilang <= penyebut or pembilang is null or penyebut is null),
    check (nilai is not null or pembilang is not null)
);
comment on table agregat_luar is 'Satu baris per indikator, sumber, wilayah, dan tanggal dari tabel agregat yang dimuat.';
comment on column agregat_luar.indikator is 'Id di data/indikator/luar.toml atau dasar.toml.';
comment on column agregat_luar.kode is 'Kode Kemendagri wilayahnya.';
comment on column agregat_luar.tanggal is 'Hari terakhir periode angka; periode: seperti tertulis (tahun, bulan, atau hari).';
comment on column agregat_luar.nilai is 'Bagian 0..1 bila satuan persen; kosong bila satuan hitungan (lihat pembilang); selain itu angka dalam satuannya.';
comment on column agregat_luar.pembilang is 'Hitungan dalam satuan_hitung indikatornya; kosong = tidak ada di tabel.';
comment on column agregat_luar.satuan is 'persen, jumlah, atau nama satuan indikatornya.';
comment on column agregat_luar.lencana is 'resmi: terbitan BPS; terdaftar: tabel instansi lain.';
