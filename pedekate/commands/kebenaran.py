"""`kebenaran`: join the synthetic city's truth to the register, for judging simulations."""

import argparse
import sys
from pathlib import Path

from pedekate import config
from pedekate.registry import truth


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("kebenaran", type=Path, metavar="DIR", help="folder kebenaran kota contoh")
    parser.add_argument("--gudang", type=Path, default=None, help="folder basis data")


def run(args: argparse.Namespace) -> int:
    """Build kebenaran.duckdb beside the register."""
    found = truth.attach(args.kebenaran, args.gudang or config.gudang_dir())
    sys.stdout.write(
        f"{config.LABEL_SINTETIS}: {found.keluarga} keluarga sebenarnya, {found.terdaftar} ada di "
        f"registri, {found.berlebih} keluarga registri lain menunjuk keluarga yang sama.\n"
    )
    return 0
