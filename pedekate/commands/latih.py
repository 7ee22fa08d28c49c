"""`latih`: train the linkage model anew on files of several sources and save it."""

import argparse
import sys
from datetime import date
from pathlib import Path

from pedekate import pipeline
from pedekate.commands.steps import shown_steps
from pedekate.registry.linkage import settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("masukan", type=Path, nargs="+", metavar="MASUKAN", help="berkas/folder")
    parser.add_argument("--sintetis", action="store_true", help="terima NIK/KK berawalan 99")
    parser.add_argument(
        "--data", default="berkas tanpa keterangan", help="keterangan data latih, disimpan"
    )
    parser.add_argument(
        "--keluaran", type=Path, default=settings.TRAINED, help="berkas model yang ditulis"
    )


def run(args: argparse.Namespace) -> int:
    """Train and write the model; the next `muat` uses it."""
    with shown_steps() as progress:
        pipeline.train_linkage(
            args.masukan,
            sintetis=args.sintetis,
            day=date.today(),
            data=args.data,
            target=args.keluaran,
            progress=progress,
        )
    sys.stdout.write(f"Model padanan ditulis ke {args.keluaran}; muat berikutnya memakainya.\n")
    return 0
