"""`muat`: read agency files, build the databases beside the old ones, swap them in."""

import argparse
import json
import signal
import sys
from contextlib import nullcontext
from pathlib import Path

from pedekate import config, pipeline
from pedekate.commands.steps import shown_steps, written_steps
from pedekate.errors import printable
from pedekate.store import casebook

# Partly loaded: some files were refused by name, the others are in.
PARTLY = 3
INTERRUPTED = 130


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("masukan", type=Path, nargs="+", metavar="MASUKAN", help="berkas/folder")
    parser.add_argument("--gudang", type=Path, default=None, help="folder basis data")
    parser.add_argument("--sintetis", action="store_true", help="terima NIK/KK berawalan 99")
    parser.add_argument(
        "--baru", action="store_true", help="mulai dari nol, bukan menambah isi gudang"
    )
    parser.add_argument(
        "--kemajuan", type=Path, metavar="BERKAS", help="tulis langkah terakhir ke berkas ini"
    )
    parser.add_argument(
        "--akun", default="baris perintah", metavar="NAMA", help="siapa yang memuat, untuk jejak"
    )
    parser.add_argument("--peran", default="", help="peran akun itu, untuk jejak")
    parser.add_argument("--json", action="store_true", help="hasil sebagai satu objek JSON")


def run(args: argparse.Namespace) -> int:
    """Load; 0 when every file is in, 3 when some were refused."""
    gudang = args.gudang or config.gudang_dir()
    # Being told to end is the same as Ctrl-C: clean up, and never stop between two renames.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with _progress(args.kemajuan) as progress:
            report = pipeline.build(
                args.masukan,
                gudang=gudang,
                sintetis=args.sintetis,
                baru=args.baru,
                progress=progress,
                decisions=casebook.decided_pairs(gudang),
            )
    except KeyboardInterrupt:
        sys.stderr.write("Pemuatan dihentikan; basis data lama tidak berubah.\n")
        return INTERRUPTED
    _log(gudang, report, args.akun, args.peran)
    for sentence in _remarks(report, args.sintetis):
        sys.stderr.write(f"{sentence}\n")
    sys.stdout.write(
        json.dumps(report.to_json(), ensure_ascii=False) if args.json else _text(report)
    )
    sys.stdout.write("\n")
    return PARTLY if report.ditolak else 0


def _log(gudang: Path, report: pipeline.BuildReport, akun: str, peran: str) -> None:
    """The load in the audit log: how many files and rows, whose names stay out of it."""
    casebook.record(
        gudang, akun=akun, peran=peran, kegiatan="muat",
        saringan=f"{len(report.berkas)} berkas", baris=sum(f.baris_diterima for f in report.berkas),
    )  # fmt: skip


def _progress(path: Path | None):
    return nullcontext(written_steps(path)) if path else shown_steps()


def _remarks(report: pipeline.BuildReport, synthetic: bool) -> list[str]:
    remarks = list(report.ditolak)
    if report.mulai_baru:
        remarks.append(report.mulai_baru)
    if report.digantikan:
        remarks.append(f"Digantikan berkas baru: {', '.join(report.digantikan)}.")
    if report.dilepas:
        remarks.append(f"Gelombang lama dilepas karena batas simpan: {', '.join(report.dilepas)}.")
    for file in report.berkas:
        if file.lembar_dilewati:
            remarks.append(
                printable(
                    f"Lembar {', '.join(file.lembar_dilewati)} di {file.nama} tidak dikenali dan "
                    "tidak dimuat; periksa judul kolomnya."
                )
            )
        remarks += [
            f"Koreksi {name} tidak menemukan kesalahannya di {file.nama}; bila sumbernya sudah "
            f"benar, hapus data/koreksi/{name}.toml."
            for name in file.koreksi_usang
        ]
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
    if report.tersimpan:
        lines.append("Tersimpan dari pemuatan sebelumnya:")
        lines += [
            f"  {f.nama} ({f.profil}), data {f.tanggal_data or 'tanpa tanggal'}"
            + ("" if f.nama in report.berlaku else ", untuk perbandingan")
            for f in report.tersimpan
        ]
    if report.angka_luar:
        only = "" if report.keluarga else "; tanpa berkas keluarga, hanya tabel ini yang tampil"
        lines.append(f"Tabel agregat: {report.angka_luar} angka{only}")
    lines.append(
        f"Registri: {report.keluarga} keluarga, {report.individu} orang, "
        f"{report.pasangan} pasangan antarsumber; sidik jari {report.sidik_jari}; "
        f"{report.detik} detik"
    )
    return "\n".join(lines)
