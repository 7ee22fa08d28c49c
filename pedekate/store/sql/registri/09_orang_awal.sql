-- Persons of the register while it grows. kunci_orang: what every source says of a register person
-- (id_r) that a later source can be matched on.
create table padanan_orang (id_o bigint, id_r bigint, urutan integer, dasar text);
create table kunci_orang (
    id_r bigint, id_k bigint, nik text, nama_kunci text, tanggal_lahir date, jenis_kelamin text
);
