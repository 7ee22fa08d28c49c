"""Two kinds of error: one a person may read as it stands, one they may not."""

import unicodedata

# Control characters, halves of a surrogate pair, line and paragraph separators.
_UNPRINTABLE = {"Cc", "Cs", "Zl", "Zp"}
_DIRECTION = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


class PedekateError(Exception):
    """Base of every error this package raises on purpose."""


class UserFacingError(PedekateError):
    """Safe to show as it is: one Indonesian sentence that says what, where and what to do.

    Never holds a name, NIK, KK number or address. Always one printable line, whatever a file, sheet
    or column in it is called.
    """

    def __init__(self, message: str) -> None:
        super().__init__(printable(message))


def printable(text: str) -> str:
    """`text` on one line: control and direction marks and undecodable bytes become "�".

    A terminal obeys control characters, and a direction mark makes a name read backwards.
    """
    return "".join(
        "�" if unicodedata.category(c) in _UNPRINTABLE or c in _DIRECTION else c
        for c in text.replace("\n", " ").replace("\t", " ")
    )


class ConfigError(UserFacingError):
    """A file under `data/` that the city edits does not hold what its loader expects."""


class InputError(UserFacingError):
    """A file or argument handed in by the user cannot be used."""


BUILD = "python -m pedekate siapkan"


class StoreError(UserFacingError):
    """The built databases are missing, unreadable, or of another version."""

    @classmethod
    def missing(cls, what: object) -> "StoreError":
        """The sentence for a database (or the folder of both) that was never built."""
        return cls(f"Basis data {what} belum ada; bangun dengan perintah: {BUILD}")


class AccessError(UserFacingError):
    """The session's role does not allow what was asked."""
