-- Satu baris per program, kelurahan, dan desil nasional. Batas desil program diterapkan saat
-- dibaca (data/program), jadi mengubah aturan tidak menuntut pembangunan ulang.
-- tanpa_bantuan: tidak menerima PKH, BPNT, maupun BPNTD (PBI adalah jaminan kesehatan).
create or replace table agregat_cakupan as
with

per_program as (
    select 'pkh' as program, *, terima_pkh as terima from agregat_tumpang
    union all
    select 'bpnt', *, terima_bpnt from agregat_tumpang
    union all
    select 'bpntd', *, terima_bpntd from agregat_tumpang
    union all
    select 'pbi', *, terima_pbi from agregat_tumpang
)

select
    program,
    kode_kelurahan,
    desil,
    sum(keluarga) as keluarga,
    sum(case when terima then keluarga else 0 end) as penerima,
    sum(case when terima then individu else 0 end) as individu_penerima,
    sum(case when terima_pkh or terima_bpnt or terima_bpntd then 0 else keluarga end)
        as tanpa_bantuan
from per_program
group by program, kode_kelurahan, desil;

comment on table agregat_cakupan is 'Keluarga, penerima, dan keluarga tanpa bantuan per program, kelurahan, dan desil nasional.';
comment on column agregat_cakupan.tanpa_bantuan is 'Keluarga tanpa PKH, BPNT, dan BPNTD; sama untuk setiap program.';
