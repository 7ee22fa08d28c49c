-- Bahan perbandingan registri (sementara). silang_sumber: satu baris per keluarga per sumber, isian
-- menurut sumber itu; silang_keluarga: satu baris per keluarga registri.
create or replace temp table silang_sumber as
with

orang as (
    select
        id_keluarga,
        sumber,
        sum(case when coalesce(meninggal, false) then 0 else 1 end) as orang,
        max(case when nik_sah then 1 else 0 end) as nik_sah,
        -- Dua kepala dalam satu sumber tidak menunjuk siapa pun.
        case
            when min(case when hubungan_keluarga = 'kepala' then jenis_kelamin end)
                = max(case when hubungan_keluarga = 'kepala' then jenis_kelamin end)
                then max(case when hubungan_keluarga = 'kepala' then jenis_kelamin end)
        end as jenis_kelamin_kepala
    from sumber_individu
    group by id_keluarga, sumber
)

select
    s.* replace (
        -- Daftar putusan PDKTSAM hanya memuat kepala: bukan jumlah anggota.
        case
            when s.sumber <> 'pdktsam' then coalesce(s.jumlah_anggota, nullif(o.orang, 0))
        end as jumlah_anggota,
        coalesce(s.jenis_kelamin_kepala, o.jenis_kelamin_kepala) as jenis_kelamin_kepala
    ),
    k.kode_kelurahan as kelurahan_registri,
    coalesce(o.orang, 0) as orang,
    s.nik_kepala_sah or coalesce(o.nik_sah, 0) = 1 as nik_sah
from sumber_keluarga as s
inner join keluarga as k on s.id_keluarga = k.id_keluarga
left join orang as o on s.id_keluarga = o.id_keluarga and s.sumber = o.sumber;

-- Desil skor: urutan skor kebutuhan di antara keluarga berdesil nasional, dipotong sehingga tiap
-- desil sebesar desil nasionalnya. Yang berbeda tinggal urutannya.
create or replace temp table silang_skor as
with

berskor as (
    select
        id_keluarga,
        row_number() over (order by skor, id_keluarga) as urutan
    from keluarga
    where skor is not null and desil_nasional is not null
),

besar as (
    select desil_nasional as desil, count(*) as keluarga
    from keluarga
    where skor is not null and desil_nasional is not null
    group by desil_nasional
),

batas as (
    select
        desil,
        sum(keluarga) over (order by desil) as sampai,
        sum(keluarga) over (order by desil) - keluarga as dari
    from besar
)

select s.id_keluarga, b.desil
from berskor as s
inner join batas as b on s.urutan > b.dari and s.urutan <= b.sampai;

create or replace temp table silang_keluarga as
with

orang_meninggal as (
    select
        id_keluarga,
        id_individu,
        max(case when coalesce(meninggal, false) then 1 else 0 end) as meninggal,
        max(case when hubungan_keluarga = 'kepala' then 1 else 0 end) as kepala
    from sumber_individu
    group by id_keluarga, id_individu
),

kepala_meninggal as (
    select distinct id_keluarga from orang_meninggal where meninggal = 1 and kepala = 1
),

kelurahan_sumber as (
    select id_keluarga, count(distinct kode_kelurahan) as kelurahan
    from sumber_keluarga
    group by id_keluarga
)

select
    k.id_keluarga,
    k.kode_kelurahan,
    k.jumlah_anggota,
    k.desil_nasional,
    k.desil_p3ke,
    k.di_dtsen,
    k.di_dtks,
    k.di_p3ke,
    k.terima_pkh,
    k.terima_bpnt,
    k.terima_bpntd,
    k.terima_pbi,
    coalesce(k.hasil_verifikasi = 'layak', false) as layak,
    coalesce(k.hasil_verifikasi = 'meninggal', false) or m.id_keluarga is not null as meninggal,
    coalesce(k.hasil_verifikasi in ('ganda', 'tidak_ditemukan'), false) as ganda,
    coalesce(k.hasil_verifikasi = 'pindah', false) or coalesce(w.kelurahan > 1, false) as pindah
from keluarga as k
left join kepala_meninggal as m on k.id_keluarga = m.id_keluarga
left join kelurahan_sumber as w on k.id_keluarga = w.id_keluarga;

-- Keluarga yang ditandai menerima sebuah program oleh sebuah sumber.
create or replace temp table silang_tanda as
select distinct program, sumber, id_keluarga
from kepesertaan
where id_keluarga is not null;
