-- The waves now in `ks` leave their keys for the next older wave of the source.
insert into jejak
select g.sumber, p.id_k, c.kunci
from kunci_ks as c
inner join ks as k on k.id_ks = c.id_ks
inner join gelombang_muat as g on g.urutan = k.urutan
inner join padanan_ks as p on p.id_ks = c.id_ks
