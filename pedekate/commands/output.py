"""What the measuring commands write: one JSON object, or one line per figure."""

import argparse
import json
import math
import sys

_FORMULA_MARKS = ("=", "+", "-", "@")


def add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="tulis satu objek JSON saja")


def write(result: dict, *, as_json: bool) -> None:
    """Write `result` to standard output; a figure without denominator becomes null or "–"."""
    if as_json:
        sys.stdout.write(json.dumps(plain(result), ensure_ascii=False) + "\n")
        return
    width = max(map(len, result))
    for name, value in plain(result).items():
        sys.stdout.write(f"{name:<{width}}  {'–' if value is None else value}\n")


def inert(value: object) -> object:
    """A cell for a CSV file: text that a spreadsheet would run as a formula gets a leading quote.

    Numbers stay as they are. Source: OWASP, "CSV Injection".
    """
    if not isinstance(value, str):
        return value
    runs = value.startswith(("\t", "\r")) or value.lstrip().startswith(_FORMULA_MARKS)
    return f"'{value}" if runs else value


def note_dropped(dropped: dict[str, int]) -> None:
    """One line on standard error per reason for which rows were left out."""
    note({f"tidak dihitung, {reason}": count for reason, count in dropped.items()})


def note(counts: dict[str, int]) -> None:
    """One line on standard error per thing a reader should know about rows, zeros left out."""
    for what, count in counts.items():
        if count:
            sys.stderr.write(f"{count} baris {what}.\n")


def plain(value):
    """The value with every figure that has no denominator (NaN, infinity) as None."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
