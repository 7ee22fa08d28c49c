-- Groups while the files are taken one by one: which row belongs to which group, and the keys of a
-- group. A group is named by its first row.
create or replace table kelompok_baris (
    sumber text, no_berkas integer, baris bigint, urut integer, ke_berkas integer, ke_baris bigint
);
create or replace table kelompok_kunci (
    sumber text, kunci text, ke_berkas integer, ke_baris bigint
);
