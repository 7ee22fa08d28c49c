-- The register while it grows: families by number, source families by register family.
create table reg_nik (nik text, id_k bigint);
create table reg_kk (no_kk text, id_k bigint);
create table padanan_ks (id_ks bigint, id_k bigint, urutan integer, dasar text);
create table langkah (urutan integer);
