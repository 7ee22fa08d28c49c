-- Mutu berkas per wilayah menurut berkas itu sendiri. Kota = seluruh berkas; baris tanpa kelurahan
-- menjadi satu wilayah tambahan setingkat kecamatan, supaya jumlahnya selalu genap.
create or replace temp table letak_mutu as
select kode_kelurahan, tingkat, kode from naik_wilayah where tingkat <> 'kota'
union all
select cast(null as text), 'kecamatan', kode || '.tanpa'
from (select distinct kode from naik_wilayah where tingkat = 'kota') as kota;

create or replace table agregat_mutu as
with berletak as (
    select l.tingkat, l.kode, m.*
    from mutu as m
    inner join letak_mutu as l on l.kode_kelurahan is not distinct from m.kode_kelurahan
    union all
    select 'kota', k.kode, m.*
    from mutu as m
    cross join (select distinct kode from naik_wilayah where tingkat = 'kota') as k
)
select
    tingkat,
    kode,
    sumber,
    jenis,
    tanggal_data,
    dimensi,
    cast(sum(baris) as bigint) as baris,
    cast(sum(baik) as bigint) as baik,
    cast(sum(buruk) as bigint) as buruk,
    cast(sum(tak_diketahui) as bigint) as tak_diketahui,
    cast(sum(keluarga_baik) as bigint) as keluarga_baik,
    cast(sum(keluarga_buruk) as bigint) as keluarga_buruk
from berletak
group by tingkat, kode, sumber, jenis, tanggal_data, dimensi;

comment on table agregat_mutu is 'Baris baik, buruk, dan tak dapat dinilai per wilayah, sumber, jenis berkas, tanggal data, dan dimensi.';

create or replace table agregat_mutu_aturan as
with berletak as (
    select l.tingkat, l.kode, m.*
    from mutu_aturan as m
    inner join letak_mutu as l on l.kode_kelurahan is not distinct from m.kode_kelurahan
    union all
    select 'kota', k.kode, m.*
    from mutu_aturan as m
    cross join (select distinct kode from naik_wilayah where tingkat = 'kota') as k
)
select
    tingkat,
    kode,
    sumber,
    jenis,
    tanggal_data,
    aturan,
    cast(sum(baris) as bigint) as baris,
    cast(sum(keluarga) as bigint) as keluarga
from berletak
group by tingkat, kode, sumber, jenis, tanggal_data, aturan;

comment on table agregat_mutu_aturan is 'Baris per wilayah, sumber, jenis berkas, tanggal data, dan aturan.';
