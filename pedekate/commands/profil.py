"""`profil`: kelurahan profiles as A4 pages, one or all of them, without a browser or network."""

import argparse
import json
import sys
from pathlib import Path

from pedekate import config
from pedekate.area_profile.gather import City, read_city
from pedekate.area_profile.profile import profile_of
from pedekate.commands.steps import shown_steps
from pedekate.disclosure import policy
from pedekate.errors import InputError
from pedekate.reports import profile_pdf
from pedekate.schema.geography import Geography
from pedekate.spatial import boundary_store
from pedekate.store.connection import ANALITIK, open_reader

TOGETHER = "profil_kelurahan.pdf"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--semua", action="store_true", help="semua kelurahan")
    which.add_argument("--kelurahan", metavar="NAMA", help="nama atau kode satu kelurahan")
    parser.add_argument("--ke", type=Path, required=True, metavar="DIR", help="folder yang ditulis")
    parser.add_argument(
        "--satu-berkas",
        action="store_true",
        help=f"semuanya dalam {TOGETHER}",
    )
    parser.add_argument("--gudang", type=Path, default=None, help="folder basis data")
    parser.add_argument("--json", action="store_true", help="tulis satu objek JSON saja")


def run(args: argparse.Namespace) -> int:
    """Write the pages; the names of the files on stdout."""
    gudang = args.gudang or config.gudang_dir()
    with open_reader(gudang / ANALITIK) as reader:
        city = read_city(reader, policy())
    geo = boundary_store.geography(gudang)
    codes = city.kelurahan() if args.semua else [code_of(city, args.kelurahan)]
    written = _write(city, geo, codes, args.ke, together=args.satu_berkas)
    if args.json:
        label = config.LABEL_SINTETIS if city.synthetic else None
        result = {
            "berkas": written, "kelurahan": len(codes), "keterangan": label,
            "sidik_jari": city.fingerprint,
        }  # fmt: skip
        sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("".join(f"{name}\n" for name in written))
    return 0


def code_of(city: City, name: str) -> str:
    """Code of a kelurahan given by name or code, however it is capitalised.

    Raises:
        InputError: no such kelurahan.
    """
    areas = city.areas.loc[city.kelurahan(), "nama"]
    wanted = name.strip().casefold()
    for code, known in areas.items():
        if wanted in (code, known.casefold()):
            return code
    raise InputError(
        f"Kelurahan '{name}' tidak ada; tulis nama atau kode dari data/wilayah/kelurahan.csv."
    )


def _write(
    city: City, geo: Geography, codes: list[str], folder: Path, *, together: bool
) -> list[str]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _pages(city, geo, codes, folder, together=together)
    except OSError as error:
        raise InputError(
            f"Folder {folder} tidak dapat ditulisi ({error.strerror}); pilih folder lain."
        ) from None


def _pages(
    city: City, geo: Geography, codes: list[str], folder: Path, *, together: bool
) -> list[str]:
    profiles, written = [], []
    with shown_steps() as step:
        for number, code in enumerate(codes):
            step(city.areas.loc[code, "nama"], number / len(codes))
            profile = profile_of(city, code)
            profiles.append(profile)
            if not together:
                name = profile_pdf.file_name(profile)
                (folder / name).write_bytes(profile_pdf.document([profile], geo))
                written.append(name)
    if together:
        (folder / TOGETHER).write_bytes(profile_pdf.document(profiles, geo))
        written.append(TOGETHER)
    return written
