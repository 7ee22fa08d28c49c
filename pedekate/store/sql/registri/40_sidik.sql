-- Order-free fingerprint parts: for each table the number of rows and the sum of a 64-bit digest of
-- every row's content, without ids (they depend on the secret key), files or time.
select 'keluarga' as tabel, count(*) as baris, sum(cast(hash(k) as hugeint)) as jumlah
from (select * exclude (id_keluarga, skor) from keluarga) as k
union all
select 'individu', count(*), sum(cast(hash(k) as hugeint))
from (select * exclude (id_keluarga, id_individu) from individu) as k
union all
select 'sumber_keluarga', count(*), sum(cast(hash(k) as hugeint))
from (select * exclude (id_sumber, id_keluarga) from sumber_keluarga) as k
union all
select 'sumber_individu', count(*), sum(cast(hash(k) as hugeint))
from (select * exclude (id_sumber, id_keluarga, id_individu) from sumber_individu) as k
union all
select 'kepesertaan', count(*), sum(cast(hash(k) as hugeint))
from (
    select
        p.program, p.sumber, p.kode_kelurahan, p.periode, k.jumlah_anggota, k.umur_kepala,
        k.luas_lantai
    from kepesertaan as p
    left join keluarga as k on k.id_keluarga = p.id_keluarga
) as k
union all
select 'verifikasi', count(*), sum(cast(hash(k) as hugeint))
from (select kode_kelurahan, hasil, tanggal, nomor_berita_acara from verifikasi) as k
union all
select 'survei', count(*), sum(cast(hash(k) as hugeint))
from survei as k
union all
select 'padanan', count(*), sum(cast(hash(k) as hugeint))
from padanan as k
union all
select 'agregat_luar', count(*), sum(cast(hash(k) as hugeint))
from (select * exclude (berkas) from agregat_luar) as k
having count(*) > 0
order by tabel
