-- Families as each source lists them (`ks`) and persons as each source lists them (`orang`).
-- ks: one row per family and source. orang: one row per person and source.
-- Ids are integers in the order of sources (`urutan_sumber`), files and rows: source number x 10^14
-- + file x 10^10 + row. The whole register is built on them and turned into pseudonyms at the very
-- end. Runs once for the current waves of all sources, then once for every older wave.

-- Verdicts on one family: same valid KK, else same valid NIK of the head, else the row alone.
create or replace table putusan as
select
    v.*,
    coalesce('k' || v.no_kk, 'n' || v.nik, 'b' || v.no_berkas || '-' || v.baris) as kunci_putusan
from kanon_verifikasi as v;

create or replace table ks as
with berkas_keluarga as (
    select
        u.urutan, k.sumber, k.no_berkas, k.baris, 'berkas' as asal, k.kunci_keluarga, k.no_kk_teks,
        k.no_kk, k.nik, k.nama, k.tanggal_lahir, k.jenis_kelamin, k.umur, k.alamat, k.rt, k.rw,
        k.kode_kelurahan, cast(null as text) as kunci_putusan
    from kanon_keluarga as k
    inner join urutan_sumber as u on u.sumber = k.sumber
),
-- The latest verdict speaks for the family, those with numbers and names of their own first. A
-- worksheet is about families the register has already: one whose code leads nowhere stays a verdict
-- and makes no family.
putusan_terakhir as (
    select *
    from (
        select
            p.*,
            row_number() over (
                partition by p.kunci_putusan
                order by
                    case when p.kode_lembar is null then 0 else 1 end, p.tanggal desc,
                    p.no_berkas desc, p.baris desc
            ) as ke
        from putusan as p
        where p.kode_lembar is null or p.no_kk is not null or p.nik is not null
    ) as berurut
    where ke = 1
),
semua as (
    select * from berkas_keluarga
    union all
    select
        u.urutan, p.sumber, p.no_berkas, p.baris, 'berkas', p.kunci_keluarga, p.no_kk_teks,
        p.no_kk, p.nik, p.nama, p.tanggal_lahir, p.jenis_kelamin, p.umur, p.alamat, p.rt, p.rw,
        p.kode_kelurahan, p.kunci_putusan
    from putusan_terakhir as p
    inner join urutan_sumber as u on u.sumber = p.sumber
)
select
    urutan * 100000000000000 + no_berkas * 10000000000 + baris as id_ks,
    *
from semua;

create or replace table orang as
select
    u.urutan * 100000000000000 + i.no_berkas * 10000000000 + i.baris as id_o,
    u.urutan,
    'berkas' as asal,
    nullif(regexp_replace(lower(i.nama), '[^a-z]', '', 'g'), '') as nama_kunci,
    i.*
from kanon_individu as i
inner join urutan_sumber as u on u.sumber = i.sumber;
