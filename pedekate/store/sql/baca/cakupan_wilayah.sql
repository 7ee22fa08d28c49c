-- Satu baris per wilayah: keluarga sampai desil tertentu, yang menerima program,
-- yang belum, dan yang tanpa PKH, BPNT, dan BPNTD.
-- $program: id program; $desil_maks: desil tertinggi yang dihitung sasaran (1..10).
with

naik as (
    select 'kota' as tingkat, substr(kode_kelurahan, 1, 5) as kode, * from agregat_cakupan
    union all
    select 'kecamatan', substr(kode_kelurahan, 1, 8), * from agregat_cakupan
    union all
    select 'kelurahan', kode_kelurahan, * from agregat_cakupan
)

select
    tingkat,
    kode,
    cast(sum(case when desil <= $desil_maks then keluarga else 0 end) as bigint) as sasaran,
    cast(sum(case when desil <= $desil_maks then penerima else 0 end) as bigint)
        as sasaran_penerima,
    cast(sum(case when desil <= $desil_maks then keluarga - penerima else 0 end) as bigint)
        as sasaran_belum,
    cast(sum(case when desil <= $desil_maks then tanpa_bantuan else 0 end) as bigint)
        as sasaran_tanpa_bantuan,
    cast(sum(penerima) as bigint) as penerima
from naik
where program = $program
group by tingkat, kode
order by kode
