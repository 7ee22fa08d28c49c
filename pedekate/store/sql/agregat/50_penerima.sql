-- Satu baris per program, sumber daftar, kelurahan, dan ditemukan atau tidaknya di registri.
create or replace table agregat_penerima as
select
    program,
    sumber,
    kode_kelurahan,
    id_keluarga is not null as di_registri,
    count(*) as penerima
from kepesertaan
group by program, sumber, kode_kelurahan, id_keluarga is not null;

comment on table agregat_penerima is 'Penerima menurut daftar, ditemukan atau tidak di registri; kelurahan kosong = tidak dikenali.';
