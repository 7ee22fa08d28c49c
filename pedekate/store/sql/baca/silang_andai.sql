-- Keluarga per kelurahan, penerima sekarang atau bukan, dan sasaran menurut tiap dasar.
-- $program: program dalam agregat_andai; $batas: desil tertinggi menurut aturan program.
select
    kode_kelurahan,
    menerima,
    di_dtks as dtks,
    ditandai_dtks as dtks_tanda,
    coalesce(desil_dtsen <= $batas, false) as dtsen,
    coalesce(desil_p3ke <= $batas, false) as p3ke,
    layak as pdktsam,
    cast(sum(keluarga) as bigint) as keluarga,
    cast(sum(individu) as bigint) as individu
from agregat_andai
where program = $program
group by 1, 2, 3, 4, 5, 6, 7
order by 1, 2, 3, 4, 5, 6, 7
