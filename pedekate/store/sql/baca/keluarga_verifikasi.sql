-- One row per family of the register: what the reasons for verification are computed from.
with ganda as (
    -- A person whom the sources list in more than one family of the register.
    select id_individu from sumber_individu group by id_individu
    having count(distinct id_keluarga) > 1
),
per_orang as (
    select
        s.id_keluarga,
        max(case when s.meninggal then 1 else 0 end) = 1 as ada_meninggal,
        max(case when g.id_individu is not null then 1 else 0 end) = 1 as orang_ganda
    from sumber_individu as s
    left join ganda as g on g.id_individu = s.id_individu
    group by s.id_keluarga
),
per_sumber as (
    select id_keluarga, max(case when nik_kepala_sah then 1 else 0 end) = 1 as nik_sah
    from sumber_keluarga
    group by id_keluarga
)
select
    k.id_keluarga, k.kode_kelurahan, k.jumlah_anggota,
    k.desil_nasional as desil, k.desil_p3ke,
    k.di_dtsen, k.di_dtks, k.di_p3ke, k.di_pdktsam,
    k.terima_pkh or k.terima_bpnt or k.terima_bpntd as terima,
    k.skor,
    coalesce(s.nik_sah, false) as nik_sah,
    coalesce(o.ada_meninggal, false) as ada_meninggal,
    coalesce(o.orang_ganda, false) as orang_ganda,
    k.hasil_verifikasi as hasil,
    k.tanggal_verifikasi as tanggal
from keluarga as k
left join per_sumber as s on s.id_keluarga = k.id_keluarga
left join per_orang as o on o.id_keluarga = k.id_keluarga
order by k.id_keluarga
