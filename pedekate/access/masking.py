"""How much of a number, a name or an address a role gets to see. Pure."""

import re

DOT = "•"
_KEPT_FRONT, _KEPT_BACK = 4, 2


def mask_number(number: str | None) -> str:
    """`3573014101800001` → `3573••••••••••01`: enough to compare with a card, not to look up.

    Blank stays blank; a number too short to hide anything is hidden whole.
    """
    text = (number or "").strip()
    hidden = len(text) - _KEPT_FRONT - _KEPT_BACK
    if hidden < _KEPT_FRONT:
        return DOT * len(text)
    return text[:_KEPT_FRONT] + DOT * hidden + text[-_KEPT_BACK:]


def initials(name: str | None) -> str:
    """`SITI AMINAH` → `S. A.`; blank stays blank."""
    return " ".join(f"{word[0].upper()}." for word in re.findall(r"\w+", name or ""))


def shown_name(name: str | None, how: str) -> str:
    """The name as a role sees it: "penuh", "inisial" or "tanpa"."""
    return {"penuh": name or "", "inisial": initials(name)}.get(how, "")


def shown_number(number: str | None, how: str) -> str:
    """NIK or KK as a role sees it: "penuh", "samar" or "tanpa"."""
    return {"penuh": number or "", "samar": mask_number(number)}.get(how, "")


def shown_address(address: str | None, how: str) -> str:
    """The address as a role sees it: "penuh" or "tanpa"."""
    return (address or "") if how == "penuh" else ""
