-- The accepted figures of aggregate tables, filled file by file.
create table identitas.kanon_agregat (
    no_berkas integer,
    baris bigint,
    indikator text,
    tingkat text,
    kode text,
    tanggal date,
    periode text,
    nilai double,
    pembilang bigint,
    penyebut bigint,
    satuan text,
    sumber text,
    lencana text
);
