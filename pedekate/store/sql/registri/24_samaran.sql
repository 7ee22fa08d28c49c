-- Keyed pseudonyms: the first 16 hex digits of HMAC-SHA-256 (RFC 2104) of the natural key.
-- $luar, $dalam: the secret key padded to 64 bytes, xor 0x5c and 0x36.
create table samaran as
select
    jenis, id,
    substr(sha256($luar || unhex(sha256($dalam || encode(kunci)))), 1, 16) as samaran
from kunci_samaran
