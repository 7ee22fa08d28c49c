-- From weights to probabilities: a record is at most one person, so its candidates share one whole
-- with the chance that it is none of them; the same seen from the register. Rounded, so that the
-- order of summing never decides a tie.
-- $terendah: pairs below this probability are dropped; $terima: from this one on they link.
create or replace table calon_tautan as
with peluang_sisi as (
    select
        *,
        pow(2.0, bobot) / (1 + sum(pow(2.0, bobot)) over (partition by id_kiri)) as dari_kiri,
        pow(2.0, bobot) / (1 + sum(pow(2.0, bobot)) over (partition by id_kanan)) as dari_kanan
    from usulan
)
select
    id_kiri, id_kanan, bobot, orang_kiri, orang_kanan,
    round(least(dari_kiri, dari_kanan), 6) as peluang,
    round(least(dari_kiri, dari_kanan), 6) >= $terima as diterima
from peluang_sisi
where round(least(dari_kiri, dari_kanan), 6) >= $terendah
