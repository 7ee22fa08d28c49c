"""`periksa`: versions, files, freshness, sizes, free disk; exit 1 when something needs care."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from pedekate import config
from pedekate.registry import health

ATTENTION = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--gudang", type=Path, default=None, help="folder basis data")
    parser.add_argument("--json", action="store_true", help="hasil sebagai satu objek JSON")


def run(args: argparse.Namespace) -> int:
    """Show the state of the gudang; 0 when all is well, 1 when something needs attention."""
    found = health.check(args.gudang or config.gudang_dir(), date.today())
    text = json.dumps(found.to_json(), ensure_ascii=False) if args.json else _text(found)
    sys.stdout.write(f"{text}\n")
    return ATTENTION if found.perhatian else 0


def _text(found: health.Health) -> str:
    lines = ["Versi: " + ", ".join(f"{name} {v}" for name, v in found.versi.items())]
    lines.append(f"Gudang: {found.gudang}")
    if found.registri.get("sintetis") == "ya":
        lines.append(config.LABEL_SINTETIS)
    if found.registri.get("mode") == "agregat":
        lines.append("Isi: tabel per wilayah saja; belum ada berkas per keluarga.")
    lines += [
        f"  {name}: " + ("tidak ada" if size is None else f"{size / 1e6:.0f} MB")
        for name, size in found.basis_data.items()
    ]
    lines.append(f"  ruang cakram bebas: {found.cakram_bebas / 1e9:.0f} GB")
    lines += [
        f"Berkas {f['nama']} ({f['profil']}): data {f['tanggal_data'] or 'tanpa tanggal'}, "
        f"{f['baris_diterima']} dari {f['baris_masuk']} baris diterima"
        + ("" if f["berlaku"] else ", disimpan untuk perbandingan")
        for f in found.berkas
    ]
    lines += [
        f"Sumber {s['sumber']}: data {s['tanggal_data'] or 'tanpa tanggal'}"
        + (f", gelombang lama {', '.join(s['gelombang_lama'])}" if s["gelombang_lama"] else "")
        + ("" if s["segar"] else " – perlu dimutakhirkan")
        for s in found.sumber
    ]
    lines += [f"Perlu perhatian: {sentence}" for sentence in found.perhatian]
    return "\n".join(lines if found.perhatian else [*lines, "Tidak ada yang perlu perhatian."])
