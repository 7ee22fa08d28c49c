-- Comparison levels and weights behind the persons chosen in this step. awal: what was known before
-- looking at the person, the family included.
insert into tautan_rinci by name
select
    l.urutan, t.id_kiri, t.bobot - v.bobot_orang as bobot_awal, k.wadah = n.wadah as sekeluarga,
    v.* exclude (id_kiri, id_kanan, bobot_orang, bobot_bersama)
from tautan_langkah as t
inner join nilai as v on v.id_kiri = t.orang_kiri and v.id_kanan = t.orang_kanan
inner join kiri as k on k.id_o = t.orang_kiri
inner join kanan as n on n.id_o = t.orang_kanan
cross join langkah as l
