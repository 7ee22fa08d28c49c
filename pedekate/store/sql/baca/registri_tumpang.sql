-- Keluarga menurut banyaknya sumber yang memuatnya (1–6) di satu wilayah.
-- $kode: kode wilayah.
select
    cast(di_dtsen as integer) + cast(di_dtks as integer)
    + cast(di_p3ke as integer) + cast(di_pdktsam as integer)
    + cast(di_regsosek as integer) + cast(di_bdt as integer) as jumlah_sumber,
    cast(sum(keluarga) as bigint) as keluarga
from agregat_registri
where kode_kelurahan = $kode or kode_kelurahan like $kode || '.%'
group by 1
order by 1
