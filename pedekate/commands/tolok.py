"""`tolok`: the engine's speed against named alternatives, equal results asserted first."""

import argparse
import json
import os
import sys

from pedekate.benchmark import steps
from pedekate.commands import output
from pedekate.errors import InputError

DEFAULT_FAMILIES = 290_000
LEAST = 1_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "--keluarga", type=int, default=DEFAULT_FAMILIES, help="besar kota yang diukur"
    )
    output.add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Measure and print; ratios within one run are reliable, times are not."""
    if args.keluarga < LEAST:
        raise InputError(f"Jumlah keluarga harus sedikitnya {LEAST}; lebih kecil tidak terukur.")
    load, found = _load(), steps.measure(args.keluarga)
    if args.json:
        rows = [
            {
                "nama": s.nama, "keluarga": s.keluarga, "detik": s.detik,
                "pembanding": s.pembanding, "detik_pembanding": s.detik_pembanding,
                "rasio": s.rasio, "bita": s.bita,
            }
            for s in found
        ]  # fmt: skip
        result = {"langkah": rows, "inti": os.cpu_count(), "beban": load}
        sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
        return 0
    for s in found:
        sys.stdout.write(
            f"{s.nama:<55} {1000 * s.detik:9.2f} ms   {s.pembanding:<50} "
            f"{1000 * s.detik_pembanding:9.3f} ms   {s.rasio:10.3g} ×\n"
        )
    sys.stdout.write(f"Beban mesin saat mulai: {load} pada {os.cpu_count()} inti.\n")
    return 0


def _load() -> float | None:
    """Processes waiting for a core over the last minute; None where the system does not say."""
    return round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None
