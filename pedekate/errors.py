"""Two kinds of error: one a person may read as it stands, one they may not."""


class PedekateError(Exception):
    """Base of every error this package raises on purpose."""


class UserFacingError(PedekateError):
    """Safe to show as it is: one Indonesian sentence that says what, where and what to do.

    Never holds a name, NIK, KK number or address.
    """


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
