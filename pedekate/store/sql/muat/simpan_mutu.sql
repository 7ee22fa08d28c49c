-- Quality of every loaded file into the attached databases: counts to analitik, rows to identitas.
insert into analitik.mutu by name
select
    f.nama as berkas, f.sumber, m.jenis, f.tanggal_data, m.kode_kelurahan, m.dimensi, m.baris,
    m.baik, m.buruk, m.tak_diketahui, m.keluarga_baik, m.keluarga_buruk
from mutu_berkas as m
inner join berkas_muat as b on b.no = m.no_berkas
inner join analitik.berkas as f on f.nama = b.nama
order by berkas, dimensi, kode_kelurahan;

insert into analitik.mutu_aturan by name
select
    f.nama as berkas, f.sumber, m.jenis, f.tanggal_data, m.kode_kelurahan, m.aturan, m.baris,
    m.keluarga
from mutu_aturan_berkas as m
inner join berkas_muat as b on b.no = m.no_berkas
inner join analitik.berkas as f on f.nama = b.nama
order by berkas, aturan, kode_kelurahan;

insert into identitas.baris_mutu by name
select
    f.nama as berkas, f.sumber, m.jenis, f.tanggal_data, m.baris, m.aturan, m.kode_kelurahan
from baris_mutu as m
inner join berkas_muat as b on b.no = m.no_berkas
inner join analitik.berkas as f on f.nama = b.nama
order by berkas, aturan, baris;
