-- Satu baris per keluarga penerima di setiap daftar bayar: keluarga yang ditemukan registri dari
-- nomornya, selain itu nomor itu sendiri.
-- bayar_gelombang: nomor berkas, program, tanggal daftar, ke (1 = yang berlaku).
create table penerima_daftar as
with baris_bayar as (
    select
        w.program, w.tanggal_data, w.ke,
        coalesce(
            'k' || coalesce(i.id_k, t.id_k), 'n' || b.nik, 'f' || b.no_kk,
            'b' || b.no_berkas || '-' || b.baris
        ) as kunci,
        coalesce(f.kode_kelurahan, b.kode_kelurahan) as kode_kelurahan,
        case when f.terdaftar then f.desil_nasional end as desil
    from identitas.kanon_penerima as b
    inner join bayar_gelombang as w on w.nomor = b.no_berkas and w.program = b.program
    left join nik_tujuan as n on n.nik = b.nik
    left join individu_gabung as i on i.id_r = n.id_r
    left join kk_tujuan as t on t.no_kk = b.no_kk
    left join keluarga_lengkap as f on f.id_k = coalesce(i.id_k, t.id_k)
)
select
    program, ke, tanggal_data, kunci, min(kode_kelurahan) as kode_kelurahan, min(desil) as desil
from baris_bayar
group by program, ke, tanggal_data, kunci
