-- What identifies a family inside one source from wave to wave, also where its numbers are no valid
-- ones: the source's own key, numbers as printed, and a member's name with birth date or street.
-- 64-bit digests, or the keys of a city would take hundreds of megabytes.
create or replace table kunci_ks as
with dilacak as (
    select k.* from ks as k
    inner join gelombang_muat as g on g.urutan = k.urutan and g.dilacak
),
tanda as (
    select id_ks, 'i' || kunci_keluarga as kunci from dilacak where kunci_keluarga is not null
    union all
    select id_ks, 'k' || no_kk_teks from dilacak where no_kk is null and no_kk_teks is not null
    union all
    select k.id_ks, 'n' || o.nik_teks
    from dilacak as k
    inner join anggota as a on a.id_ks = k.id_ks
    inner join orang as o on o.id_o = a.id_o
    where o.nik is null and o.nik_teks is not null
    union all
    select
        k.id_ks,
        'a' || o.nama_kunci || '|' || coalesce(
            cast(o.tanggal_lahir as text),
            regexp_replace(
                regexp_replace(lower(o.alamat), '\s*\brt\b.*$', ''), '[^a-z0-9]', '', 'g'
            )
        ) || '|' || coalesce(k.kode_kelurahan, '')
    from dilacak as k
    inner join anggota as a on a.id_ks = k.id_ks
    inner join orang as o on o.id_o = a.id_o
    where o.nama_kunci is not null
)
select distinct id_ks, hash(kunci) as kunci from tanda where kunci is not null
