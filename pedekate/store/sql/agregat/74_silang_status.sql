-- Satu baris per program, pasangan sumber, kelurahan, dan kedua statusnya; semua keluarga registri.
-- Registri lampau (Regsosek 2022, BDT 2015) tidak ikut: tandanya riwayat, bukan keadaan sekarang.
-- ya = ditandai atau di daftar bayar; tidak = tanpa tanda; luar = keluarga tidak ada di sumber itu.
create or replace table agregat_status as
with

-- Program yang sedikitnya dua sumber bicarakan.
dibicarakan as (
    select
        program,
        max(case when sumber = 'daftar_bayar' then 1 else 0 end) = 1 as oleh_daftar,
        max(case when sumber = 'dtsen' then 1 else 0 end) = 1 as oleh_dtsen,
        max(case when sumber = 'dtks' then 1 else 0 end) = 1 as oleh_dtks,
        max(case when sumber = 'p3ke' then 1 else 0 end) = 1 as oleh_p3ke
    from silang_tanda
    where sumber in ('daftar_bayar', 'dtsen', 'dtks', 'p3ke')
    group by program
    having count(distinct sumber) > 1
),

tanda as (
    select
        program,
        id_keluarga,
        max(case when sumber = 'daftar_bayar' then 1 else 0 end) = 1 as daftar,
        max(case when sumber = 'dtsen' then 1 else 0 end) = 1 as dtsen,
        max(case when sumber = 'dtks' then 1 else 0 end) = 1 as dtks,
        max(case when sumber = 'p3ke' then 1 else 0 end) = 1 as p3ke
    from silang_tanda
    group by program, id_keluarga
),

pola as (
    select
        d.program,
        k.kode_kelurahan,
        case
            when not d.oleh_daftar then null
            when coalesce(t.daftar, false) then 'ya'
            else 'tidak'
        end as daftar_bayar,
        case
            when not d.oleh_dtsen then null
            when coalesce(t.dtsen, false) then 'ya'
            when k.di_dtsen then 'tidak'
            else 'luar'
        end as dtsen,
        case
            when not d.oleh_dtks then null
            when coalesce(t.dtks, false) then 'ya'
            when k.di_dtks then 'tidak'
            else 'luar'
        end as dtks,
        case
            when not d.oleh_p3ke then null
            when coalesce(t.p3ke, false) then 'ya'
            when k.di_p3ke then 'tidak'
            else 'luar'
        end as p3ke,
        count(*) as keluarga,
        sum(k.jumlah_anggota) as individu
    from dibicarakan as d
    cross join silang_keluarga as k
    left join tanda as t on d.program = t.program and k.id_keluarga = t.id_keluarga
    group by 1, 2, 3, 4, 5, 6
),

pasangan as (
    select
        'daftar_bayar' as sumber_a, 'dtsen' as sumber_b, daftar_bayar as status_a,
        dtsen as status_b, program, kode_kelurahan, keluarga, individu
    from pola
    union all
    select 'daftar_bayar', 'dtks', daftar_bayar, dtks, program, kode_kelurahan, keluarga, individu
    from pola
    union all
    select 'daftar_bayar', 'p3ke', daftar_bayar, p3ke, program, kode_kelurahan, keluarga, individu
    from pola
    union all
    select 'dtsen', 'dtks', dtsen, dtks, program, kode_kelurahan, keluarga, individu from pola
    union all
    select 'dtsen', 'p3ke', dtsen, p3ke, program, kode_kelurahan, keluarga, individu from pola
    union all
    select 'dtks', 'p3ke', dtks, p3ke, program, kode_kelurahan, keluarga, individu from pola
)

select
    program,
    sumber_a,
    sumber_b,
    kode_kelurahan,
    status_a,
    status_b,
    cast(sum(keluarga) as bigint) as keluarga,
    cast(sum(individu) as bigint) as individu
from pasangan
where status_a is not null and status_b is not null
group by program, sumber_a, sumber_b, kode_kelurahan, status_a, status_b;

comment on table agregat_status is 'Keluarga per program, pasangan sumber, kelurahan, dan status menurut keduanya: ya, tidak, luar.';
