-- Kelurahan of chosen families (analitik). $ids: list of id_keluarga.
with terpilih as (
    select unnest(cast($ids as text[])) as id_keluarga
)
select distinct k.kode_kelurahan
from keluarga as k
inner join terpilih as t on t.id_keluarga = k.id_keluarga
order by k.kode_kelurahan
