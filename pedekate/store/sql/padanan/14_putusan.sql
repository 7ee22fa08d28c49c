-- Decided pairs as pairs of records, both directions. Needs `putusan_pasangan` (kunci_a, kunci_b,
-- putusan) and `kunci_rekaman`. A number two decided strangers share proves nothing for a family.
create or replace table pasangan_diputus as
select a.id_o, b.id_o as id_lain, p.putusan
from putusan_pasangan as p
inner join kunci_rekaman as a on a.kunci = p.kunci_a
inner join kunci_rekaman as b on b.kunci = p.kunci_b
union
select b.id_o, a.id_o, p.putusan
from putusan_pasangan as p
inner join kunci_rekaman as a on a.kunci = p.kunci_a
inner join kunci_rekaman as b on b.kunci = p.kunci_b;

create or replace table orang_sama as
select id_o, id_lain from pasangan_diputus where putusan = 'sama';

create or replace table orang_beda as
select id_o, id_lain from pasangan_diputus where putusan = 'beda';

delete from nik_ks
where exists (
    select 1
    from orang_beda as b
    inner join orang as o on o.id_o = b.id_o
    inner join orang as p on p.id_o = b.id_lain
    where o.nik = p.nik and o.nik = nik_ks.nik and o.urutan = nik_ks.urutan
        and o.urutan > p.urutan
);
