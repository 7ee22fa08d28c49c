-- The table of `sumber` in rank order, with the units of benefit needed before each tie block and for it.
create or replace table antrean as
with berurut as (
    select
        *,
        sum(satuan) over (partition by skor) as blok,
        sum(satuan) over (order by skor) as hingga
    from sumber
)
select *, hingga - blok as sebelum from berurut order by skor
