-- Satu baris per program, kelurahan, dan apa yang dikatakan tiap registri tentang keluarga: bahan
-- "andai memakai registri lain". Batas desil program diterapkan saat dibaca (data/program).
-- program 'tanpa_daftar': untuk program yang daftar penerimanya tidak dimuat.
create or replace table agregat_andai as
with

per_program as (
    select 'pkh' as program, *, terima_pkh as menerima from silang_keluarga
    union all
    select 'bpnt', *, terima_bpnt from silang_keluarga
    union all
    select 'bpntd', *, terima_bpntd from silang_keluarga
    union all
    select 'pbi', *, terima_pbi from silang_keluarga
    union all
    select 'tanpa_daftar', *, false from silang_keluarga
)

select
    p.program,
    p.kode_kelurahan,
    p.di_dtks,
    t.id_keluarga is not null as ditandai_dtks,
    p.desil_nasional as desil_dtsen,
    p.desil_p3ke,
    p.layak,
    p.menerima,
    count(*) as keluarga,
    cast(sum(p.jumlah_anggota) as bigint) as individu
from per_program as p
left join silang_tanda as t
    on p.program = t.program and t.sumber = 'dtks' and p.id_keluarga = t.id_keluarga
group by
    p.program, p.kode_kelurahan, p.di_dtks, t.id_keluarga is not null, p.desil_nasional,
    p.desil_p3ke, p.layak, p.menerima;

comment on table agregat_andai is 'Keluarga per program, kelurahan, dan isi tiap registri tentang mereka; dasar andai-andai sasaran.';
comment on column agregat_andai.layak is 'Putusan PDKTSAM terakhir: layak.';
