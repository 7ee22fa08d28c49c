-- Natural keys behind the pseudonyms. A family: the first KK a source gives, else its smallest NIK,
-- else what it looks like. A person: NIK, else family and name. Equal keys are numbered in order.
create table kunci_samaran as
with nik_keluarga as (
    select id_k, min(nik) as nik from individu_gabung where nik is not null group by id_k
),
kunci_keluarga as (
    select
        k.id_k as id,
        'keluarga' as jenis,
        coalesce(
            'kk:' || k.no_kk,
            'nik:' || n.nik,
            'isi:' || coalesce(k.nama_kepala, '') || '|' || coalesce(k.alamat, '') || '|'
            || coalesce(k.kode_kelurahan, '')
        ) as kunci
    from keluarga_lengkap as k
    left join nik_keluarga as n on n.id_k = k.id_k
),
kunci_individu as (
    select
        i.id_r as id,
        'individu' as jenis,
        coalesce(
            'nik:' || i.nik,
            'isi:' || k.kunci || '|' || coalesce(i.nama, '') || '|'
            || coalesce(cast(i.tanggal_lahir as text), '')
        ) as kunci
    from individu_gabung as i
    inner join kunci_keluarga as k on k.id = i.id_k
),
semua as (
    select * from kunci_keluarga
    union all
    select * from kunci_individu
),
berurut as (
    select *, row_number() over (partition by jenis, kunci order by id) as ke from semua
)
select
    jenis, id,
    jenis || '|' || kunci || case when ke > 1 then '#' || ke else '' end as kunci
from berurut
