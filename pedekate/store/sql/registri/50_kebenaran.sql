-- One row per true family of the synthetic city, with the register family that holds it.
-- keluarga_asal: register family → true family by most rows; ke = 1 is the one kept.
create table keluarga_asal as
with baris_registri as (
    select berkas, baris, id_keluarga from identitas.asal_keluarga
    union
    select berkas, baris, id_keluarga from identitas.asal_individu
),
suara as (
    select b.id_keluarga, c.id_benar, count(*) as jumlah
    from baris_registri as b
    inner join catatan_benar as c on c.berkas = b.berkas and c.baris = b.baris
    group by b.id_keluarga, c.id_benar
),
milik as (
    select
        s.*,
        row_number() over (
            partition by s.id_keluarga order by s.jumlah desc, s.id_benar
        ) as pilihan
    from suara as s
    inner join keluarga_benar as k on k.id_benar = s.id_benar
)
select
    m.id_keluarga, m.id_benar, m.jumlah,
    row_number() over (
        partition by m.id_benar
        order by m.jumlah desc, coalesce(r.skor, 1e9), coalesce(r.desil_nasional, 99), r.id_keluarga
    ) as ke
from milik as m
inner join analitik.keluarga as r on r.id_keluarga = m.id_keluarga
where m.pilihan = 1;

insert into benar.kebenaran by name
select
    k.id_benar, a.id_keluarga, k.kode_kelurahan, k.jumlah_anggota, k.pengeluaran_per_kapita
from keluarga_benar as k
left join keluarga_asal as a on a.id_benar = k.id_benar and a.ke = 1
order by k.id_benar;
