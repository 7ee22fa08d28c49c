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
