-- Pola jawaban tepat satu set kriteria. $id_set: id dalam data/indikator/set.
select kode, kelompok, kelas, ya, tak, bersyarat, keluarga, individu
from agregat_set
where id_set = $id_set
order by kode, kelompok, kelas, ya, tak, bersyarat
