-- Satu baris per isian, pasangan sumber, kelurahan, dan cocok tidaknya isian: keluarga yang ada di
-- kedua sumber. Dari sel_isian (sementara, disusun dari data/aturan/silang.toml); isian yang salah
-- satu sumbernya tidak pernah menjawab bukan perbandingan.
create or replace table agregat_isian as
with

terjawab as (
    select kolom, sumber_a, sumber_b
    from sel_isian
    group by kolom, sumber_a, sumber_b
    having sum(case when hasil <> 'tak_diketahui' then keluarga else 0 end) > 0
)

select s.kolom, s.sumber_a, s.sumber_b, s.kode_kelurahan, s.hasil, s.keluarga
from sel_isian as s
inner join terjawab as t
    on s.kolom = t.kolom and s.sumber_a = t.sumber_a and s.sumber_b = t.sumber_b;

comment on table agregat_isian is 'Keluarga menurut kecocokan isian dua sumber: sama, sama_kasar, beda, tak_diketahui.';
