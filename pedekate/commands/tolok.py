"""`tolok`: the engine's speed against named alternatives, equal results asserted first."""

import argparse
import json
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
    found = steps.measure(args.keluarga)
    if args.json:
        rows = [
            {
                "nama": s.nama, "keluarga": s.keluarga, "detik": s.detik,
                "pembanding": s.pembanding, "detik_pembanding": s.detik_pembanding,
                "rasio": s.rasio,
            }
            for s in found
        ]  # fmt: skip
        sys.stdout.write(json.dumps({"langkah": rows}, ensure_ascii=False) + "\n")
        return 0
    for s in found:
        sys.stdout.write(
            f"{s.nama:<55} {1000 * s.detik:9.2f} ms   {s.pembanding:<32} "
            f"{1000 * s.detik_pembanding:9.2f} ms   {s.rasio:10.3g} ×\n"
        )
    return 0
