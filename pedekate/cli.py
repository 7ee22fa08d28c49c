"""The command line: the same jobs without a browser. Each command is one module in `commands/`."""

import argparse
import importlib
import os
import sys

from pedekate import __version__, config, failures, help_text
from pedekate.errors import UserFacingError

INTERNAL = 1
INTERRUPTED = 130

COMMANDS = {
    "contoh": "tulis kota sintetis sebagai berkas instansi",
    "muat": "baca berkas, bangun basis data, tukar yang lama",
    "kebenaran": "sambungkan kebenaran kota sintetis ke registri",
    "siapkan": "contoh, muat, dan kebenaran bila belum ada atau sudah usang",
    "batas": "ganti batas kelurahan di peta dengan milik kota, atau kembali ke bawaan",
    "indikator": "tabel indikator per kota, kecamatan, atau kelurahan",
    "profil": "profil kelurahan sebagai PDF, satu atau semua",
    "simulasi": "simulasi sasaran sebuah program atau sebuah survei",
    "ukur": "ukuran kemiskinan dan ketimpangan dari sebuah survei",
    "mpi": "kemiskinan multidimensi Alkire–Foster dari sebuah survei",
    "padanan": "kesepakatan antarsumber dan ketepatan pemadanannya",
    "latih": "latih ulang model padanan dari berkas beberapa sumber",
    "akun": "tambah akun atau ganti sandi dan perannya",
    "tolok": "kecepatan mesin simulasi dibanding cara lain",
    "periksa": "versi, berkas, kesegaran data, dan ruang cakram",
}


class _Parser(argparse.ArgumentParser):
    """argparse writes a paragraph; the contract wants one sentence and exit code 2."""

    def error(self, message: str) -> None:
        command = self.prog.removeprefix("pedekate ")
        raise UserFacingError(
            f"Argumen '{command}' tidak dapat dipakai ({message}); "
            f"lihat: python -m pedekate {command if command != 'pedekate' else ''} --help"
        )


def main(argv: list[str] | None = None) -> int:
    """Run one command; 0 on success, 2 on unusable arguments or input, else the command's own.

    A fault of the program itself is 1 and one sentence with the place of its log.
    """
    try:
        args = _parser(sys.argv[1:] if argv is None else argv).parse_args(argv)
        code = args.run(args)
        sys.stdout.flush()
        return code
    except UserFacingError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except BrokenPipeError:
        # The reader (`| head`) has enough. Python would complain once more while it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        sys.stderr.write("Dihentikan; basis data lama tetap seperti semula.\n")
        return INTERRUPTED
    except Exception as error:
        if config.shows_tracebacks():
            raise
        sys.stderr.write(f"{failures.report(error)}\n")
        return INTERNAL


def _parser(argv: list[str]) -> argparse.ArgumentParser:
    help_text.speak_indonesian()
    parser = _Parser(prog="pedekate", description="PeDeKaTe SAM: data kemiskinan Kota Malang")
    parser.add_argument(
        "--versi", action="version", version=__version__, help="tulis versi program lalu selesai"
    )
    commands = parser.add_subparsers(dest="perintah", required=True, metavar="PERINTAH")
    wanted = next((word for word in argv if not word.startswith("-")), None)
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=summary)
        # Only the wanted command is imported: `ukur` need not pay for Streamlit or statsmodels.
        if name == wanted:
            module = importlib.import_module(f"pedekate.commands.{name}")
            module.add_arguments(command)
            command.set_defaults(run=module.run)
    return parser
