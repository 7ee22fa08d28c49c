-- Keluarga antara sebuah gelombang dan gelombang sebelumnya, di satu wilayah ($kode: awalan kode
-- kelurahan), hanya yang kelurahannya diketahui. $ke: tempat gelombang baru, 1 = yang berlaku.
select
    p.kode_kelurahan,
    p.keadaan,
    p.desil_lama,
    p.desil_baru,
    p.keluarga,
    p.individu
from agregat_perubahan as p
inner join gelombang as g
    on g.sumber = p.sumber and g.tanggal_data is not distinct from p.tanggal_baru
where p.sumber = $sumber and g.ke = $ke and starts_with(p.kode_kelurahan || '.', $kode || '.')
order by p.kode_kelurahan, p.keadaan, p.desil_lama, p.desil_baru
