-- Table of kebenaran.duckdb: the synthetic city's truth, joined to the register after `muat` by the
-- command `kebenaran`. Exists only beside a register marked synthetic.

create table kebenaran (
    id_benar integer primary key,
    id_keluarga text,
    kode_kelurahan text not null,
    jumlah_anggota smallint not null,
    pengeluaran_per_kapita double not null
);
comment on table kebenaran is 'Satu baris per keluarga sebenarnya di kota sintetis.';
comment on column kebenaran.id_keluarga is 'Keluarga registri yang berisi keluarga ini; kosong = tidak ada di registri mana pun.';
comment on column kebenaran.pengeluaran_per_kapita is 'Rp per orang per bulan.';

create table nilai_ambang (
    ambang double primary key,
    presisi double,
    sapuan double
);
comment on table nilai_ambang is 'Ketepatan pemadanan orang pada setiap ambang peluang, atas semua sumber bersama.';
comment on column nilai_ambang.presisi is 'Bagian orang registri di dua sumber atau lebih yang semua catatannya milik satu orang; sapuan: bagian orang yang sebenarnya di dua sumber atau lebih dan ditemukan demikian.';
