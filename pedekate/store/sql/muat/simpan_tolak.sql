-- Keep the refused rows with their reason: the cells as they came; where code and name of the region
-- disagree, both readings too.
-- $nomor: number of the file.
insert into baris_ditolak
select
    $nomor,
    t.baris,
    t.aturan,
    case
        when m.isi_cacat is not null then m.isi_cacat
        when b.baca_kode is not null and b.baca_nama is not null and b.baca_kode <> b.baca_nama
        then
            '{"baca_kode":"' || b.baca_kode || '","baca_nama":"' || b.baca_nama || '","baris":'
            || cast(to_json(m) as text) || '}'
        else cast(to_json(m) as text)
    end
from tolak as t
inner join mentah as m on m.rowid = t.urut
inner join bersih as b on b.urut = t.urut
order by t.baris
