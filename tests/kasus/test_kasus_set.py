"""Plain-text families an officer can check, one file a set of criteria, through the loaded marts.

A case is a title, what is known of the family and its members (`orang`), how many criteria it
meets of how many observed (`maka`), and what follows in each reading of the set. What is not
written is unknown.
"""

import re
from functools import cache
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest

from pedekate import config
from pedekate.indicators import catalogue, criteria, criteria_sets
from pedekate.reconciliation import rules
from pedekate.store import marts

FOLDER = Path(__file__).parent / "set"
FIELDS = {
    "anggota": "jumlah_anggota", "luas lantai per orang": "luas_lantai_per_orang",
    "lantai": "jenis_lantai", "dinding": "jenis_dinding", "atap": "jenis_atap",
    "bab": "fasilitas_bab", "kloset": "jenis_kloset", "tinja": "pembuangan_tinja",
    "penerangan": "sumber_penerangan", "daya": "daya_terpasang", "air minum": "sumber_air_minum",
    "bahan bakar": "bahan_bakar_memasak", "rumah": "status_kepemilikan_rumah",
    "pekerjaan kepala": "kedudukan_pekerjaan_kepala", "ijazah kepala": "ijazah_kepala",
    "bekerja kepala": "bekerja_kepala", "punya emas": "punya_emas", "punya mobil": "punya_mobil",
    "punya sepeda motor": "punya_sepeda_motor", "punya ternak": "punya_ternak",
    "punya lemari es": "punya_lemari_es", "punya smartphone": "punya_smartphone",
}  # fmt: skip
PERSON = {
    "umur": "umur", "bekerja": "bekerja", "sekolah": "partisipasi_sekolah", "ijazah": "ijazah",
    "disabilitas": "disabilitas_berat",
}  # fmt: skip
READINGS = (criteria.OBSERVED, criteria.SCALED, criteria.COMPLETE)
WORDS = {criteria.MET: "ya", criteria.NOT_MET: "tidak", criteria.UNKNOWN: "tidak diketahui"}


def read(path: Path) -> list[dict]:
    """The cases of a file: judul, isian [(label, text)], maka, and each reading's outcome."""
    _, *blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    cases = []
    for block in blocks:
        title, *lines = block.splitlines()
        said = [re.fullmatch(r"\s+([a-z ]+): (.+)", line).groups() for line in lines]
        outcome = {k: v for k, v in said if k in (*READINGS, "maka", "kelas")}
        isian = [(k, v) for k, v in said if k not in outcome]
        cases.append({"judul": title, "isian": isian, **outcome})
    return cases


CASES = [(path.stem, case) for path in sorted(FOLDER.glob("*.txt")) for case in read(path)]


def test_every_set_has_its_cases():
    assert {owner for owner, _ in CASES} == set(criteria_sets.load())
    titles = [(owner, case["judul"]) for owner, case in CASES]
    assert len(titles) == len(set(titles)) >= 35


@pytest.mark.parametrize(
    "owner, case", CASES, ids=[f"{owner}: {case['judul']}" for owner, case in CASES]
)
def test_case(owner, case, found):
    chosen, number = criteria_sets.get(owner), CASES.index((owner, case))
    mine = found[owner].pick((found[owner].keys["kode"] == _code(number)).to_numpy())
    assert len(mine.families) == 1 == mine.families[0]
    met, seen = int(mine.lacks.sum()), int((~mine.unknown).sum())
    assert f"{met} dari {seen}" == case["maka"]
    said = {reading: case[reading] for reading in READINGS if reading in case}
    assert set(said) == set(criteria.readings(chosen))
    for reading, expected in said.items():
        result = criteria.outcome(mine, chosen, threshold=chosen.ambang, reading=reading)
        assert WORDS[int(result[0])] == expected, reading
    if "kelas" in case:
        result = criteria.outcome(
            mine, chosen, threshold=chosen.ambang, reading=criteria.readings(chosen)[0]
        )
        named = criteria.classes(mine, result)
        assert [n for n, inside in named.items() if inside[0]] == [case["kelas"].replace(" ", "_")]


@pytest.fixture(scope="module")
def found() -> dict[str, criteria.Patterns]:
    """Set → patterns; every case is the only family of its own kelurahan."""
    con = duckdb.connect()
    con.execute((config.ROOT / "pedekate/schema/analitik.sql").read_text(encoding="utf-8"))
    families = [_family(n, case) for n, (_, case) in enumerate(CASES)]
    _insert(con, "wilayah", [_area(n) for n in range(len(CASES))])
    _insert(con, "keluarga", families)
    _insert(con, "individu", [p for n, (_, case) in enumerate(CASES) for p in _people(n, case)])
    marts.build(con, catalogue.load().indikator, rules.load(), criteria_sets.compiled())
    tables = con.execute("select * from agregat_set where kelompok = 'semua'").df()
    con.close()
    return {
        name: criteria.patterns(tables[tables["id_set"] == name], one)
        for name, one in criteria_sets.load().items()
    }


def _code(number: int) -> str:
    return f"35.73.01.{1000 + number}"


def _area(number: int) -> dict:
    return {
        "kode_kelurahan": _code(number), "kode_bps": str(number), "nama_kelurahan": "Kasus",
        "kode_kecamatan": "35.73.01", "nama_kecamatan": "Kasus", "luas_km2": 1,
        "penduduk_2023_estimasi": 1,
    }  # fmt: skip


def _family(number: int, case: dict) -> dict:
    said = {FIELDS[k]: _value(v) for k, v in case["isian"] if k != "orang"}
    base = _blank() | {"jumlah_anggota": 1}
    return base | {"id_keluarga": f"{number:016x}", "kode_kelurahan": _code(number)} | said


def _people(number: int, case: dict) -> list[dict]:
    people = [v for k, v in case["isian"] if k == "orang"]
    rows = []
    for i, text in enumerate(people):
        said = dict(part.split(" ", 1) for part in text.split(", "))
        rows.append(
            {"id_individu": f"{number:08x}{i:08x}", "id_keluarga": f"{number:016x}",
             "kode_kelurahan": _code(number)}
            | {PERSON[k]: _person_value(k, v) for k, v in said.items()}
        )  # fmt: skip
    return rows


def _person_value(label: str, text: str):
    return _value(text) if label in {"umur", "bekerja", "disabilitas"} else text.replace(" ", "_")


def _value(text: str):
    if text in {"ya", "tidak"}:
        return text == "ya"
    return float(text) if re.fullmatch(r"[\d.]+", text) else text.replace(" ", "_")


def _insert(con, table: str, rows: list[dict]) -> None:
    frame = pd.DataFrame(rows).astype(object).replace({np.nan: None})
    con.register("baris", frame)
    con.execute(f"insert into {table} by name select * from baris")
    con.unregister("baris")


@cache
def _blank() -> dict:
    """Zero or false in every column that may not be empty."""
    with duckdb.connect() as con:
        con.execute((config.ROOT / "pedekate/schema/analitik.sql").read_text(encoding="utf-8"))
        types = con.execute("describe keluarga").df()
    required = types[types["null"] == "NO"]
    pairs = zip(required["column_name"], required["column_type"], strict=True)
    return {column: False if kind == "BOOLEAN" else 0 for column, kind in pairs}
