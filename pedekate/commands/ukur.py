"""`ukur`: poverty and inequality measures of a survey file."""

import argparse
from pathlib import Path

from pedekate.commands import output
from pedekate.errors import InputError
from pedekate.indicators import fgt, inequality, survey, weighted


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--survei", type=Path, required=True, help="berkas CSV")
    parser.add_argument("--kolom-konsumsi", required=True, help="pengeluaran per orang")
    parser.add_argument("--kolom-ukuran", help="jumlah anggota; tanpa ini satu baris satu orang")
    parser.add_argument("--kolom-bobot", help="bobot baris; tanpa ini semua berbobot satu")
    parser.add_argument("--garis", type=float, required=True, help="garis kemiskinan per orang")
    output.add_json(parser)


def run(args: argparse.Namespace) -> int:
    if not 0 < args.garis < float("inf"):
        raise InputError("Garis kemiskinan (--garis) harus angka di atas nol.")
    rows = survey.load(
        args.survei,
        consumption=args.kolom_konsumsi,
        size=args.kolom_ukuran,
        weight=args.kolom_bobot,
    )
    output.note_dropped(rows.dropped)
    output.write(measures(rows, line=args.garis), as_json=args.json)
    return 0


def measures(rows: survey.Survey, *, line: float) -> dict[str, float]:
    """The measures of the contract; counts are rows (`n`) and people (`individu`)."""
    y, w = rows.consumption, rows.persons
    return {
        "n": len(y),
        "individu": float(w.sum()),
        "p0": fgt.fgt(y, line, w, alpha=0),
        "p1": fgt.fgt(y, line, w, alpha=1),
        "p2": fgt.fgt(y, line, w, alpha=2),
        "watts": fgt.watts(y, line, w),
        "sst": fgt.sst(y, line, w),
        "sen": fgt.sen(y, line, w),
        "gini": inequality.gini(y, w),
        "mld": inequality.mld(y, w),
        "theil": inequality.theil(y, w),
        "rata_rata": weighted.mean(y, w),
    }
