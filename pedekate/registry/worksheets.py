"""Worksheets read back: the opaque code of a family becomes its KK or NIK again.

The code is keyed, so it is compared with the codes of the numbers in the files that count; no
list of codes is kept anywhere.
"""

from pedekate.registry.keyed import hmac_pads
from pedekate.store.build import Workspace


def resolve_codes(ws: Workspace, key: bytes) -> int:
    """Give verdicts that carry a worksheet code the number it stands for.

    Changes the view `kanon_verifikasi`: no_kk, or nik where the code was made from a NIK. A code
    that nobody's number gives (the family left the files or never had a number, or another key
    made the sheet) leaves the verdict without a family.

    Returns:
        Rows whose code was found.
    """
    if not ws.value("select count(*) from kanon_verifikasi where kode_lembar is not null"):
        return 0
    ws.run("registri/00_kode_lembar", **hmac_pads(key))
    ws.run("registri/00_pakai_lembar")
    return ws.value("select count(*) from lembar_terbaca")
