-- Baris di balik satu angka mutu (identitas.duckdb): tempatnya di berkas, aturannya, keluarganya bila
-- diketahui. Tanpa nama, nomor, atau alamat.
-- $sumber, $jenis, $tanggal_data, $aturan: nilai baris_mutu (tanggal kosong = tidak diketahui).
-- $kode: kode kecamatan atau kelurahan; kosong = seluruh berkas. $batas: jumlah baris.
with baris_ini as (
    select berkas, baris, aturan, kode_kelurahan
    from baris_mutu
    where
        sumber = $sumber
        and jenis = $jenis
        and aturan = $aturan
        and tanggal_data is not distinct from cast($tanggal_data as date)
        and (
            cast($kode as text) is null
            or kode_kelurahan = $kode
            or kode_kelurahan like $kode || '.%'
        )
),
asal as (
    select distinct berkas, baris, id_keluarga from asal_keluarga
    union
    select distinct berkas, baris, id_keluarga from asal_individu
)
select
    b.berkas,
    b.baris,
    b.aturan,
    b.kode_kelurahan,
    a.id_keluarga
from baris_ini as b
left join asal as a on a.berkas = b.berkas and a.baris = b.baris
order by b.berkas, b.baris, a.id_keluarga
limit $batas
