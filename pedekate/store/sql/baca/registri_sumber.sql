-- Keluarga per sumber di satu wilayah: seluruhnya dan yang hanya ada di sumber itu.
-- $kode: kode wilayah.
with

wilayah_ini as (
    select
        *,
        cast(di_dtsen as integer) + cast(di_dtks as integer)
        + cast(di_p3ke as integer) + cast(di_pdktsam as integer) as jumlah_sumber
    from agregat_registri
    where kode_kelurahan = $kode or kode_kelurahan like $kode || '.%'
),

per_sumber as (
    select 'dtsen' as sumber, 1 as urutan, *, di_dtsen as ada from wilayah_ini
    union all
    select 'dtks', 2, *, di_dtks from wilayah_ini
    union all
    select 'p3ke', 3, *, di_p3ke from wilayah_ini
    union all
    select 'pdktsam', 4, *, di_pdktsam from wilayah_ini
)

select
    sumber,
    cast(sum(case when ada then keluarga else 0 end) as bigint) as keluarga,
    cast(sum(case when ada and jumlah_sumber = 1 then keluarga else 0 end) as bigint)
        as hanya_di_sini
from per_sumber
group by sumber, urutan
order by urutan
