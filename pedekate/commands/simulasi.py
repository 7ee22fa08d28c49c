"""`simulasi`: who a budget reaches, in a programme, a saved scenario, or a survey file."""

import argparse
import hashlib
import sys
from pathlib import Path

import numpy as np

from pedekate import config
from pedekate.commands import output
from pedekate.errors import InputError
from pedekate.indicators import survey as survey_file
from pedekate.schema.program import Program
from pedekate.simulation import (
    eligibility,
    programme_run,
    programs,
    provenance,
    register,
    rules,
    saved,
)
from pedekate.simulation import survey as survey_simulation
from pedekate.simulation.allocation import POOR_FAMILIES
from pedekate.simulation.programme_run import Prepared
from pedekate.simulation.run import Result, simulate
from pedekate.simulation.saved import SavedScenario
from pedekate.simulation.scenario import PERINGKAT, Scenario
from pedekate.store.connection import ANALITIK, open_reader

# What a scenario says itself, and what stands where nobody said it; beside --skenario an option
# would contradict it.
_SAID = {"peringkat": None, "anggaran": None, "manfaat": None, "bulan": None, "garis": None,
         "biaya_admin": None, "biaya_tetap": 0.0}  # fmt: skip
_AUTHOR = "baris perintah"
_CHANGED = {
    "data": "data (sidik jari {before}, sekarang {now})",
    "parameter": "parameter atau aturan program (sidik jari {before}, sekarang {now})",
    "kode": "versi program {before}, sekarang {now}",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--program", metavar="ID", help="program di data/program")
    source.add_argument("--survei", type=Path, metavar="BERKAS", help="berkas CSV survei")
    source.add_argument(
        "--skenario", type=Path, metavar="BERKAS", help="jalankan lagi skenario tersimpan"
    )
    parser.add_argument("--simpan", type=Path, metavar="BERKAS", help="tulis berkas skenario")
    parser.add_argument("--nama", help="nama skenario (dengan --simpan)")
    parser.add_argument("--catatan", default="", help="catatan skenario (dengan --simpan)")
    parser.add_argument("--gudang", type=Path, help="folder basis data (tanpa --survei)")
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
    parser.add_argument("--biaya-admin", type=float, help="bagian dari manfaat")
    parser.add_argument("--biaya-tetap", type=float, default=0.0, metavar="RP")
    output.add_json(parser)


def run(args: argparse.Namespace) -> int:
    if args.survei is not None and args.simpan is not None:
        raise InputError("--simpan hanya untuk program di registri, tidak bersama --survei.")
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
        biaya_admin=args.biaya_admin or 0.0,
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
        queue, scenario, data=f"{data} {columns} {args.manfaat_per}", code=provenance.code_mark()
    )
    return contract_values(result)


def _on_register(args: argparse.Namespace) -> dict:
    kept = None if args.skenario is None else _kept(args)
    aturan = kept.skenario.aturan if kept else ""
    official = programs.load(kept.skenario.program if kept else args.program)
    prepared = _prepared(args, rules.applied(official, aturan), aturan)
    chosen = programme_run.again(prepared, kept.skenario if kept else _asked(args, prepared))
    queue = programme_run.queue(prepared, chosen.peringkat)
    result = programme_run.run(prepared, queue, chosen, code=provenance.code_mark())
    if kept is not None:
        _say_what_changed(kept, saved.marks(prepared, result))
    if args.simpan is not None:
        _save(args, kept, prepared, result)
    return {
        **contract_values(result),
        "program": chosen.program,
        "peringkat": chosen.peringkat,
        "dasar": result.basis,
        "garis": chosen.garis_rp,
        "anggaran": chosen.anggaran_rp,
        "manfaat_per_bulan": chosen.manfaat_rp,
        "bulan": chosen.bulan,
        "keluarga_miskin": float(result.everybody.totals[POOR_FAMILIES]),
        "keluarga_miskin_terjangkau": float(result.served.totals[POOR_FAMILIES]),
        "sebab_tertinggal": programme_run.causes(prepared, queue, result),
        "syarat_tidak_diketahui": prepared.candidates.unknown,
        "keluarga_registri_tanpa_keluarga_nyata": prepared.register.without_family,
        "penerima_per_desil": [float(value) for value in result.served.deciles],
    }


def _prepared(args: argparse.Namespace, program: Program, aturan: str) -> Prepared:
    folder = args.gudang or config.gudang_dir()
    with open_reader(folder / ANALITIK) as reader:
        city = register.load(reader, folder)
        found = eligibility.candidates(reader, city, program)
    return programme_run.prepare_programme(program, city, found, aturan=aturan)


def _asked(args: argparse.Namespace, prepared: Prepared) -> Scenario:
    """The scenario the options describe."""
    return programme_run.scenario(
        prepared,
        peringkat=args.peringkat or prepared.program.peringkat,
        anggaran_rp=_budget(args, prepared),
        manfaat_rp=args.manfaat,
        bulan=args.bulan,
        biaya_admin=args.biaya_admin,
        biaya_tetap_rp=args.biaya_tetap,
    )


def _budget(args: argparse.Namespace, prepared: Prepared) -> float:
    if args.anggaran is not None:
        return args.anggaran
    known = programme_run.present_budget(prepared)
    if known is None:
        raise InputError(
            f"Pagu program '{args.program}' tidak diketahui; berikan dengan --anggaran RP."
        )
    return known[0]


def _kept(args: argparse.Namespace) -> SavedScenario:
    """The scenario of the file; it answers every question itself."""
    if said := [name for name, unsaid in _SAID.items() if getattr(args, name) != unsaid]:
        options = ", ".join(f"--{name.replace('_', '-')}" for name in said)
        raise InputError(f"{options} tidak dipakai bersama --skenario; berkasnya sudah memuatnya.")
    try:
        text = args.skenario.read_bytes()
    except OSError:
        raise InputError(
            f"Berkas skenario {args.skenario} tidak ada atau tidak dapat dibaca."
        ) from None
    return saved.from_text(text, args.skenario.name)


def _say_what_changed(kept: SavedScenario, now: saved.Marks) -> None:
    """One line on standard error per thing that is no longer as it was when it was saved."""
    before = kept.sidik_jari
    if saved.altered(kept):
        sys.stderr.write("Isi skenario diubah sesudah disimpan; yang dijalankan isi sekarang.\n")
    for part in saved.differences(before, now):
        what = _CHANGED[part].format(before=getattr(before, part), now=getattr(now, part))
        sys.stderr.write(f"Berubah sejak disimpan: {what}; angka ini dihitung sekarang.\n")


def _save(
    args: argparse.Namespace, kept: SavedScenario | None, prepared: Prepared, result: Result
) -> None:
    """Write the scenario with the marks of this run; a rerun keeps its name and note."""
    name = args.nama or (kept.nama if kept else args.simpan.stem)
    one = SavedScenario(
        nama=saved.clean_name(name),
        skenario=result.scenario,
        sidik_jari=saved.marks(prepared, result),
        disimpan=config.now().replace(microsecond=0),
        oleh=_AUTHOR,
        catatan=saved.clean_note(args.catatan or (kept.catatan if kept else "")),
    )
    try:
        with args.simpan.open("x", encoding="utf-8", newline="\n") as file:
            file.write(saved.to_text(one))
    except FileExistsError:
        raise InputError(f"Berkas {args.simpan} sudah ada; pilih nama lain.") from None
    except OSError:
        raise InputError(f"Berkas {args.simpan} tidak dapat ditulis; periksa foldernya.") from None
    sys.stderr.write(f"Skenario '{one.nama}' ditulis ke {args.simpan}.\n")


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
