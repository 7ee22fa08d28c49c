"""Keyed digests inside the database: HMAC-SHA-256 (RFC 2104) from two padded keys."""

from hashlib import sha256

_BLOCK = 64


def hmac_pads(key: bytes) -> dict[str, bytes]:
    """The secret key padded to 64 bytes, xor 0x5c (`luar`) and 0x36 (`dalam`): SQL parameters."""
    block = (sha256(key).digest() if len(key) > _BLOCK else key).ljust(_BLOCK, b"\0")
    return {
        "luar": bytes(byte ^ 0x5C for byte in block),
        "dalam": bytes(byte ^ 0x36 for byte in block),
    }
