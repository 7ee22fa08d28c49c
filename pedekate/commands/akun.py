"""`akun`: add an account or change its password and role, in the file outside the project."""

import argparse
import csv
import getpass
import sys

from pydantic import ValidationError

from pedekate import config
from pedekate.access import accounts, roles
from pedekate.errors import InputError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("nama", metavar="NAMA", help="nama akun, huruf kecil, mis. dinsos-1")
    parser.add_argument("--peran", required=True, help="satu peran dari data/peran.toml")
    parser.add_argument("--kelurahan", default=None, metavar="KODE", help="mis. 35.73.02.1004")
    parser.add_argument("--surel", default=None, help="surel di layanan identitas (OIDC)")


def run(args: argparse.Namespace) -> int:
    """Ask for a password (or read one line of standard input) and write the account."""
    role = roles.load().role(args.peran)
    if role.satu_kelurahan and not args.kelurahan:
        raise InputError(f"Peran {role.id} terikat satu kelurahan; tambahkan --kelurahan KODE.")
    if args.kelurahan and args.kelurahan not in _kelurahan():
        raise InputError(
            f"Kode kelurahan {args.kelurahan} tidak ada di data/wilayah/kelurahan.csv; tulis "
            "seperti 35.73.02.1004."
        )
    path = config.accounts_file()
    password = _password()
    try:
        entry = accounts.Account(
            id=args.nama, peran=role.id, kode_kelurahan=args.kelurahan, surel=args.surel,
            sandi=accounts.hash_password(password) if password else None,
        )  # fmt: skip
    except ValidationError as error:
        raise InputError(
            "Nama akun memakai huruf kecil, angka, titik, atau tanda hubung, 2 sampai 40 huruf."
        ) from error
    accounts.save(path, entry)
    sys.stdout.write(f"Akun {args.nama} ({role.nama}) tersimpan di {path.name}.\n")
    return 0


def _kelurahan() -> set[str]:
    with (config.WILAYAH / "kelurahan.csv").open(encoding="utf-8", newline="") as file:
        return {row["kode_kelurahan"] for row in csv.DictReader(file)}


def _password() -> str:
    asked = "Sandi (kosong bila hanya lewat layanan identitas): "
    text = getpass.getpass(asked) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    if text and len(text) < accounts.MIN_PASSWORD:
        raise InputError(f"Sandi terlalu pendek; pakai sedikitnya {accounts.MIN_PASSWORD} huruf.")
    return text
