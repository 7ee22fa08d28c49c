-- The records that occur in some candidate pair (`calon`), as the model reads them.
create or replace table masukan_baru as
select k.* exclude (id_benda, wadah, urutan)
from kiri as k
inner join (select distinct id_kiri from calon) as c on c.id_kiri = k.id_o;

create or replace table masukan_lama as
select k.* exclude (id_benda, wadah, urutan)
from kanan as k
inner join (select distinct id_kanan from calon) as c on c.id_kanan = k.id_o;

create or replace table pasangan_blok as
select
    '0' as match_key, 'baru-__-' || id_kiri as join_key_l, 'lama-__-' || id_kanan as join_key_r
from calon
