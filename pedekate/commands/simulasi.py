"""`simulasi`: who a budget reaches, in a programme on the register or in a survey file."""

import argparse
import hashlib
from pathlib import Path

import numpy as np

from pedekate import __version__, config
from pedekate.commands import output
from pedekate.errors import InputError
from pedekate.indicators import survey as survey_file
from pedekate.simulation import eligibility, programme_run, programs, register
from pedekate.simulation import survey as survey_simulation
from pedekate.simulation.allocation import POOR_FAMILIES
from pedekate.simulation.run import Result, simulate
from pedekate.simulation.scenario import PERINGKAT, Scenario
from pedekate.store.connection import ANALITIK, open_reader


def add_arguments(parser: argparse.ArgumentParser) -> None:
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--program", metavar="ID", help="program di data/program")
    source.add_argument("--survei", type=Path, metavar="BERKAS", help="berkas CSV survei")
    parser.add_argument("--gudang", type=Path, help="folder basis data (dengan --program)")
    parser.add_argument("--peringkat", choices=list(PERINGKAT), help="urutan penerima")
    parser.add_argument("--anggaran", type=float, metavar="RP", help="pagu dalam rupiah")
    parser.add_argument("--manfaat", type=float, metavar="RP", help="manfaat per satuan")
    parser.add_argument("--bulan", type=int, help="bulan dibayar setahun (dengan --program)")
    parser.add_argument("--manfaat-per", choices=["keluarga", "individu"], default="keluarga")
    parser.add_argument("--garis", type=float, metavar="RP", help="garis kemiskinan per orang")
    parser.add_argument("--kolom-konsumsi", help="pengeluaran per orang (dengan --survei)")
    parser.add_argument("--kolom-ukuran", help="jumlah anggota (dengan --survei)")
    parser.add_argument("--kolom-bobot", help="bobot keluarga (dengan --survei)")
    parser.add_argument("--kolom-skor", help="skor, rendah = miskin (dengan --survei)")
    parser.add_argument("--biaya-admin", type=float, default=0.0, help="bagian dari manfaat")
    parser.add_argument("--biaya-tetap", type=float, default=0.0, metavar="RP")
    output.add_json(parser)


def run(args: argparse.Namespace) -> int:
    values = _on_survey(args) if args.survei is not None else _on_register(args)
    output.write({name: _whole(value) for name, value in values.items()}, as_json=args.json)
    return 0


def _on_survey(args: argparse.Namespace) -> dict:
    _require(args, "peringkat", "anggaran", "garis", "kolom_konsumsi", "kolom_ukuran")
    if args.peringkat not in survey_simulation.RANKINGS:
        raise InputError(
            f"Peringkat '{args.peringkat}' tidak berlaku untuk survei; pilih: "
            f"{', '.join(survey_simulation.RANKINGS)}."
        )
    # A universal benefit follows from the budget; every other ranking needs its amount.
    _require(args, *(["manfaat"] if args.peringkat != "universal" else []))
    _require(args, *(["kolom_skor"] if args.peringkat == "skor" else []))
    scenario = Scenario(
        program="survei",
        peringkat=args.peringkat,
        anggaran_rp=args.anggaran,
        manfaat_rp=args.manfaat or 0.0,
        garis_rp=args.garis,
        biaya_admin=args.biaya_admin,
        biaya_tetap_rp=args.biaya_tetap,
    )
    rows = survey_file.load(
        args.survei,
        consumption=args.kolom_konsumsi,
        size=args.kolom_ukuran,
        weight=args.kolom_bobot,
        extra=(args.kolom_skor,) if args.peringkat == "skor" else (),
    )
    score = rows.extra.get(args.kolom_skor)
    unranked = 0 if score is None else int(np.isnan(score).sum())
    output.note_dropped(rows.dropped)
    output.note({"skor kosong, tidak pernah terpilih": unranked})
    queue = survey_simulation.queue(
        rows,
        line=args.garis,
        peringkat=args.peringkat,
        per_person=args.manfaat_per == "individu",
        score=score,
    )
    data = hashlib.sha256(args.survei.read_bytes()).hexdigest()
    columns = (args.kolom_konsumsi, args.kolom_ukuran, args.kolom_bobot, args.kolom_skor)
    result = simulate(
        queue, scenario, data=f"{data} {columns} {args.manfaat_per}", code=__version__
    )
    return contract_values(result)


def _on_register(args: argparse.Namespace) -> dict:
    folder = args.gudang or config.gudang_dir()
    program = programs.load(args.program)
    with open_reader(folder / ANALITIK) as reader:
        city = register.load(reader, folder)
        rules = eligibility.candidates(reader, city, program)
    prepared = programme_run.prepare_programme(program, city, rules)
    peringkat = args.peringkat or program.peringkat
    if peringkat not in programme_run.rankings(prepared):
        raise InputError(
            f"Peringkat '{peringkat}' tidak berlaku untuk program '{program.id}' pada basis data "
            f"ini; pilih: {', '.join(programme_run.rankings(prepared))}."
        )
    chosen = programme_run.scenario(
        prepared,
        peringkat=peringkat,
        anggaran_rp=_budget(args, prepared),
        manfaat_rp=args.manfaat,
        bulan=args.bulan,
        biaya_admin=args.biaya_admin,
        biaya_tetap_rp=args.biaya_tetap,
    )
    queue = programme_run.queue(prepared, peringkat)
    result = programme_run.run(prepared, queue, chosen, code=__version__)
    return {
        **contract_values(result),
        "program": program.id,
        "peringkat": peringkat,
        "dasar": result.basis,
        "garis": chosen.garis_rp,
        "anggaran": chosen.anggaran_rp,
        "manfaat_per_bulan": chosen.manfaat_rp,
        "bulan": chosen.bulan,
        "keluarga_miskin": float(result.everybody.totals[POOR_FAMILIES]),
        "keluarga_miskin_terjangkau": float(result.served.totals[POOR_FAMILIES]),
        "sebab_tertinggal": programme_run.causes(prepared, queue, result),
        "syarat_tidak_diketahui": rules.unknown,
        "keluarga_registri_tanpa_keluarga_nyata": city.without_family,
        "penerima_per_desil": [float(value) for value in result.served.deciles],
    }


def _budget(args: argparse.Namespace, prepared: programme_run.Prepared) -> float:
    if args.anggaran is not None:
        return args.anggaran
    known = programme_run.present_budget(prepared)
    if known is None:
        raise InputError(
            f"Pagu program '{args.program}' tidak diketahui; berikan dengan --anggaran RP."
        )
    return known[0]


def contract_values(result: Result) -> dict:
    """The keys of the command-line contract."""
    return {**result.values, "sidik_jari": result.fingerprint}


def _require(args: argparse.Namespace, *names: str) -> None:
    missing = [f"--{name.replace('_', '-')}" for name in names if getattr(args, name) is None]
    if missing:
        raise InputError(f"Argumen yang belum diberikan: {', '.join(missing)}.")


def _whole(value):
    """Money and counts without a fraction are written as whole numbers."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
