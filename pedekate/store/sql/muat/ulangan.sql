-- Positions of rows that repeat an earlier row of the same file cell by cell.
create or replace table ulangan as
with kembar as (
    select sidik from bersih where not cacat group by sidik having count(*) > 1
),
berurut as (
    select b.urut, row_number() over (partition by b.sidik order by b.urut) as ke
    from bersih as b
    inner join kembar as k on k.sidik = b.sidik
    where not b.cacat
)
select urut from berurut where ke > 1
