-- Remember where the rows went. $jenis: keluarga or individu.
insert into satu_baris
select $jenis, no_berkas, baris, ke_berkas, ke_baris
from kembar
where no_berkas <> ke_berkas or baris <> ke_baris
