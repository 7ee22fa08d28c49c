"""A fault of the program itself: one sentence for the operator, a log for the developer."""

import datetime as dt
import traceback
import uuid

from pedekate import __version__, config


def report(error: Exception) -> str:
    """Log where `error` was raised and return the sentence to show.

    The log holds kinds of errors and lines of code, never their messages: those may quote a cell.
    """
    number = uuid.uuid4().hex[:8]
    folder = config.log_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"galat-{number}.log"
        path.write_text(_trace(error, number), encoding="utf-8")
    except OSError:
        return f"Program gagal karena galat {number}; ulangi, dan bila berulang laporkan galat ini."
    return f"Program gagal karena galat {number}; bila berulang, laporkan dengan catatan {path}"


def _trace(error: BaseException | None, number: str) -> str:
    lines = [f"galat {number}", f"pedekate {__version__}", f"{dt.datetime.now():%Y-%m-%d %H:%M:%S}"]
    while error is not None:
        lines += ["", type(error).__qualname__]
        lines += [
            f"  {frame.filename}:{frame.lineno} {frame.name}: {frame.line}"
            for frame in traceback.extract_tb(error.__traceback__)
        ]
        error = error.__cause__ or error.__context__
    return "\n".join(lines) + "\n"
