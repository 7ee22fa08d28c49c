-- Verdicts whose family is not in the register. One row.
select count(*) as putusan
from verifikasi
where id_keluarga is null
