-- Families of the waves now in `ks`, with the register family (or the family of an older wave) they
-- are. Alive and active members are counted; a family whose listed members are all dead or inactive
-- is not in the wave.
-- gelombang_muat: step of a wave → source, date, place (1 = current).
insert into keluarga_gelombang
with hidup as (
    select
        a.id_ks,
        count(*) as terdaftar,
        count(*) filter (
            where not coalesce(o.meninggal, false) and not coalesce(o.keluar, false)
        ) as orang
    from anggota as a
    inner join orang as o on o.id_o = a.id_o
    where o.asal = 'berkas'
    group by a.id_ks
)
select
    g.sumber, g.tanggal_data, g.ke, p.id_k, k.kode_kelurahan, f.desil,
    coalesce(h.orang, f.jumlah_anggota, 1) as individu
from ks as k
inner join gelombang_muat as g on g.urutan = k.urutan
inner join padanan_ks as p on p.id_ks = k.id_ks
left join hidup as h on h.id_ks = k.id_ks
left join kanon_keluarga as f
    on f.no_berkas = k.no_berkas and f.baris = k.baris and k.asal = 'berkas'
where h.orang is null or h.orang > 0
