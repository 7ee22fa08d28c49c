-- Tables of kerja.sqlite (SQLite), made when missing. No personal data enters here.
pragma journal_mode = wal;
pragma synchronous = full;

-- Audit log, append-only: the triggers refuse to change or remove a line.
create table if not exists jejak (
    nomor integer primary key autoincrement,
    waktu text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    akun text not null,
    peran text not null,
    kegiatan text not null,
    keperluan text not null,
    saringan text not null,
    baris integer not null,
    ekspor integer not null check (ekspor in (0, 1))
);
create trigger if not exists jejak_tidak_diubah before update on jejak
begin
    select raise(abort, 'catatan jejak tidak dapat diubah');
end;
create trigger if not exists jejak_tidak_dihapus before delete on jejak
begin
    select raise(abort, 'catatan jejak tidak dapat dihapus');
end;

-- Answers of the blind reviewers; kunci_a < kunci_b, both keyed digests of a source record.
create table if not exists jawaban_pasangan (
    nomor integer primary key autoincrement,
    waktu text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    kunci_a text not null,
    kunci_b text not null,
    akun text not null,
    jawaban text not null check (jawaban in ('sama', 'beda', 'ragu')),
    check (kunci_a < kunci_b),
    unique (kunci_a, kunci_b, akun)
);

-- Samples drawn for visits: the design, then the families with the size of their stratum.
create table if not exists sampel (
    nomor integer primary key autoincrement,
    waktu text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    akun text not null,
    benih integer not null,
    rancangan text not null,
    sidik_jari text not null
);
create table if not exists sampel_keluarga (
    nomor_sampel integer not null references sampel (nomor),
    id_keluarga text not null,
    strata text not null,
    populasi integer not null,
    terpilih integer not null,
    primary key (nomor_sampel, id_keluarga)
);

-- Saved scenarios, append-only: saving under a name that is taken adds a version, and removing one
-- is a row of its own. `isi` is the scenario's file, `angka` its key figures (JSON) as shown then.
create table if not exists skenario (
    nomor integer primary key autoincrement,
    waktu text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    akun text not null,
    nama text not null collate nocase,
    versi integer not null,
    isi text not null,
    angka text not null,
    unique (nama, versi)
);
create table if not exists skenario_dihapus (
    nomor integer primary key references skenario (nomor),
    waktu text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    akun text not null
);
create trigger if not exists skenario_tidak_diubah before update on skenario
begin
    select raise(abort, 'skenario tersimpan tidak dapat diubah; simpan versi baru');
end;
create trigger if not exists skenario_tidak_dihapus before delete on skenario
begin
    select raise(abort, 'skenario tersimpan tidak dapat dihapus, hanya ditandai');
end;
