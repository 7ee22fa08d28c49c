"""Plain-text family cases an officer can read, one file a programme, run through the rules.

A file opens with its question and, as `label: nilai`, how sure the programme's rules are and what
every family of the file has unless its case says otherwise (`biasanya …`). A case is a story line,
what is known of the family, the verdict (`maka`), why (`sebab`, the words of the page), and for an
eligible family the benefit of a year, computed by hand from `data/program`. What is not written is
unknown, except counts, which are 0, and yes/no marks of enrolment, which are no.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from pedekate import config
from pedekate.schema.program import Program
from pedekate.simulation import eligibility, programme_run, programs, register
from pedekate.store.connection import ANALITIK, KEBENARAN, open_reader
from pedekate.ui.simulation import text

FOLDER = Path(__file__).parent
LEAST = 40
FIELDS = {
    "desil nasional": "desil_nasional", "anggota": "jumlah_anggota", "skor": "skor",
    "menerima bpnt": "terima_bpnt", "menerima pkh": "terima_pkh",
    "menerima bpntd": "terima_bpntd", "menerima pbi": "terima_pbi",
    "ibu hamil": "jumlah_hamil", "balita": "jumlah_balita", "anak usia dini": "jumlah_usia_dini",
    "anak sd": "jumlah_sd", "anak smp": "jumlah_smp", "anak sma": "jumlah_sma",
    "lansia": "jumlah_lansia", "lansia 70": "jumlah_lansia_70", "umur kepala": "umur_kepala",
    "disabilitas berat": "jumlah_disabilitas_berat", "lansia tinggal sendiri": "lansia_tunggal",
    "rumah": "status_kepemilikan_rumah", "lantai": "jenis_lantai", "dinding": "jenis_dinding",
    "atap": "jenis_atap", "bab": "fasilitas_bab",
    "luas lantai per orang": "luas_lantai_per_orang", "hasil verifikasi": "hasil_verifikasi",
}  # fmt: skip
# What a source may say of the papers, besides the columns of the family.
PAPERS = {"nomor kk", "nik kepala", "dokumen", "dokumen di dtks", "tercatat"}
EXPECTED = {"maka", "sebab", "manfaat setahun", "didahulukan", "di daftar sekarang", "keyakinan"}
VERDICTS = {
    "tidak_di_registri": "tidak dapat dinilai", "syarat_tidak_diketahui": "tidak dapat dinilai",
    "tidak_terperingkat": "tidak dapat dinilai", eligibility.LAYAK: "layak",
}  # fmt: skip
NAMES = [eligibility.LAYAK, *eligibility.CAUSES]
USUALLY = "biasanya "


def read(path: Path) -> tuple[dict, list[dict]]:
    """What a file says of its programme, and its cases in order: judul, isian, harapan."""
    head, *blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    _, *facts = head.splitlines()
    about = _said(facts)
    usual = {k.removeprefix(USUALLY): v for k, v in about.items() if k.startswith(USUALLY)}
    cases = []
    for block in blocks:
        story, *lines = block.splitlines()
        said = _said(lines)
        expected = {name: said.pop(name) for name in EXPECTED & said.keys()}
        unregistered = said.get("tercatat") == "tidak"
        cases.append(
            {
                "judul": story, "harapan": expected,
                "isian": said if unregistered else usual | said,
            }
        )  # fmt: skip
    return about, cases


def _said(lines: list[str]) -> dict[str, str]:
    return dict(re.fullmatch(r"  ([a-z0-9 ]+): (.+)", line).groups() for line in lines)


FILES = {path.stem: read(path) for path in sorted(FOLDER.glob("*.txt"))}
CASES = [(program, case) for program, (_, cases) in FILES.items() for case in cases]


def test_every_programme_has_its_cases():
    assert set(FILES) == set(programs.names())


@pytest.mark.parametrize("program", FILES)
def test_there_are_enough_and_no_two_are_the_same(program):
    _, cases = FILES[program]
    assert len(cases) >= LEAST
    assert len({case["judul"] for case in cases}) == len(cases)
    families = [tuple(sorted(case["isian"].items())) for case in cases]
    twice = [c["judul"] for c, f in zip(cases, families, strict=True) if families.count(f) > 1]
    assert not twice, "keluarga yang sama dua kali"


@pytest.mark.parametrize("program", FILES)
def test_every_rule_is_tried_on_both_sides(program):
    """Each column the programme reads has a case that says one thing and one that does not."""
    rule, (_, cases) = programs.load(program), FILES[program]
    labels = {column: label for label, column in FIELDS.items()}
    for column in rule.columns():
        values = {case["isian"].get(labels[column]) for case in cases}
        assert len(values) > 1, f"tidak ada kasus yang membedakan '{labels[column]}'"
    tried = {case["harapan"]["maka"] for case in cases}
    assert tried == {"layak", "tidak", "tidak dapat dinilai"}


@pytest.mark.parametrize("program", FILES)
def test_the_rules_are_as_sure_as_the_file_says(program):
    rule, (about, _) = programs.load(program), FILES[program]
    assert about["keyakinan syarat"] == rule.syarat_keyakinan
    if rule.manfaat:
        assert about["keyakinan besaran"] == rule.manfaat[-1].keyakinan


@pytest.mark.parametrize("program", FILES)
def test_cases(program, answers):
    """All cases of a programme in one frame; every one that fails is named by its story."""
    failures = []
    for case in FILES[program][1]:
        found = answers[program, case["judul"]]
        wrong = {
            name: (wanted, found[name])
            for name, wanted in case["harapan"].items()
            if found[name] != wanted
        }
        if wrong:
            lines = [f"{n}: seharusnya {w}, menurut program {f}" for n, (w, f) in wrong.items()]
            failures.append("\n  ".join([case["judul"], *lines]))
    assert not failures, f"{program}: {len(failures)} kasus\n" + "\n".join(failures)


@pytest.fixture(scope="module")
def answers(tmp_path_factory) -> dict:
    """(programme, story) → what the program says, every case a family of one register."""
    folder = tmp_path_factory.mktemp("kasus")
    _write(folder)
    found = {}
    with open_reader(folder / ANALITIK) as reader:
        city = register.load(reader, folder)
        for program in FILES:
            rule = programs.load(program)
            candidates = eligibility.candidates(reader, city, rule)
            prepared = programme_run.prepare_programme(rule, city, candidates)
            ranked = set(programme_run.queue(prepared, rule.peringkat).order.tolist())
            for row, (owner, case) in enumerate(CASES):
                if owner == program:
                    found[program, case["judul"]] = _answer(rule, candidates, row, row in ranked)
    return found


def _answer(rule: Program, candidates: eligibility.Candidates, row: int, ranked: bool) -> dict:
    cause = NAMES[candidates.cause[row]]
    if cause == eligibility.LAYAK and not ranked:
        cause = "tidak_terperingkat"
    eligible = cause == eligibility.LAYAK
    yearly = candidates.units[row] * programs.default_benefit(rule) * rule.bulan
    return {
        "maka": VERDICTS.get(cause, "tidak"),
        "sebab": None if eligible else text.because(cause, rule, rule.peringkat),
        "manfaat setahun": f"Rp {yearly:,.0f}".replace(",", ".") if eligible else None,
        "didahulukan": "ya" if candidates.category[row] else "tidak",
        "di daftar sekarang": "ya" if candidates.listed[row] else "tidak",
        "keyakinan": rule.pengecualian[0].keyakinan
        if cause == "terhalang_pengecualian"
        else rule.syarat_keyakinan,
    }


def test_a_condition_nobody_can_answer_never_serves(answers):
    """Unknown is not yes: no family that cannot be judged is paid."""
    unknown = [answer for answer in answers.values() if answer["maka"] == "tidak dapat dinilai"]
    assert unknown and not any(answer["manfaat setahun"] for answer in unknown)


def _write(folder: Path) -> None:
    schema = config.ROOT / "pedekate" / "schema"
    ids = [f"{number:016x}" for number in range(len(CASES))]
    said = [case["isian"] for _, case in CASES]
    known = [(i, one) for i, one in zip(ids, said, strict=True) if one.get("tercatat") != "tidak"]
    with duckdb.connect(str(folder / ANALITIK)) as con:
        con.execute((schema / "analitik.sql").read_text(encoding="utf-8"))
        con.execute("insert into meta values ('sidik_jari', 'kasus'), ('sintetis', 'ya')")
        _insert(con, "wilayah", [{
            "kode_kelurahan": "35.73.01.1001", "kode_bps": "1", "nama_kelurahan": "Kasus",
            "kode_kecamatan": "35.73.01", "nama_kecamatan": "Kasus", "luas_km2": 1,
            "penduduk_2023_estimasi": 1,
        }])  # fmt: skip
        _insert(con, "keluarga", [_family(i, one) for i, one in known])
        _insert(con, "sumber_keluarga", [row for i, one in known for row in _papers(i, one)])
    with duckdb.connect(str(folder / KEBENARAN)) as con:
        con.execute((schema / "kebenaran.sql").read_text(encoding="utf-8"))
        recorded = dict(known)
        _insert(con, "kebenaran", [
            {"id_benar": number, "id_keluarga": i if i in recorded else None,
             "kode_kelurahan": "35.73.01.1001", "jumlah_anggota": 1,
             "pengeluaran_per_kapita": 500_000 + number}
            for number, i in enumerate(ids)
        ])  # fmt: skip


def _insert(con, table: str, rows: list[dict]) -> None:
    con.register("baris", pd.DataFrame(rows))
    con.execute(f"insert into {table} by name select * from baris")
    con.unregister("baris")


def _family(identity: str, said: dict) -> dict:
    known = {FIELDS[k]: _value(v) for k, v in said.items() if k not in PAPERS}
    place = {"id_keluarga": identity, "kode_kelurahan": "35.73.01.1001", "skor": 14.0}
    return _blank() | place | known


def _papers(identity: str, said: dict) -> list[dict]:
    """What each source says of KK and NIK: valid in DTSEN unless the case says otherwise."""

    def source(name: str, kk: bool, nik: bool) -> dict:
        return {"id_sumber": f"{name}:{identity}", "sumber": name, "id_keluarga": identity,
                "kk_sah": kk, "nik_kepala_sah": nik}  # fmt: skip

    if said.get("dokumen") == "belum ada":
        return []
    rows = [source("dtsen", "nomor kk" not in said, "nik kepala" not in said)]
    if other := said.get("dokumen di dtks"):
        rows.append(source("dtks", other == "sah", other in {"sah", "nik saja"}))
    return rows


def _value(words: str):
    if words == "belum ada":
        return None
    if words in {"ya", "tidak"}:
        return words == "ya"
    if re.fullmatch(r"\d+(,\d+)?", words):
        return float(words.replace(",", "."))
    return words.replace(" ", "_")


def test_the_words_of_the_cases_are_those_of_the_register():
    """A category misspelt would read as 'no': every word is a class of its column."""
    known = _categories()
    for program, (_, cases) in FILES.items():
        for case in cases:
            for label, words in case["isian"].items():
                value = _value(words)
                if label not in PAPERS and isinstance(value, str):
                    assert value in known[FIELDS[label]], f"{program}: {case['judul']}: {words}"


@cache
def _categories() -> dict[str, set[str]]:
    table = config.DATA / "profil" / "kategori.toml"
    return {k: set(v) for k, v in tomllib.loads(table.read_text(encoding="utf-8")).items()}


@cache
def _blank() -> dict:
    """Zero or false in every column that may not be empty."""
    with duckdb.connect() as con:
        con.execute((config.ROOT / "pedekate/schema/analitik.sql").read_text(encoding="utf-8"))
        types = con.execute("describe keluarga").df()
    required = types[types["null"] == "NO"]
    pairs = zip(required["column_name"], required["column_type"], strict=True)
    return {column: False if kind == "BOOLEAN" else 0 for column, kind in pairs}
