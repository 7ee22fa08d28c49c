-- Satu baris per keluarga registri, urut id: apa yang dibutuhkan simulasi selain syarat program.
-- berkas_sah: sedikitnya satu sumber menulis nomor KK dan NIK kepala yang sah.
-- dicoret: putusan verifikasi terakhir menyatakan keluarga ini tidak dapat menerima apa pun.
with

dokumen as (
    select id_keluarga, bool_or(kk_sah and nik_kepala_sah) as dokumen_sah
    from sumber_keluarga
    group by id_keluarga
)

select
    keluarga.id_keluarga,
    keluarga.kode_kelurahan,
    keluarga.jumlah_anggota,
    keluarga.desil_nasional,
    keluarga.skor,
    coalesce(dokumen.dokumen_sah, false) as dokumen_sah,
    coalesce(
        keluarga.hasil_verifikasi in ('meninggal', 'pindah', 'ganda', 'tidak_ditemukan'), false
    ) as dicoret
from keluarga
left join dokumen on keluarga.id_keluarga = dokumen.id_keluarga
order by keluarga.id_keluarga
