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
-- Few keys are shared: number only those, a window over everybody would cost seconds.
kembar as (
    select jenis, kunci from semua group by jenis, kunci having count(*) > 1
),
berurut as (
    select s.jenis, s.id, row_number() over (partition by s.jenis, s.kunci order by s.id) as ke
    from semua as s
    inner join kembar as k on k.jenis = s.jenis and k.kunci = s.kunci
)
select
    s.jenis, s.id,
    s.jenis || '|' || s.kunci || case when b.ke > 1 then '#' || b.ke else '' end as kunci
from semua as s
left join berurut as b on b.jenis = s.jenis and b.id = s.id
