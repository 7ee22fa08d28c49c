-- Satu baris per keluarga sebenarnya di kota sintetis, urut id_benar.
select id_benar, id_keluarga, kode_kelurahan, jumlah_anggota, pengeluaran_per_kapita
from kebenaran
order by id_benar
