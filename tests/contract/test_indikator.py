"""The indicator catalogue against the register's columns and categories."""

import re
import tomllib

import duckdb
import numpy as np
import pandas as pd
import pytest

from pedekate import config
from pedekate.indicators import catalogue
from pedekate.schema.conditions import Condition
from pedekate.scoring import covariates

ENTRIES = catalogue.load().indikator
CATEGORIES = tomllib.loads((config.PROFIL / "kategori.toml").read_text(encoding="utf-8"))
# Columns whose list of categories goes by another name.
LIST_OF = {
    "ijazah": "jenjang",
    "ijazah_kepala": "jenjang",
    "jenis_kelamin_kepala": "jenis_kelamin",
    "kedudukan_pekerjaan_kepala": "kedudukan_pekerjaan",
}
TEXT_ONLY = {"keluarga", "individu"}


@pytest.fixture(scope="module")
def columns():
    con = duckdb.connect()
    con.execute((config.ROOT / "pedekate/schema/analitik.sql").read_text(encoding="utf-8"))
    tables = con.execute(
        "select table_name, column_name, data_type from information_schema.columns"
    ).fetchall()
    con.close()
    found = {unit: {c: t for n, c, t in tables if n == unit} for unit in TEXT_ONLY}
    found["individu"]["desil_nasional"] = found["keluarga"]["desil_nasional"]
    return found


def _atoms(condition: Condition | None):
    if condition is None:
        return
    if condition.kolom is not None:
        yield condition
    for part in (*(condition.semua or ()), *(condition.salah_satu or ()), condition.tidak):
        yield from _atoms(part)


def test_every_group_of_the_issue_is_there():
    topics = {i.tema for i in ENTRIES}
    wanted = {"perumahan", "air", "sanitasi", "penerangan", "bahan_bakar", "pendidikan", "kerja",
              "disabilitas", "jaminan", "susunan", "desil", "program"}  # fmt: skip
    assert wanted <= topics
    assert len(ENTRIES) >= 20
    assert topics == {t.id for t in catalogue.load().tema}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.id)
def test_reads_columns_the_register_has(entry, columns):
    assert entry.columns() <= set(columns[entry.satuan])


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.id)
def test_names_only_fine_categories_that_exist(entry, columns):
    for atom in (*_atoms(entry.populasi), *_atoms(entry.syarat)):
        if columns[entry.satuan][atom.kolom] != "VARCHAR":
            continue
        known = CATEGORIES[LIST_OF.get(atom.kolom, atom.kolom)]
        inside = catalogue.coarse_classes().get(atom.kolom, {})
        for value in atom.dalam or (atom.sama,):
            assert value in known, (entry.id, value)
            # Fine "lainnya" and coarse "lainnya" share a name in fasilitas_bab only.
            assert not known[value].get("kasar") or value not in inside, (entry.id, value)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.id)
def test_text_can_be_shown(entry):
    assert entry.nama[0].isupper() or entry.nama[0].isdigit()
    assert len(re.findall(r"\.(\s|$)", entry.definisi)) == 1, "one sentence"
    assert not re.search(r"\b(the|and|family|of)\b", f"{entry.definisi} {entry.sumber}")
    assert entry.lencana == "terdaftar"


def test_every_coarse_class_says_what_is_inside():
    coarse = {
        (column, code)
        for column, codes in CATEGORIES.items()
        for code, entry in codes.items()
        if entry.get("kasar")
    }
    listed = catalogue.coarse_classes()
    assert all(code in listed[column] for column, code in coarse), coarse
    for column, classes in listed.items():
        known = CATEGORIES[LIST_OF.get(column, column)]
        for code, inside in classes.items():
            assert known[code].get("kasar"), f"{column}.{code} tidak kasar"
            assert len(inside) > 1 and all(value in known for value in inside)


COVARIATES = [c for c in covariates.load().peubah if c.syarat and len(c.syarat.columns()) == 1]


@pytest.mark.parametrize("covariate", COVARIATES, ids=lambda c: c.id)
def test_the_score_reads_a_coarse_class_as_all_or_unknown(covariate):
    """What holds for every class inside holds; what holds for some of them is unknown."""
    (column,) = covariate.syarat.columns()
    for coarse, inside in catalogue.coarse_classes().get(column, {}).items():
        frame = pd.DataFrame({column: [coarse, *inside]})
        read, *fine = covariate.values(frame)
        expected = fine[0] if len(set(fine)) == 1 else np.nan
        assert np.array_equal([read], [expected], equal_nan=True), (coarse, read)
