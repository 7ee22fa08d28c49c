-- Fill agregat_luar of the attached analitik.duckdb: figures from outside, apart from the register.
-- A figure that several kept tables give comes from the one loaded last.
insert into analitik.agregat_luar by name
with berurut as (
    select
        a.*, f.nama as berkas,
        row_number() over (
            partition by a.indikator, a.sumber, a.tingkat, a.kode, a.tanggal
            order by f.dimuat desc, a.no_berkas desc
        ) as ke
    from identitas.kanon_agregat as a
    inner join identitas.berkas_simpanan as f on f.nomor = a.no_berkas
)
select
    indikator, tingkat, kode, tanggal, periode, nilai, pembilang, penyebut, satuan, sumber,
    lencana, berkas
from berurut
where ke = 1
order by indikator, sumber, tanggal, tingkat, kode
