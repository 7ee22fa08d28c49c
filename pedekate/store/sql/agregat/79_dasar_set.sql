-- Tabel sementara yang dibaca set kriteria: kolom keluarga, ditambah jawaban tentang anggotanya
-- yang bernilai tiga. Tidak diketahui bila jawaban seorang anggota (atau umurnya) kosong dan tidak ada
-- anggota lain yang sudah memastikannya, atau bila tidak semua anggota terdaftar namanya.
create or replace temp table dasar_set as
with

anggota as (
    select
        id_keluarga,
        count(*) as orang,
        max(case
            when umur between 7 and 18 and partisipasi_sekolah in ('belum_pernah', 'tidak_lagi')
                then 1
            else 0
        end) as anak_ya,
        max(case
            when coalesce(umur between 7 and 18, true) and partisipasi_sekolah is null then 1
            when umur is null and partisipasi_sekolah <> 'masih' then 1
            else 0
        end) as anak_tak,
        max(case when umur >= 13 and ijazah <> 'tidak_ada' then 1 else 0 end) as tamat_ya,
        max(case
            when coalesce(umur >= 13, true) and ijazah is null then 1
            when umur is null and ijazah <> 'tidak_ada' then 1
            else 0
        end) as tamat_tak,
        max(case when umur between 15 and 64 and bekerja then 1 else 0 end) as kerja_ya,
        max(case
            when coalesce(umur between 15 and 64, true) and bekerja is null then 1
            when umur is null and bekerja then 1
            else 0
        end) as kerja_tak,
        max(case when disabilitas_berat then 1 else 0 end) as disabilitas_ya,
        max(case when disabilitas_berat is null then 1 else 0 end) as disabilitas_tak
    from individu
    group by id_keluarga
),

lengkap as (
    select
        k.id_keluarga,
        coalesce(a.orang, 0) < k.jumlah_anggota as kurang,
        a.anak_ya, a.anak_tak, a.tamat_ya, a.tamat_tak, a.kerja_ya, a.kerja_tak,
        a.disabilitas_ya, a.disabilitas_tak
    from keluarga as k
    left join anggota as a on k.id_keluarga = a.id_keluarga
)

select
    k.*,
    case when l.anak_ya = 1 then true when l.kurang or l.anak_tak = 1 then null else false end
        as ada_anak_tidak_sekolah,
    case when l.tamat_ya = 1 then true when l.kurang or l.tamat_tak = 1 then null else false end
        as ada_dewasa_tamat_sd,
    case when l.kerja_ya = 1 then true when l.kurang or l.kerja_tak = 1 then null else false end
        as ada_dewasa_bekerja,
    case
        when l.disabilitas_ya = 1 then true
        when l.kurang or l.disabilitas_tak = 1 then null
        else false
    end as ada_disabilitas_berat
from keluarga as k
inner join lengkap as l on k.id_keluarga = l.id_keluarga;
