-- agregat_wilayah: satu baris per wilayah yang dapat dipilih (kota, 5 kecamatan, 57 kelurahan).
-- naik_wilayah (sementara): setiap kelurahan dengan ketiga tingkat tempat ia dijumlahkan.
create or replace table agregat_wilayah as
select distinct
    'kota' as tingkat,
    substr(kode_kecamatan, 1, 5) as kode,
    'Kota Malang' as nama,
    cast(null as text) as kode_kecamatan,
    cast(null as text) as nama_kecamatan
from wilayah
union all
select distinct 'kecamatan', kode_kecamatan, nama_kecamatan, kode_kecamatan, nama_kecamatan
from wilayah
union all
select 'kelurahan', kode_kelurahan, nama_kelurahan, kode_kecamatan, nama_kecamatan
from wilayah;

create or replace temp table naik_wilayah as
select kode_kelurahan, 'kota' as tingkat, substr(kode_kecamatan, 1, 5) as kode from wilayah
union all
select kode_kelurahan, 'kecamatan', kode_kecamatan from wilayah
union all
select kode_kelurahan, 'kelurahan', kode_kelurahan from wilayah;

comment on table agregat_wilayah is 'Satu baris per wilayah: kota, kecamatan, kelurahan.';
