-- One move ($satuan benefits of $per_satuan rupiah a month) against the line ($garis): city, areas (tingkat 1) and deciles (tingkat 2).
with ikut as (
    select *, least(1.0, greatest(0.0, ($satuan - sebelum) / blok)) as p from antrean
),
sesudah as (
    select
        *,
        p * cast(y + $per_satuan / n < $garis as integer) + (1 - p) * cast(y < $garis as integer) as miskin,
        p * greatest(0, 1 - (y + $per_satuan / n) / $garis) + (1 - p) * greatest(0, 1 - y / $garis) as jurang_nya
    from ikut
)
select
    wilayah,
    desil,
    sum(p) as penerima,
    sum(p * cast(y < $garis as integer)) as miskin_terjangkau,
    sum(n * miskin) as orang_miskin,
    sum(n * jurang_nya) as jurang,
    grouping(wilayah, desil) as tingkat
from sesudah
group by grouping sets ((), (wilayah), (desil))
order by tingkat, wilayah, desil
