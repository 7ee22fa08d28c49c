"""`muat`: read agency files, build the databases beside the old ones, swap them in."""

import argparse
import json
import sys
from pathlib import Path

from pedekate import config, pipeline
from pedekate.commands.steps import shown_steps
from pedekate.store import casebook

# Partly loaded: some files were refused by name, the others are in.
PARTLY = 3
INTERRUPTED = 130


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("masukan", type=Path, nargs="+", metavar="MASUKAN", help="berkas/folder")
    parser.add_argument("--gudang", type=Path, default=None, help="folder basis data")
    parser.add_argument("--sintetis", action="store_true", help="terima NIK/KK berawalan 99")
    parser.add_argument("--json", action="store_true", help="hasil sebagai satu objek JSON")


def run(args: argparse.Namespace) -> int:
    """Load; 0 when every file is in, 3 when some were refused."""
    gudang = args.gudang or config.gudang_dir()
    try:
        with shown_steps() as progress:
            report = pipeline.build(
                args.masukan,
                gudang=gudang,
                sintetis=args.sintetis,
                progress=progress,
            )
    except KeyboardInterrupt:
        sys.stderr.write("Pemuatan dihentikan; basis data lama tidak berubah.\n")
        return INTERRUPTED
    _log(gudang, report)
    for sentence in _remarks(report, args.sintetis):
        sys.stderr.write(f"{sentence}\n")
    sys.stdout.write(
        json.dumps(report.to_json(), ensure_ascii=False) if args.json else _text(report)
    )
    sys.stdout.write("\n")
    return PARTLY if report.ditolak else 0


def _log(gudang: Path, report: pipeline.BuildReport) -> None:
    """The load in the audit log: how many files and rows, whose names stay out of it."""
    casebook.record(
        gudang, akun="baris perintah", peran="", kegiatan="muat",
        saringan=f"{len(report.berkas)} berkas", baris=sum(f.baris_diterima for f in report.berkas),
    )  # fmt: skip


def _remarks(report: pipeline.BuildReport, synthetic: bool) -> list[str]:
    remarks = list(report.ditolak)
    for file in report.berkas:
        if file.lembar_dilewati:
            remarks.append(
                f"Lembar {', '.join(file.lembar_dilewati)} di {file.nama} tidak dikenali dan "
                "tidak dimuat; periksa judul kolomnya."
            )
    if report.tampak_sintetis and not synthetic:
        remarks.append(
            f"Berkas {', '.join(report.tampak_sintetis)} tampak sintetis: NIK dan KK berawalan 99 "
            "dianggap tidak sah; pakai --sintetis bila ini memang data contoh."
        )
    return remarks


def _text(report: pipeline.BuildReport) -> str:
    lines = []
    for file in report.berkas:
        lines.append(
            f"{file.nama} ({file.profil}): {file.baris_masuk} baris masuk, "
            f"{file.baris_diterima} diterima, {file.baris_ditolak} ditolak"
        )
        lines += [f"  ditolak, {rule}: {count}" for rule, count in file.alasan.items()]
        lines += [f"  catatan, {rule}: {count}" for rule, count in file.catatan.items()]
    lines.append(
        f"Registri: {report.keluarga} keluarga, {report.individu} orang, "
        f"{report.pasangan} pasangan antarsumber; sidik jari {report.sidik_jari}; "
        f"{report.detik} detik"
    )
    return "\n".join(lines)
