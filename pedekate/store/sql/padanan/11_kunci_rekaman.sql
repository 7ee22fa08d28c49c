-- Keyed digests of source records (table `rekaman_dicari`: id_o), the same after a reload as long as
-- the source says the same. $luar, $dalam: the secret key padded to 64 bytes, xor 0x5c and 0x36.
create or replace table kunci_rekaman as
select
    o.id_o,
    substr(
        sha256(
            $luar || unhex(
                sha256(
                    $dalam || encode(
                        concat_ws(
                            '|', o.sumber, coalesce(o.nik_teks, ''), coalesce(o.no_kk_teks, ''),
                            coalesce(o.kunci_keluarga, ''), coalesce(o.nama, ''),
                            coalesce(cast(o.tanggal_lahir_berkas as text), ''),
                            coalesce(o.alamat, ''), coalesce(o.kode_kelurahan, '')
                        )
                    )
                )
            )
        ), 1, 16
    ) as kunci
from orang as o
inner join rekaman_dicari as r on r.id_o = o.id_o
