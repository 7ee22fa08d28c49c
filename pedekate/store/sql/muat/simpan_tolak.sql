-- Keep the refused rows with their reason; a conflict of regions keeps both readings.
-- $berkas: name of the file.
insert into baris_ditolak
select
    $berkas,
    t.baris,
    t.aturan,
    coalesce(m.isi_cacat, cast(to_json(m) as text))
from tolak as t
inner join mentah as m on m.rowid = t.urut
order by t.baris
