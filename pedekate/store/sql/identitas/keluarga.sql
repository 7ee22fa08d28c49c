-- Identities of chosen families; nik: the smallest NIK of the family, for those without a KK.
-- $ids: list of id_keluarga.
with terpilih as (
    select unnest(cast($ids as text[])) as id_keluarga
),
nomor_anggota as (
    select i.id_keluarga, min(i.nik) as nik
    from identitas_individu as i
    inner join terpilih as t on t.id_keluarga = i.id_keluarga
    group by i.id_keluarga
)
select k.id_keluarga, k.no_kk, k.nama_kepala, k.nik_kepala, k.alamat, n.nik
from identitas_keluarga as k
inner join terpilih as t on t.id_keluarga = k.id_keluarga
left join nomor_anggota as n on n.id_keluarga = k.id_keluarga
order by k.id_keluarga
