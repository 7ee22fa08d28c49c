-- What two records are compared on (`ciri`): one row per person and source.
-- Needs `nama_baku` (nama, bersih, bunyi), one row per spelling of a name.
-- nik_teks, no_kk_teks: also numbers that are no valid ones, if all but a digit is there; never
-- fillers of one digit repeated, which thousands share.
-- What belongs to the family comes from its own row where there is one: person files often carry the
-- address on the card, or none.
-- jalan_nomor: the address up to its RT, letters and digits only; jalan: its letters.

create or replace table alamat_baku as
select
    alamat,
    nullif(
        regexp_replace(regexp_replace(lower(alamat), '\s*\brt\b.*$', ''), '[^a-z0-9]', '', 'g'), ''
    ) as jalan_nomor,
    nullif(
        regexp_replace(
            regexp_replace(lower(alamat), '\s*\b(rt|no|nomor|gg|gang)\b.*$', ''), '[^a-z]', '', 'g'
        ), ''
    ) as jalan
from (select alamat from orang union select alamat from ks) as tulisan
where alamat is not null;

-- A NIK that two records of one source share proves nothing, nor does a birth date read from it.
create or replace table nik_dipakai_dua as
select distinct nik
from (
    select urutan, nik from orang where nik is not null group by urutan, nik having count(*) > 1
) as ganda;

create or replace table ciri as
with sekeluarga as (
    select
        o.id_o, o.urutan, o.nama,
        case when d.nik is null then o.tanggal_lahir else o.tanggal_lahir_berkas end
        as tanggal_lahir,
        case when d.nik is null then o.jenis_kelamin else o.jenis_kelamin_berkas end
        as jenis_kelamin,
        case when d.nik is null then o.nik end as nik,
        case when d.nik is null then o.nik_teks end as nik_teks,
        coalesce(k.no_kk, o.no_kk) as no_kk,
        coalesce(k.no_kk, o.no_kk, k.no_kk_teks, o.no_kk_teks) as no_kk_teks,
        coalesce(k.alamat, o.alamat) as alamat,
        coalesce(k.kode_kelurahan, o.kode_kelurahan) as kode_kelurahan
    from orang as o
    inner join anggota as a on a.id_o = o.id_o
    inner join ks as k on k.id_ks = a.id_ks
    left join nik_dipakai_dua as d on d.nik = o.nik
),
nomor as (
    select
        *,
        case when length(nik_teks) between 15 and 17
            and replace(nik_teks, left(nik_teks, 1), '') <> '' then nik_teks end as nik_ditulis,
        case when length(no_kk_teks) between 15 and 17
            and replace(no_kk_teks, left(no_kk_teks, 1), '') <> '' then no_kk_teks
        end as kk_ditulis
    from sekeluarga
)
select
    o.id_o,
    o.urutan,
    n.bunyi as nama_bunyi,
    split_part(n.bunyi, ' ', 1) as nama_depan,
    substr(n.bunyi, length(split_part(n.bunyi, ' ', 1)) + 2) as nama_sisa,
    left(n.bunyi, 1) as nama_awal,
    o.tanggal_lahir,
    strftime(o.tanggal_lahir, '%Y%m%d') as lahir_teks,
    o.jenis_kelamin,
    o.nik,
    o.nik_ditulis as nik_teks,
    left(o.nik_ditulis, 12) as nik_depan,
    case when length(o.nik_ditulis) = 16 then right(o.nik_ditulis, 10) end as nik_belakang,
    o.no_kk,
    o.kk_ditulis as no_kk_teks,
    o.kode_kelurahan,
    a.jalan_nomor,
    a.jalan
from nomor as o
left join nama_baku as n on n.nama = o.nama
left join alamat_baku as a on a.alamat = o.alamat;

-- How often a name occurs: sharing a rare one says more. Once per register, for every step.
create or replace table frekuensi_nama as
select nama_bunyi, count(*) / cast(sum(count(*)) over () as double) as tf_nama_bunyi
from ciri
where nama_bunyi is not null
group by nama_bunyi;

drop table alamat_baku;
drop table nik_dipakai_dua;

-- Pairs the model proposed, chosen one-to-one per step. id_kiri, id_kanan: families or persons as in
-- padanan_ks and padanan_orang; orang_kiri, orang_kanan: the records whose evidence weighed most.
create or replace table tautan_peluang (
    jenis text, urutan integer, id_kiri bigint, id_kanan bigint, bobot double, peluang double,
    diterima boolean, orang_kiri bigint, orang_kanan bigint
);
