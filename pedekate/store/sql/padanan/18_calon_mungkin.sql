-- Candidates (`calon_blok`) without those known to be two people: so decided by two reviewers, or with
-- valid NIK that differ in the serial alone. Place and birth date are in the first twelve digits, so
-- agreeing on them says nothing new; another serial behind them is a twin or a neighbour in the
-- register.
create or replace table calon as
select c.id_kiri, c.id_kanan
from calon_blok as c
inner join kiri as l on l.id_o = c.id_kiri
inner join kanan as r on r.id_o = c.id_kanan
left join orang_beda as b on b.id_o = c.id_kiri and b.id_lain = c.id_kanan
where b.id_o is null
    and (l.nik is null or r.nik is null or l.nik = r.nik or left(l.nik, 12) <> left(r.nik, 12))
