-- Quality of every kept file into the attached database `analitik`, newest and earlier waves alike.
insert into analitik.mutu by name
select
    f.nama as berkas, f.sumber, m.jenis, f.tanggal_data, m.kode_kelurahan, m.dimensi, m.baris,
    m.baik, m.buruk, m.tak_diketahui, m.keluarga_baik, m.keluarga_buruk
from identitas.mutu_berkas as m
inner join identitas.berkas_simpanan as f on f.nomor = m.no_berkas
order by berkas, dimensi, kode_kelurahan;

insert into analitik.mutu_aturan by name
select
    f.nama as berkas, f.sumber, m.jenis, f.tanggal_data, m.kode_kelurahan, m.aturan, m.baris,
    m.keluarga
from identitas.mutu_aturan_berkas as m
inner join identitas.berkas_simpanan as f on f.nomor = m.no_berkas
order by berkas, aturan, kode_kelurahan;
