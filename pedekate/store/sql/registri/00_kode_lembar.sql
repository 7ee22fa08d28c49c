-- Worksheet codes of this run's verdicts that one number of this run's files gives
-- (`lembar_terbaca`: no_berkas, baris, no_kk, nik). A code is the first 12 hex digits of
-- HMAC-SHA-256 (RFC 2104) of "lembar|" and the number; a KK comes before a NIK.
-- $luar, $dalam: the secret key padded to 64 bytes, xor 0x5c and 0x36.
create or replace table lembar_terbaca as
with wanted as (
    select
        no_berkas, baris, kode_kelurahan,
        left(regexp_replace(lower(kode_lembar), '[^0-9a-f]', '', 'g'), 12) as kode
    from kanon_verifikasi
    where kode_lembar is not null
),
nomor as (
    select no_kk as nomor, 1 as urutan from kanon_keluarga where no_kk is not null
    union
    select no_kk, 1 from kanon_individu where no_kk is not null
    union
    select no_kk, 1 from kanon_verifikasi where no_kk is not null
    union
    select nik, 2 from kanon_keluarga where nik is not null
    union
    select nik, 2 from kanon_individu where nik is not null
    union
    select nik, 2 from kanon_verifikasi where nik is not null
),
berkode as (
    select
        nomor, urutan,
        substr(
            sha256($luar || unhex(sha256($dalam || encode('lembar|' || nomor)))), 1, 12
        ) as kode
    from nomor
),
-- Two numbers with one code: rather unknown than wrong.
satu as (
    select kode, min(nomor) as nomor, min(urutan) as urutan
    from berkode
    group by kode
    having count(distinct nomor) = 1
)
select
    w.no_berkas, w.baris,
    case when s.urutan = 1 then s.nomor end as no_kk,
    case when s.urutan = 2 then s.nomor end as nik
from wanted as w
inner join satu as s on s.kode = w.kode
