-- Keluarga per sumber di satu wilayah: seluruhnya dan yang hanya ada di sumber itu.
-- Sumber yang tidak dimuat (tak satu keluarga pun di seluruh kota) tidak muncul.
-- $kode: kode wilayah.
with

sekota as (
    select
        *,
        kode_kelurahan = $kode or kode_kelurahan like $kode || '.%' as dihitung,
        cast(di_dtsen as integer) + cast(di_dtks as integer)
        + cast(di_p3ke as integer) + cast(di_pdktsam as integer)
        + cast(di_regsosek as integer) + cast(di_bdt as integer) as jumlah_sumber
    from agregat_registri
),

per_sumber as (
    select 'dtsen' as sumber, 1 as urutan, *, di_dtsen as ada from sekota
    union all
    select 'dtks', 2, *, di_dtks from sekota
    union all
    select 'p3ke', 3, *, di_p3ke from sekota
    union all
    select 'pdktsam', 4, *, di_pdktsam from sekota
    union all
    select 'regsosek', 5, *, di_regsosek from sekota
    union all
    select 'bdt', 6, *, di_bdt from sekota
)

select
    sumber,
    cast(sum(case when ada and dihitung then keluarga else 0 end) as bigint) as keluarga,
    cast(sum(case when ada and dihitung and jumlah_sumber = 1 then keluarga else 0 end) as bigint)
        as hanya_di_sini
from per_sumber
group by sumber, urutan
having bool_or(ada)
order by urutan
