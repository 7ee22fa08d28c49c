-- Satu baris per pasangan ukuran desil, kelurahan, dan kedua desilnya: keluarga yang ada di kedua
-- ukuran. Desil kosong = ada di sumber itu, belum diperingkat.
create or replace table agregat_desil_silang as
with

desil as (
    select 'dtsen' as ukuran, 1 as ke, id_keluarga, desil from silang_sumber where sumber = 'dtsen'
    union all
    select 'p3ke', 2, id_keluarga, desil from silang_sumber where sumber = 'p3ke'
    union all
    select 'skor', 3, id_keluarga, desil from silang_skor
)

select
    a.ukuran as ukuran_a,
    b.ukuran as ukuran_b,
    k.kode_kelurahan,
    a.desil as desil_a,
    b.desil as desil_b,
    count(*) as keluarga,
    cast(sum(k.jumlah_anggota) as bigint) as individu
from desil as a
inner join desil as b on a.id_keluarga = b.id_keluarga and a.ke < b.ke
inner join silang_keluarga as k on a.id_keluarga = k.id_keluarga
group by a.ukuran, b.ukuran, k.kode_kelurahan, a.desil, b.desil;

comment on table agregat_desil_silang is 'Keluarga per kelurahan dan desil menurut dua ukuran: dtsen, p3ke, dan skor kebutuhan.';
comment on column agregat_desil_silang.individu is 'Jumlah anggota keluarga menurut registri.';
