-- Tables filled file by file.

-- One row per recipient, programme and file; id of the person or family comes with matching.
create table identitas.kanon_program (
    no_berkas integer,
    sumber text,
    baris bigint,
    jenis text,
    program text,
    periode text
);

-- Refused rows by file number: names may still change while files are put in order.
create table baris_ditolak (
    nomor integer,
    baris bigint,
    aturan text,
    isi text
);
