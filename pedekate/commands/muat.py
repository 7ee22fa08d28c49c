"""`muat`: read agency files, build the databases beside the old ones, swap them in."""

import argparse
import json
import signal
import sys
from contextlib import nullcontext
from pathlib import Path

from pedekate import config, pipeline
from pedekate.commands.steps import shown_steps, written_steps

# Partly loaded: some files were refused by name, the others are in.
PARTLY = 3
INTERRUPTED = 130


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("masukan", type=Path, nargs="+", metavar="MASUKAN", help="berkas/folder")
    parser.add_argument("--gudang", type=Path, default=None, help="folder basis data")
    parser.add_argument("--sintetis", action="store_true", help="terima NIK/KK berawalan 99")
    parser.add_argument(
        "--kemajuan", type=Path, metavar="BERKAS", help="tulis langkah terakhir ke berkas ini"
    )
    parser.add_argument("--json", action="store_true", help="hasil sebagai satu objek JSON")


def run(args: argparse.Namespace) -> int:
    """Load; 0 when every file is in, 3 when some were refused."""
    # Being told to end is the same as Ctrl-C: clean up, and never stop between two renames.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with _progress(args.kemajuan) as progress:
            report = pipeline.build(
                args.masukan,
                gudang=args.gudang or config.gudang_dir(),
                sintetis=args.sintetis,
                progress=progress,
            )
    except KeyboardInterrupt:
        sys.stderr.write("Pemuatan dihentikan; basis data lama tidak berubah.\n")
        return INTERRUPTED
    for sentence in _remarks(report, args.sintetis):
        sys.stderr.write(f"{sentence}\n")
    sys.stdout.write(
        json.dumps(report.to_json(), ensure_ascii=False) if args.json else _text(report)
    )
    sys.stdout.write("\n")
    return PARTLY if report.ditolak else 0


def _progress(path: Path | None):
    return nullcontext(written_steps(path)) if path else shown_steps()


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
