-- Which family of its own source a person belongs to (`anggota`: id_o, id_ks), by exact means.

-- 1. The source's own family key (P3KE, SIKS-NG, BDT), else the KK number as printed, also when it is no
--    valid one: inside one extract the printed text is the join key. Where several families print the
--    same valid number the first takes the members; an invalid text must point to one family only.
create or replace table anggota as
with kunci as (
    select urutan, 'i' || kunci_keluarga as kunci, min(id_ks) as id_ks
    from ks
    where kunci_keluarga is not null
    group by urutan, kunci_keluarga
    union all
    select urutan, 'k' || no_kk_teks, min(id_ks)
    from ks
    where no_kk_teks is not null
    group by urutan, no_kk_teks
    having count(*) = 1 or count(no_kk) > 0
)
select o.id_o, coalesce(i.id_ks, k.id_ks) as id_ks
from orang as o
left join kunci as i
    on i.urutan = o.urutan and i.kunci = 'i' || o.kunci_keluarga
left join kunci as k
    on k.urutan = o.urutan and k.kunci = 'k' || o.no_kk_teks
where i.id_ks is not null or k.id_ks is not null;

-- 2. The rest stand together by valid KK, else by printed KK and address; without an address alone.
create or replace table yatim as
with sisa as (
    select
        o.*,
        regexp_replace(regexp_replace(lower(o.alamat), '\s*\brt\b.*$', ''), '[^a-z0-9]', '', 'g')
        as jalan,
        coalesce(
            nullif(ltrim(o.rt, '0'), ''), regexp_extract(lower(o.alamat), '\brt\b[ .]*0*(\d+)', 1)
        ) as rt_kunci,
        coalesce(
            nullif(ltrim(o.rw, '0'), ''), regexp_extract(lower(o.alamat), '\brw\b[ .]*0*(\d+)', 1)
        ) as rw_kunci
    from orang as o
    left join anggota as a on a.id_o = o.id_o
    where a.id_o is null
)
select
    *,
    case
        when kunci_keluarga is not null then 'i' || kunci_keluarga
        when no_kk is not null then 'k' || no_kk
        when jalan <> ''
        then
            't' || coalesce(no_kk_teks, '') || '|' || jalan || '|' || coalesce(rt_kunci, '') || '|'
            || coalesce(rw_kunci, '') || '|' || coalesce(kode_kelurahan, '')
        else 's' || id_o
    end as kelompok
from sisa;

-- 3. A family row that found no members takes the group at its own address that holds its head.
create or replace table ks_kosong as
select
    k.id_ks, k.urutan, k.nama, k.kode_kelurahan,
    regexp_replace(lower(k.nama), '[^a-z]', '', 'g') as nama_kunci,
    regexp_replace(regexp_replace(lower(k.alamat), '\s*\brt\b.*$', ''), '[^a-z0-9]', '', 'g')
    as jalan
from ks as k
left join (select distinct id_ks from anggota) as a on a.id_ks = k.id_ks
where a.id_ks is null;

create or replace table kelompok_ks as
with calon as (
    select distinct y.urutan, y.kelompok, k.id_ks
    from yatim as y
    inner join ks_kosong as k
        on k.urutan = y.urutan and k.nama_kunci = y.nama_kunci and k.jalan = y.jalan
        and y.jalan <> ''
        and (y.kode_kelurahan is null or k.kode_kelurahan = y.kode_kelurahan)
),
hitung as (
    select
        *,
        count(*) over (partition by urutan, kelompok) as per_kelompok,
        count(*) over (partition by id_ks) as per_ks
    from calon
)
select urutan, kelompok, id_ks from hitung where per_kelompok = 1 and per_ks = 1;

insert into anggota
select y.id_o, k.id_ks
from yatim as y
inner join kelompok_ks as k on k.urutan = y.urutan and k.kelompok = y.kelompok;

-- 4. What is left becomes families of its own, described and numbered by its first person (a file
--    holds families or persons, so the numbers of the two never meet).
create or replace table kelompok_baru as
select y.urutan, y.kelompok, min(y.id_o) as id_ks
from yatim as y
left join kelompok_ks as k on k.urutan = y.urutan and k.kelompok = y.kelompok
where k.id_ks is null
group by y.urutan, y.kelompok;

insert into ks
select
    b.id_ks, o.urutan, o.sumber, o.no_berkas, null as baris, 'individu' as asal, o.kunci_keluarga,
    o.no_kk_teks, o.no_kk, null as nik, null as nama, null as tanggal_lahir,
    null as jenis_kelamin, null as umur, o.alamat, o.rt, o.rw, o.kode_kelurahan,
    null as kunci_putusan
from kelompok_baru as b
inner join orang as o on o.id_o = b.id_ks;

insert into anggota
select y.id_o, b.id_ks
from yatim as y
inner join kelompok_baru as b on b.urutan = y.urutan and b.kelompok = y.kelompok;

-- 5. A family that lists nobody still has its head, who takes the number of the family's row.
create or replace table kepala_saja as
select k.id_ks as id_o, k.id_ks
from ks as k
left join (select distinct id_ks from anggota) as a on a.id_ks = k.id_ks
where a.id_ks is null and (k.nama is not null or k.nik is not null);

insert into orang by name
select
    s.id_o, k.urutan, 'kepala' as asal,
    nullif(regexp_replace(lower(k.nama), '[^a-z]', '', 'g'), '') as nama_kunci,
    k.no_berkas, k.sumber, k.baris, k.kunci_keluarga, k.no_kk_teks, k.no_kk, k.nik, k.nama,
    k.tanggal_lahir, k.jenis_kelamin, k.umur, k.alamat, k.rt, k.rw, k.kode_kelurahan,
    'kepala' as hubungan_keluarga,
    f.ijazah_kepala as ijazah, f.bekerja_kepala as bekerja,
    f.kedudukan_pekerjaan_kepala as kedudukan_pekerjaan
from kepala_saja as s
inner join ks as k on k.id_ks = s.id_ks
left join kanon_keluarga as f on f.no_berkas = k.no_berkas and f.baris = k.baris;

insert into anggota select id_o, id_ks from kepala_saja;
