-- Write the needs score of every family; NaN (too little known) becomes unknown.
update keluarga
set skor = case when isnan(s.nilai_skor) then null else s.nilai_skor end
from skor_baru as s
where s.id_keluarga = keluarga.id_keluarga
