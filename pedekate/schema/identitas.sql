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

-- Pairs of source records that may be one person: between the review thresholds of the matcher.
-- kunci_a, kunci_b: keyed digests of a source record that survive a reload.
create table pasangan_ragu (
    id_pasangan text primary key,
    kunci_a text not null,
    kunci_b text not null,
    sumber_a text not null,
    sumber_b text not null,
    peluang double not null check (peluang between 0 and 1),
    bobot double,
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
