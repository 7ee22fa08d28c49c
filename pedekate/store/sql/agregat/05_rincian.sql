-- dasar_rincian (sementara): satu baris per keluarga dengan kolom yang dibaca data/indikator/rincian.toml.
-- Susunan umur kosong bila tidak semua anggota terdaftar dengan umurnya; disabilitas "tidak" hanya
-- bila semua anggota diketahui.
create or replace temp view dasar_rincian as
with

anggota as (
    select
        id_keluarga,
        count(umur) as berumur,
        sum(case when umur < 18 then 1 else 0 end) as anak,
        sum(case when umur >= 18 and umur < 60 then 1 else 0 end) as muda,
        sum(case when umur >= 60 then 1 else 0 end) as tua,
        count(disabilitas_berat) as diketahui,
        sum(case when disabilitas_berat then 1 else 0 end) as disabilitas
    from individu
    group by id_keluarga
)

select
    k.*,
    case when a.berumur = k.jumlah_anggota then a.anak end as anggota_anak,
    case when a.berumur = k.jumlah_anggota then a.muda end as anggota_18_59,
    case when a.berumur = k.jumlah_anggota then a.tua end as anggota_60,
    case when a.berumur = k.jumlah_anggota then a.muda + a.tua end as anggota_dewasa,
    case
        when a.disabilitas > 0 or k.jumlah_disabilitas_berat > 0 then true
        when a.diketahui = k.jumlah_anggota then false
    end as ada_disabilitas
from keluarga as k
left join anggota as a on k.id_keluarga = a.id_keluarga;
