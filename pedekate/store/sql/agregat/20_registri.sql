-- Satu baris per kelurahan, desil nasional (kosong = belum diperingkat), dan pola keberadaan di
-- tiap sumber. Hitungan tepat; perlindungan sel kecil terjadi saat dibaca.
create or replace table agregat_registri as
select
    kode_kelurahan,
    desil_nasional as desil,
    di_dtsen,
    di_dtks,
    di_p3ke,
    di_pdktsam,
    di_regsosek,
    di_bdt,
    count(*) as keluarga,
    sum(jumlah_anggota) as individu
from keluarga
group by
    kode_kelurahan, desil_nasional, di_dtsen, di_dtks, di_p3ke, di_pdktsam, di_regsosek, di_bdt;

comment on table agregat_registri is 'Keluarga dan individu registri per kelurahan, desil nasional, dan pola sumber.';
comment on column agregat_registri.individu is 'Jumlah anggota keluarga menurut registri.';
