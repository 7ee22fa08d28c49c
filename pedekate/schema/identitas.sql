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

-- Rows with a remark or refused, and by which rule; where they lie as the file itself says.
create table baris_mutu (
    berkas text not null,
    sumber text not null,
    jenis text not null,
    tanggal_data date,
    baris bigint not null,
    aturan text not null,
    kode_kelurahan text
);
