"""Plain-text family cases an officer can read, one file a programme, run through the rules.

A case is a title, what is known of the family (`isian: nilai`), what follows (`maka`), and for an
eligible family the benefit of a year. What is not written is unknown, except counts, which are 0,
and yes/no marks of enrolment, which are no.
"""

import re
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from pedekate import config
from pedekate.simulation import eligibility, programs, register
from pedekate.store.connection import ANALITIK, KEBENARAN, open_reader

FOLDER = Path(__file__).parent
FIELDS = {
    "desil nasional": "desil_nasional", "anggota": "jumlah_anggota",
    "menerima bpnt": "terima_bpnt", "menerima pkh": "terima_pkh",
    "menerima bpntd": "terima_bpntd", "menerima pbi": "terima_pbi",
    "ibu hamil": "jumlah_hamil", "anak usia dini": "jumlah_usia_dini", "anak sd": "jumlah_sd",
    "anak smp": "jumlah_smp", "anak sma": "jumlah_sma", "lansia": "jumlah_lansia",
    "disabilitas berat": "jumlah_disabilitas_berat", "lansia tinggal sendiri": "lansia_tunggal",
    "rumah": "status_kepemilikan_rumah", "lantai": "jenis_lantai", "dinding": "jenis_dinding",
    "atap": "jenis_atap", "bab": "fasilitas_bab",
    "luas lantai per orang": "luas_lantai_per_orang", "hasil verifikasi": "hasil_verifikasi",
}  # fmt: skip
OUTCOMES = {
    "layak": eligibility.LAYAK,
    "tidak memenuhi syarat": "tidak_memenuhi_syarat",
    "syarat belum diketahui": "syarat_tidak_diketahui",
    "terhalang": "terhalang_pengecualian",
    "dokumen tidak sah": "dokumen_tidak_sah",
    "dicoret verifikasi": "dicoret_verifikasi",
}
NAMES = [eligibility.LAYAK, *eligibility.CAUSES]


def read(path: Path) -> list[dict]:
    """The cases of a file, in order: judul, isian (label → text), maka, manfaat."""
    _, *blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    cases = []
    for block in blocks:
        title, *lines = block.splitlines()
        said = dict(re.fullmatch(r"\s+([a-z ]+): (.+)", line).groups() for line in lines)
        cases.append(
            {
                "judul": title, "maka": said.pop("maka"),
                "manfaat": said.pop("manfaat setahun", None), "isian": said,
            }
        )  # fmt: skip
    return cases


CASES = [(path.stem, case) for path in sorted(FOLDER.glob("*.txt")) for case in read(path)]


def test_every_programme_has_its_cases_and_there_are_enough():
    assert {program for program, _ in CASES} == set(programs.names())
    assert len(CASES) >= 40
    titles = [(program, case["judul"]) for program, case in CASES]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize(
    "program, case", CASES, ids=[f"{program}: {case['judul']}" for program, case in CASES]
)
def test_case(program, case, answers):
    cause, units = answers[program, case["judul"]]
    assert NAMES[cause] == OUTCOMES[case["maka"]]
    if case["maka"] == "layak":
        rule = programs.load(program)
        yearly = units * programs.default_benefit(rule) * rule.bulan
        assert f"{yearly:,.0f}".replace(",", ".") == case["manfaat"].removeprefix("Rp ")


@pytest.fixture(scope="module")
def answers(tmp_path_factory) -> dict:
    """(programme, title) → (code of the cause, units), every case a family of one register."""
    folder = tmp_path_factory.mktemp("kasus")
    _write(folder)
    found = {}
    with open_reader(folder / ANALITIK) as reader:
        city = register.load(reader, folder)
        for program in programs.names():
            result = eligibility.candidates(reader, city, programs.load(program))
            for row, (owner, case) in enumerate(CASES):
                if owner == program:
                    found[program, case["judul"]] = result.cause[row], result.units[row]
    return found


def _write(folder: Path) -> None:
    schema = config.ROOT / "pedekate" / "schema"
    ids = [f"{number:016x}" for number in range(len(CASES))]
    with duckdb.connect(str(folder / ANALITIK)) as con:
        con.execute((schema / "analitik.sql").read_text(encoding="utf-8"))
        con.execute("insert into meta values ('sidik_jari', 'kasus'), ('sintetis', 'ya')")
        _insert(con, "wilayah", [{
            "kode_kelurahan": "35.73.01.1001", "kode_bps": "1", "nama_kelurahan": "Kasus",
            "kode_kecamatan": "35.73.01", "nama_kecamatan": "Kasus", "luas_km2": 1,
            "penduduk_2023_estimasi": 1,
        }])  # fmt: skip
        _insert(
            con, "keluarga", [_family(i, case) for i, (_, case) in zip(ids, CASES, strict=True)]
        )
        papers = [case["isian"].get("dokumen sah") != "tidak" for _, case in CASES]
        _insert(con, "sumber_keluarga", [
            {"id_sumber": f"dtsen:{i}", "sumber": "dtsen", "id_keluarga": i, "kk_sah": valid,
             "nik_kepala_sah": valid}
            for i, valid in zip(ids, papers, strict=True)
        ])  # fmt: skip
    with duckdb.connect(str(folder / KEBENARAN)) as con:
        con.execute((schema / "kebenaran.sql").read_text(encoding="utf-8"))
        _insert(con, "kebenaran", [
            {"id_benar": number, "id_keluarga": i, "kode_kelurahan": "35.73.01.1001",
             "jumlah_anggota": 1, "pengeluaran_per_kapita": 500_000 + number}
            for number, i in enumerate(ids)
        ])  # fmt: skip


def _insert(con, table: str, rows: list[dict]) -> None:
    con.register("baris", pd.DataFrame(rows))
    con.execute(f"insert into {table} by name select * from baris")
    con.unregister("baris")


def _family(identity: str, case: dict) -> dict:
    said = {FIELDS[k]: _value(v) for k, v in case["isian"].items() if k != "dokumen sah"}
    return _blank() | {"id_keluarga": identity, "kode_kelurahan": "35.73.01.1001"} | said


def _value(text: str):
    if text == "belum ada":
        return None
    if text in {"ya", "tidak"}:
        return text == "ya"
    if re.fullmatch(r"[\d.]+", text):
        return float(text)
    return text.replace(" ", "_")


@cache
def _blank() -> dict:
    """Zero or false in every column that may not be empty."""
    with duckdb.connect() as con:
        con.execute((config.ROOT / "pedekate/schema/analitik.sql").read_text(encoding="utf-8"))
        types = con.execute("describe keluarga").df()
    required = types[types["null"] == "NO"]
    pairs = zip(required["column_name"], required["column_type"], strict=True)
    return {column: False if kind == "BOOLEAN" else 0 for column, kind in pairs}
