-- Order-free fingerprint parts: for each table the sum of a 64-bit digest of every row's content,
-- without ids (they depend on the secret key) and without anything about files or time.
select 'keluarga' as tabel, count(*) as baris, sum(cast(md5_number_lower(isi) as hugeint)) as jumlah
from (select cast(to_json(k) as text) as isi from (select * exclude (id_keluarga, skor) from keluarga) as k)
union all
select 'individu', count(*), sum(cast(md5_number_lower(isi) as hugeint))
from (select cast(to_json(k) as text) as isi from (select * exclude (id_keluarga, id_individu) from individu) as k)
union all
select 'sumber_keluarga', count(*), sum(cast(md5_number_lower(isi) as hugeint))
from (
    select cast(to_json(k) as text) as isi
    from (select * exclude (id_sumber, id_keluarga) from sumber_keluarga) as k
)
union all
select 'kepesertaan', count(*), sum(cast(md5_number_lower(isi) as hugeint))
from (
    select
        p.program || '|' || p.sumber || '|' || coalesce(p.kode_kelurahan, '') || '|'
        || coalesce(p.periode, '') || '|' || coalesce(cast(k.jumlah_anggota as text), '-') as isi
    from kepesertaan as p
    left join keluarga as k on k.id_keluarga = p.id_keluarga
)
union all
select 'verifikasi', count(*), sum(cast(md5_number_lower(isi) as hugeint))
from (select kode_kelurahan || '|' || hasil || '|' || cast(tanggal as text) as isi from verifikasi)
union all
select 'survei', count(*), sum(cast(md5_number_lower(isi) as hugeint))
from (select cast(to_json(s) as text) as isi from survei as s)
order by tabel
