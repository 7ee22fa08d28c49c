"""`padanan`: agreement between the sources, and the linkage against a synthetic city's truth."""

import argparse
import json
import sys
from pathlib import Path

import pandas as pd

from pedekate import config
from pedekate.commands.output import plain
from pedekate.registry.linkage import evaluation
from pedekate.registry.linkage.evaluation import Evaluation, Score
from pedekate.store import queries
from pedekate.store.connection import ANALITIK, open_reader

CITY = "35.73"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--gudang", type=Path, default=None, help="folder basis data")
    parser.add_argument(
        "--kebenaran", type=Path, default=None, metavar="DIR", help="folder kebenaran kota contoh"
    )
    parser.add_argument("--json", action="store_true", help="hasil sebagai satu objek JSON")


def run(args: argparse.Namespace) -> int:
    """Show who agrees with whom; with the truth, how often the links are right."""
    gudang = args.gudang or config.gudang_dir()
    with open_reader(gudang / ANALITIK) as reader:
        links = queries.padanan(reader, kode=CITY)
        facts = queries.keterangan(reader)
    scores = evaluation.evaluate(args.kebenaran, gudang) if args.kebenaran else None
    if args.json:
        result = to_json(links, facts, scores)
        sys.stdout.write(json.dumps(plain(result), ensure_ascii=False) + "\n")
        return 0
    lines = [config.LABEL_SINTETIS] if facts.get("sintetis") == "ya" else []
    lines += _agreement_lines(links)
    lines += _score_lines(scores) if scores else []
    lines.append(
        f"Model {facts['model_padanan']}, dilatih {facts['model_padanan_dilatih']} dari "
        f"{facts['model_padanan_data']}; pasangan diterima mulai peluang "
        f"{facts['model_padanan_ambang']}."
    )
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def to_json(links: pd.DataFrame, facts: dict[str, str], scores: Evaluation | None) -> dict:
    """The contract's object: `kesepakatan` and `model`; with truth `pasangan`, `klaster`, `ambang`.

    Args:
        links: satuan, sumber_a, sumber_b, dasar, jumlah (families or persons).
    """
    found: dict = {"kesepakatan": [], "model": facts["model_padanan"]}
    for (unit, a, b), rows in links.groupby(["satuan", "sumber_a", "sumber_b"], sort=False):
        by_basis = dict(zip(rows["dasar"], map(int, rows["jumlah"]), strict=True))
        found["kesepakatan"].append(
            {"sumber": [a, b], "satuan": unit, "jumlah": sum(by_basis.values()), "dasar": by_basis}
        )
    if scores:
        found["pasangan"] = [
            {"sumber": list(pair), **score.to_json(), "jumlah_benar": score.jumlah_benar}
            for pair, score in scores.pasangan.items()
        ]
        found["klaster"] = scores.klaster.to_json()
        found["ambang"] = [
            {"ambang": threshold, **score.to_json()} for threshold, score in scores.ambang.items()
        ]
    return found


def _agreement_lines(links: pd.DataFrame) -> list[str]:
    lines = []
    for (unit, a, b), rows in links.groupby(["satuan", "sumber_a", "sumber_b"], sort=False):
        basis = ", ".join(f"{r.dasar} {r.jumlah}" for r in rows.itertuples())
        lines.append(f"{a} dan {b}: {rows['jumlah'].sum()} {unit} yang sama ({basis})")
    return lines


def _score_lines(scores: Evaluation) -> list[str]:
    lines = [f"{a} dan {b}: {_words(score)}" for (a, b), score in scores.pasangan.items()]
    return [*lines, f"Semua sumber bersama: {_words(scores.klaster)}"]


def _words(score: Score) -> str:
    return (
        f"presisi {score.presisi:.4f}, sapuan {score.sapuan:.4f}, F1 {score.f1:.4f} "
        f"dari {score.jumlah_benar} orang yang benar ada di keduanya"
    )
