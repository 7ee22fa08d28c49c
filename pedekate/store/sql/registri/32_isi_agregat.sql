-- Fill agregat_luar of the attached analitik.duckdb: figures from outside, apart from the register.
insert into analitik.agregat_luar by name
select
    a.indikator,
    a.tingkat,
    a.kode,
    a.tanggal,
    a.periode,
    a.nilai,
    a.pembilang,
    a.penyebut,
    a.satuan,
    a.sumber,
    a.lencana,
    b.nama as berkas
from kanon_agregat as a
inner join berkas_muat as b on b.no = a.no_berkas
order by a.indikator, a.sumber, a.tanggal, a.tingkat, a.kode
