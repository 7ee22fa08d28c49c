-- Where a row went that another table of the same source completes.
create or replace table satu_baris (
    jenis text, no_berkas integer, baris bigint, ke_berkas integer, ke_baris bigint
);
