"""`batas`: a city's own boundaries in place of ours, checked first; or back to ours."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from pedekate import config
from pedekate.commands import output
from pedekate.errors import InputError
from pedekate.registry.boundary_areas import areas_of
from pedekate.spatial import boundary_store, own_boundaries
from pedekate.store import casebook


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "berkas", type=Path, nargs="?", metavar="BERKAS",
        help="GeoJSON, GeoPackage, shapefile, atau ZIP berisi shapefile",
    )  # fmt: skip
    parser.add_argument("--sumber", default="", metavar="TEKS", help="penerbit dan tahun batasnya")
    parser.add_argument("--lapisan", default=None, metavar="NAMA", help="lapisan GeoPackage")
    parser.add_argument("--periksa", action="store_true", help="periksa saja, tidak mengganti")
    parser.add_argument("--hapus", action="store_true", help="kembali ke batas bawaan")
    parser.add_argument("--gudang", type=Path, default=None, help="folder basis data")
    output.add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Check and put in force, check only, or remove; 0 when that was done."""
    gudang = args.gudang or config.gudang_dir()
    if args.hapus == (args.berkas is not None):
        raise InputError("Sebutkan satu berkas batas, atau --hapus untuk kembali ke batas bawaan.")
    if args.hapus:
        return _removed(gudang, as_json=args.json)
    found = own_boundaries.check(args.berkas, areas_of, layer=args.lapisan)
    facts = {
        "berkas": found.berkas, "kelurahan": len(found.table), "luas_km2": round(found.luas_km2, 3),
        "titik_asal": found.titik_asal, "titik": found.titik, "catatan": list(found.catatan),
        "berlaku": not args.periksa,
    }  # fmt: skip
    if not args.periksa:
        source = args.sumber or args.berkas.name
        made = boundary_store.install(found, gudang, sumber=source, today=config.today())
        _record(gudang, "batas diganti", found.berkas)
        facts |= {"sumber": made.sumber, "tanggal": asdict(made)["tanggal"].isoformat()}
    _write(facts, as_json=args.json)
    return 0


def _removed(gudang: Path, *, as_json: bool) -> int:
    there = boundary_store.remove(gudang)
    if there:
        _record(gudang, "batas dihapus", "")
    if as_json:
        sys.stdout.write(json.dumps({"dihapus": there}) + "\n")
    else:
        said = "Batas bawaan berlaku kembali." if there else "Batas bawaan memang yang berlaku."
        sys.stdout.write(f"{said}\n")
    return 0


def _record(gudang: Path, what: str, file: str) -> None:
    casebook.record(gudang, akun="baris perintah", peran="", kegiatan=what, saringan=file)


def _write(facts: dict, *, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(facts, ensure_ascii=False) + "\n")
        return
    state = "berlaku untuk semua peta" if facts["berlaku"] else "dapat dipakai (belum berlaku)"
    lines = [
        f"{facts['berkas']}: {facts['kelurahan']} kelurahan, {facts['luas_km2']} km², "
        f"{facts['titik']} titik; {state}.",
        *facts["catatan"],
    ]
    sys.stdout.write("\n".join(lines) + "\n")
