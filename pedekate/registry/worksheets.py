"""Worksheets read back: the opaque code of a family becomes its KK or NIK again.

The code is keyed, so it is compared with the codes of the numbers in this run's own files; no
list of codes is kept anywhere.
"""

from hashlib import sha256

from pedekate.store.build import Workspace

_HMAC_BLOCK = 64


def resolve_codes(ws: Workspace, key: bytes) -> int:
    """Give verdicts that carry a worksheet code the number it stands for.

    Changes `kanon_verifikasi`: no_kk, or nik where the code was made from a NIK. A code nobody's
    number gives (the family left the files or never had a number, or another key made the sheet)
    leaves the verdict without a family.

    Returns:
        Rows whose code was found.
    """
    if not ws.value("select count(*) from kanon_verifikasi where kode_lembar is not null"):
        return 0
    if len(key) > _HMAC_BLOCK:
        key = sha256(key).digest()
    block = key.ljust(_HMAC_BLOCK, b"\0")
    ws.run(
        "registri/00_kode_lembar",
        luar=bytes(byte ^ 0x5C for byte in block),
        dalam=bytes(byte ^ 0x36 for byte in block),
    )
    ws.run("registri/00_pakai_lembar")
    return ws.value("select count(*) from lembar_terbaca")
