-- Baris yang ditolak atau diberi catatan per wilayah, sumber, jenis berkas, tanggal data, dan aturan,
-- beserta seluruh baris dan keluarga berkas itu di wilayah yang sama (keluarga: dari dimensi yang
-- menilai semua baris).
with seluruhnya as (
    select
        tingkat,
        kode,
        sumber,
        jenis,
        tanggal_data,
        max(baris) as baris_semua,
        max(keluarga_baik + keluarga_buruk) as keluarga_semua
    from agregat_mutu
    group by tingkat, kode, sumber, jenis, tanggal_data
),
jenis_aturan as (
    select distinct sumber, jenis, tanggal_data, aturan from agregat_mutu_aturan
)
select
    s.tingkat,
    s.kode,
    s.sumber,
    s.jenis,
    s.tanggal_data,
    j.aturan,
    p.dimensi,
    p.keparahan,
    p.pesan,
    coalesce(m.baris, 0) as baris,
    coalesce(m.keluarga, 0) as keluarga,
    s.baris_semua,
    s.keluarga_semua
from seluruhnya as s
inner join jenis_aturan as j
    on j.sumber = s.sumber
    and j.jenis = s.jenis
    and j.tanggal_data is not distinct from s.tanggal_data
inner join mutu_pesan as p on p.aturan = j.aturan
left join agregat_mutu_aturan as m
    on m.tingkat = s.tingkat
    and m.kode = s.kode
    and m.sumber = s.sumber
    and m.jenis = s.jenis
    and m.tanggal_data is not distinct from s.tanggal_data
    and m.aturan = j.aturan
order by s.sumber, s.jenis, s.tanggal_data, j.aturan, s.tingkat, s.kode
