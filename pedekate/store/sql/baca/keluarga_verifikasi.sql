-- One row per family of the register: what the reasons for verification are computed from.
select
    k.id_keluarga, k.kode_kelurahan, k.jumlah_anggota,
    k.desil_nasional as desil, k.desil_p3ke,
    k.di_dtsen, k.di_dtks, k.di_p3ke, k.di_pdktsam, k.di_regsosek, k.di_bdt,
    k.terima_pkh or k.terima_bpnt or k.terima_bpntd as terima,
    k.skor,
    not coalesce(t.tanpa_nik_sah, false) as nik_sah,
    coalesce(t.ada_meninggal, false) as ada_meninggal,
    coalesce(t.orang_ganda, false) as orang_ganda,
    k.hasil_verifikasi as hasil,
    k.tanggal_verifikasi as tanggal
from keluarga as k
left join tanda_keluarga as t on t.id_keluarga = k.id_keluarga
order by k.kode_kelurahan, k.id_keluarga
