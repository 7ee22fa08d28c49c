-- Satu baris per keluarga registri, urut id: apa yang dibutuhkan simulasi selain syarat program.
-- berkas_sah: sedikitnya satu sumber menulis nomor KK dan NIK kepala yang sah.
-- urutan_desil: desil yang dirinci persentil dan peringkat kota bila SIKS-NG memberinya; keluarga tanpa
-- persentil berdiri di tengah desilnya, jadi tanpa satu persentil pun urutannya sama dengan desil.
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
    case
        when keluarga.desil_nasional is null then null
        when keluarga.persentil_nasional is null then keluarga.desil_nasional - 0.5
        else least(
            greatest(keluarga.persentil_nasional / 10, keluarga.desil_nasional - 1),
            keluarga.desil_nasional
        )
    end + coalesce(keluarga.peringkat_kota, 0) * 1e-9 as urutan_desil,
    keluarga.skor,
    coalesce(dokumen.dokumen_sah, false) as dokumen_sah,
    coalesce(
        keluarga.hasil_verifikasi in ('meninggal', 'pindah', 'ganda', 'tidak_ditemukan'), false
    ) as dicoret
from keluarga
left join dokumen on keluarga.id_keluarga = dokumen.id_keluarga
order by keluarga.id_keluarga
