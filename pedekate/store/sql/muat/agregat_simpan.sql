-- Keep the accepted figures of one file, one row per indicator and area.
-- $no_berkas: number of the file in this run.
insert into identitas.kanon_agregat by name
select
    $no_berkas as no_berkas,
    s.baris,
    s.indikator,
    s.tingkat,
    s.kode,
    s.tanggal,
    s.periode,
    s.nilai,
    cast(s.pembilang as bigint) as pembilang,
    cast(s.penyebut as bigint) as penyebut,
    s.satuan,
    s.sumber,
    s.lencana
from sel_agregat as s
where s.aturan is null
