-- One pair for each state of affairs, the one with the most to compare: clearly linked, linked in
-- doubt, kept apart in doubt. Levels and weights only.
create or replace table contoh_terpilih as
with pasangan as (
    select
        r.*, t.peluang, x.sumber as sumber_a, y.sumber as sumber_b,
        case when t.diterima and t.peluang >= b.atas then 'tertaut'
            when t.diterima then 'ragu tertaut'
            else 'ragu terpisah'
        end as keadaan
    from tautan_rinci as r
    inner join tautan_peluang as t
        on t.jenis = 'individu' and t.id_kiri = r.id_kiri and t.peluang >= (
            select bawah from batas_tinjau
        )
    inner join orang as x on x.id_o = t.orang_kanan
    inner join orang as y on y.id_o = t.orang_kiri
    cross join batas_tinjau as b
)
select *
from (
    select
        *,
        row_number() over (
            partition by keadaan
            order by terisi desc, case when sekeluarga then 1 else 0 end, peluang, id_kiri
        ) as ke
    from pasangan
) as berurut
where ke = 1
