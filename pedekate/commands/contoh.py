"""`contoh`: write the synthetic city as the files agencies hand over."""

import argparse
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from pedekate.config import LABEL_SINTETIS
from pedekate.sample.generate import generate
from pedekate.sample.recipe import ORDINARY, load_recipe


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("keluaran", type=Path, metavar="KELUARAN", help="folder yang ditulis")
    parser.add_argument("--keluarga", type=int, default=290_000, help="jumlah keluarga kota contoh")
    levels = sorted(load_recipe().galat)
    parser.add_argument(
        "--galat", choices=levels, default=ORDINARY, help="seberapa buruk isian registernya"
    )
    parser.add_argument("--benih", type=int, default=2025, help="benih acak; sama = berkas sama")
    parser.add_argument(
        "--gelombang", type=int, default=1, help="1, atau 2: kota yang sama satu triwulan kemudian"
    )


def run(args: argparse.Namespace) -> int:
    """Generate the city; a progress bar on stderr, one line when done."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("Menyiapkan", total=1.0)
        generate(
            args.keluaran,
            families=args.keluarga,
            seed=args.benih,
            wave=args.gelombang,
            errors=args.galat,
            progress=lambda step, share: bar.update(task, description=step, completed=share),
        )
    console.print(f"{args.keluaran}: {LABEL_SINTETIS}", highlight=False)
    return 0
