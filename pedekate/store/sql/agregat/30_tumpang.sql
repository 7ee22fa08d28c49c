-- Satu baris per kelurahan, desil nasional, dan gabungan program yang diterima keluarga.
create or replace table agregat_tumpang as
select
    kode_kelurahan,
    desil_nasional as desil,
    terima_pkh,
    terima_bpnt,
    terima_bpntd,
    terima_pbi,
    count(*) as keluarga,
    sum(jumlah_anggota) as individu
from keluarga
group by kode_kelurahan, desil_nasional, terima_pkh, terima_bpnt, terima_bpntd, terima_pbi;

comment on table agregat_tumpang is 'Keluarga per gabungan program, kelurahan, dan desil nasional.';
