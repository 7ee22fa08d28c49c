-- Keep what was chosen: accepted pairs link, all of them stay for review and for the thresholds.
insert into padanan_ks
select t.id_kiri, t.id_kanan, l.urutan, 'peluang'
from tautan_langkah as t
cross join langkah as l
where t.diterima;

insert into tautan_peluang
select 'keluarga', l.urutan, t.id_kiri, t.id_kanan, t.bobot, t.peluang, t.diterima,
    t.orang_kiri, t.orang_kanan
from tautan_langkah as t
cross join langkah as l
