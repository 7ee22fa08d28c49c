-- Tables of identitas.duckdb: who they are. Opened only for a role that may see it.

create table identitas_keluarga (
    id_keluarga text primary key,
    no_kk text,
    nama_kepala text,
    nik_kepala text,
    alamat text
);

create table identitas_individu (
    id_individu text primary key,
    id_keluarga text not null,
    nama text,
    nik text,
    tanggal_lahir date
);

-- Where each canonical source row came from. `baris` counts data rows of the file from 1.
create table asal_keluarga (
    sumber text not null,
    berkas text not null,
    baris bigint not null,
    id_keluarga text not null
);

create table asal_individu (
    sumber text not null,
    berkas text not null,
    baris bigint not null,
    id_individu text not null,
    id_keluarga text not null
);

create table baris_ditolak (
    berkas text not null,
    baris bigint not null,
    aturan text not null,
    isi text not null
);

-- Files whose cleaned rows are kept (tables kanon_*, columns by registry.fields), so that a later
-- load needs none of the original files. `nomor` is `no_berkas` of those rows.
create table berkas_simpanan (
    nomor integer primary key,
    nama text not null unique,
    profil text not null,
    jenis text not null,
    sumber text not null,
    jalur text not null,
    tanggal_data date,
    baris_masuk bigint not null,
    baris_diterima bigint not null,
    baris_ditolak bigint not null,
    alasan text not null,
    catatan text not null,
    sha256 text not null,
    dimuat text not null,
    program text not null
);
comment on table berkas_simpanan is 'Satu baris per berkas yang isinya disimpan; alasan dan catatan berupa objek JSON aturan → jumlah.';

-- The cards a family has had: one row per family, number and source that says so.
create table riwayat_kk (
    id_keluarga text not null,
    no_kk text not null,
    sumber text not null,
    tanggal date,
    primary key (id_keluarga, no_kk, sumber)
);

-- Source rows that would belong to another person than today if pairs linked from `ambang` on.
create table kelompok_ambang (
    ambang double not null,
    berkas text not null,
    baris bigint not null,
    kelompok text not null
);

-- Pairs of records the model is in doubt about. The keys survive a reload.
create table pasangan_ragu (
    id_pasangan text primary key,
    kunci_a text not null,
    kunci_b text not null,
    sumber_a text not null,
    sumber_b text not null,
    peluang double not null check (peluang between 0 and 1),
    bobot double,
    diterima boolean not null default false,
    nik_a text,
    nik_b text,
    nama_a text,
    nama_b text,
    tanggal_lahir_a date,
    tanggal_lahir_b date,
    jenis_kelamin_a text,
    jenis_kelamin_b text,
    alamat_a text,
    alamat_b text,
    kode_kelurahan_a text,
    kode_kelurahan_b text
);

-- Quality of the kept files, counted while a file is loaded: per kelurahan as the file itself names
-- it (empty = the file names none), the rows good, bad and not to be judged in each dimension.
create table mutu_berkas (
    no_berkas integer,
    jenis text,
    kode_kelurahan text,
    dimensi text,
    baris bigint,
    baik bigint,
    buruk bigint,
    tak_diketahui bigint,
    keluarga_baik bigint,
    keluarga_buruk bigint
);

create table mutu_aturan_berkas (
    no_berkas integer,
    jenis text,
    kode_kelurahan text,
    aturan text,
    baris bigint,
    keluarga bigint
);

-- Rows with a remark or refused, and by which rule; where they lie as the file itself says.
create table baris_mutu_berkas (
    no_berkas integer,
    jenis text,
    baris bigint,
    aturan text,
    kode_kelurahan text
);

create view baris_mutu as
select
    f.nama as berkas, f.sumber, m.jenis, f.tanggal_data, m.baris, m.aturan, m.kode_kelurahan
from baris_mutu_berkas as m
inner join berkas_simpanan as f on f.nomor = m.no_berkas;
