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
