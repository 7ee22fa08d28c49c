"""The sets of criteria against the register's columns and categories, and their honesty."""

import tomllib

import duckdb
import pytest

from pedekate import config
from pedekate.indicators import catalogue, criteria_sets
from pedekate.schema.conditions import Condition
from pedekate.schema.criteria import CriteriaSet

SETS = list(criteria_sets.load().values())
CATEGORIES = tomllib.loads((config.PROFIL / "kategori.toml").read_text(encoding="utf-8"))
LIST_OF = {"ijazah_kepala": "jenjang", "kedudukan_pekerjaan_kepala": "kedudukan_pekerjaan"}


@pytest.fixture(scope="module")
def columns() -> dict[str, str]:
    con = duckdb.connect()
    con.execute((config.ROOT / "pedekate/schema/analitik.sql").read_text(encoding="utf-8"))
    view = config.ROOT / "pedekate/store/sql/agregat/79_dasar_set.sql"
    con.execute(view.read_text(encoding="utf-8"))
    found = {row[0]: row[1] for row in con.execute("describe dasar_set").fetchall()}
    con.close()
    return found


def _atoms(condition: Condition | None):
    if condition is None:
        return
    if condition.kolom is not None:
        yield condition
    for part in (*(condition.semua or ()), *(condition.salah_satu or ()), condition.tidak):
        yield from _atoms(part)


def test_the_sets_of_the_issue_are_there():
    wanted = {"bps_14", "kepmensos_146_2013", "kepmensos_262_2022", "hunian_layak", "rtlh",
              "multidimensi", "pedekate_sam"}  # fmt: skip
    assert {one.id for one in SETS} == wanted
    assert len(criteria_sets.get("bps_14").kriteria) == 14
    assert len(criteria_sets.get("kepmensos_146_2013").kriteria) == 11
    assert len(criteria_sets.get("kepmensos_262_2022").kriteria) == 9
    assert not criteria_sets.get("pedekate_sam").resmi
    assert "bukan resmi" in criteria_sets.get("pedekate_sam").nama


@pytest.mark.parametrize("one", SETS, ids=lambda one: one.id)
def test_conditions_read_columns_and_categories_that_exist(one: CriteriaSet, columns):
    for criterion in one.observed:
        for condition in (criterion.syarat, criterion.ragu, criterion.bersyarat):
            for atom in _atoms(condition):
                assert atom.kolom in columns, criterion.id
                if columns[atom.kolom] != "VARCHAR":
                    continue
                known = CATEGORIES[LIST_OF.get(atom.kolom, atom.kolom)]
                coarse = catalogue.coarse_classes().get(atom.kolom, {})
                named = {*(atom.dalam or ()), *([atom.sama] if atom.sama else [])}
                assert named <= set(known), criterion.id
                # "lainnya" alone may be coarse of its own kind; the others must be fine classes.
                assert not (named & set(coarse)) - {"lainnya"}, criterion.id


@pytest.mark.parametrize("one", SETS, ids=lambda one: one.id)
def test_a_stand_in_says_so_and_the_multidimensional_weights_are_a_third_each(one: CriteriaSet):
    for criterion in one.kriteria:
        assert criterion.catatan or not criterion.pendekatan
    if one.id == "multidimensi":
        assert one.k == pytest.approx(1 / 3)
        for dimension in one.dimensi:
            inside = sum(c.bobot for c in one.observed if c.dimensi == dimension)
            assert inside / one.total_weight == pytest.approx(1 / 3)


@pytest.mark.parametrize("one", [s for s in SETS if s.prioritas], ids=lambda one: one.id)
def test_weights_fit_the_sliders(one: CriteriaSet):
    most = criteria_sets.priority_rules().bobot_terbesar
    assert all(c.bobot in range(1, most + 1) for c in one.observed)
