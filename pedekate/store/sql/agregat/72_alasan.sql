-- Satu baris per pasangan himpunan, kelurahan, dan sebab: keluarga himpunan A yang ada di B
-- ('ada'), atau sebab pertama ia tidak ada di B. Semua sebab berjumlah tepat himpunan A.
-- Dari aturan (sementara): silang_himpunan, silang_pasangan, silang_urutan (satu baris).
create or replace table agregat_alasan as
with

-- Nomor KK hanya memadankan bila kedua sumber memakainya.
memakai_kk as (
    select sumber, max(case when kk_sah then 1 else 0 end) as kk
    from sumber_keluarga
    group by sumber
),

anggota_a as (
    select
        h.himpunan,
        s.id_keluarga,
        s.orang,
        s.nik_sah,
        s.kk_sah
    from silang_himpunan as h
    inner join silang_sumber as s on h.sumber = s.sumber
    where h.desil_maks is null or s.desil <= h.desil_maks
    union all
    -- Penerima yang sudah ditemukan di registri terpadankan lewat nomornya.
    select h.himpunan, t.id_keluarga, 0, true, true
    from silang_himpunan as h
    inner join silang_tanda as t on h.sumber = t.sumber and h.program = t.program
),

sebab as (
    select
        p.himpunan_a,
        p.himpunan_b,
        k.kode_kelurahan,
        a.orang,
        case
            when s.id_keluarga is not null and (p.desil_maks is null or s.desil <= p.desil_maks)
                then 0
            else least(
                case when s.id_keluarga is not null and s.desil > p.desil_maks then u.peringkat end,
                case when s.id_keluarga is not null and s.desil is null
                    then u.belum_diperingkat end,
                case when k.meninggal then u.meninggal end,
                case when k.ganda then u.ganda end,
                case when k.pindah then u.pindah end,
                case when not a.nik_sah and not (a.kk_sah and m.kk = 1) then u.nomor_tidak_sah end,
                case when k.desil_nasional > p.cakupan_desil then u.di_luar_cakupan end,
                case when p.beda_waktu then u.beda_waktu end,
                u.tidak_di_sumber
            )
        end as urutan
    from silang_pasangan as p
    cross join silang_urutan as u
    inner join anggota_a as a on p.himpunan_a = a.himpunan
    inner join silang_keluarga as k on a.id_keluarga = k.id_keluarga
    inner join memakai_kk as m on p.sumber_b = m.sumber
    left join silang_sumber as s on p.sumber_b = s.sumber and a.id_keluarga = s.id_keluarga
),

-- Satu baris daftar bayar yang tidak ditemukan di registri dihitung satu keluarga penerima.
tak_ditemukan as (
    select h.himpunan, d.kode_kelurahan, count(*) as keluarga
    from silang_himpunan as h
    inner join kepesertaan as d on h.sumber = d.sumber and h.program = d.program
    where d.id_keluarga is null
    group by h.himpunan, d.kode_kelurahan
),

semua as (
    select himpunan_a, himpunan_b, kode_kelurahan, urutan, count(*) as keluarga, sum(orang) as orang
    from sebab
    group by himpunan_a, himpunan_b, kode_kelurahan, urutan
    union all
    select p.himpunan_a, p.himpunan_b, t.kode_kelurahan, u.tidak_terpadankan, t.keluarga, 0
    from silang_pasangan as p
    cross join silang_urutan as u
    inner join tak_ditemukan as t on p.himpunan_a = t.himpunan
)

select
    s.himpunan_a,
    s.himpunan_b,
    s.kode_kelurahan,
    coalesce(a.alasan, 'ada') as alasan,
    cast(s.keluarga as bigint) as keluarga,
    cast(s.orang as bigint) as orang
from semua as s
left join silang_alasan as a on s.urutan = a.urutan;

comment on table agregat_alasan is 'Keluarga himpunan A menurut ada atau sebab tidak adanya di himpunan B, per kelurahan.';
comment on column agregat_alasan.orang is 'Orang hidup yang didaftar sumber A dalam keluarga itu; 0 untuk daftar bayar.';
comment on column agregat_alasan.kode_kelurahan is 'Kosong = penerima yang kelurahannya tidak dikenali.';
