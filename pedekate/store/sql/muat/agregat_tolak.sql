-- `tolak`: rows of an aggregate table without any usable figure, with the first reason of the first
-- figure. A row with one usable figure stays; `sebagian` marks its unusable ones.
create or replace table tolak as
with per_baris as (
    select baris, min(urut) as urut, count(*) filter (where aturan is null) as dipakai,
        min(case when aturan is null then null else ukuran end) as pertama
    from sel_agregat
    group by baris
)
select p.baris, p.urut, s.aturan
from per_baris as p
inner join sel_agregat as s on s.baris = p.baris and s.ukuran = p.pertama
where p.dipakai = 0;

alter table sel_agregat add column sebagian boolean;

update sel_agregat set sebagian = aturan is not null and baris not in (select baris from tolak)
