-- Working tables filled file by file.

-- One row per recipient, programme and file; id of the person or family comes with matching.
create table kanon_program (
    no_berkas integer,
    sumber text,
    baris bigint,
    jenis text,
    program text,
    periode text
);

create table baris_ditolak (
    berkas text,
    baris bigint,
    aturan text,
    isi text
);

-- Quality, counted while a file is loaded: per kelurahan as the file itself names it (empty = the
-- file names none), the rows good, bad and not to be judged in each dimension.
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

create table baris_mutu (
    no_berkas integer,
    jenis text,
    baris bigint,
    aturan text,
    kode_kelurahan text
);
