-- Persons with unusable KK numbers were grouped on their own. Where their NIK points to a register
-- family that another group of the same source already holds, they belong to that group: nothing
-- on paper says otherwise.
create or replace table gabung as
with terbaik as (
    select
        t.id_ks, t.id_k,
        row_number() over (partition by t.id_ks order by t.nilai desc, t.nik_sama desc, t.id_k)
        as ke
    from tepi as t
    inner join ks as k on k.id_ks = t.id_ks and k.asal = 'individu' and k.no_kk is null
    left join padanan_ks as p on p.id_ks = t.id_ks
    where p.id_ks is null
)
select b.id_ks as dari, p.id_ks as ke
from terbaik as b
inner join padanan_ks as p
    on p.id_k = b.id_k and p.urutan = (select urutan from langkah)
where b.ke = 1;

create or replace table anggota_baru as
select a.id_o, coalesce(g.ke, a.id_ks) as id_ks
from anggota as a
left join gabung as g on g.dari = a.id_ks;

drop table anggota;
alter table anggota_baru rename to anggota;

delete from ks where id_ks in (select dari from gabung);
