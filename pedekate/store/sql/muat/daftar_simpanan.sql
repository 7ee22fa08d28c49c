-- The list of files whose rows are kept.
insert into identitas.berkas_simpanan by name
select * replace (cast(tanggal_data as date) as tanggal_data) from berkas_baru
