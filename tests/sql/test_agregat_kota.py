"""Laws of the marts on the synthetic city: sums over areas and classes, SQL against Python."""

import numpy as np
import pandas as pd
import pytest

from pedekate.disclosure import Line, policy
from pedekate.indicators import breakdown, catalogue, groupings
from pedekate.schema.conditions import Condition
from pedekate.store import queries
from pedekate.store.connection import ANALITIK, open_reader

pytestmark = pytest.mark.city
ENTRIES = catalogue.load().indikator
COUNTS = ["pembilang", "penyebut", "tak_diketahui", "keluarga_pembilang", "keluarga_lainnya"]


@pytest.fixture(scope="module")
def reader(gudang_20k):
    with open_reader(gudang_20k / ANALITIK) as opened:
        yield opened


@pytest.fixture(scope="module")
def register(reader):
    families = reader.query("select * from keluarga")
    persons = reader.query("select * from individu").merge(
        families[["id_keluarga", "desil_nasional"]], on="id_keluarga"
    )
    return {"keluarga": families, "individu": persons}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.id)
def test_groups_add_up_to_the_city(reader, entry):
    table = queries.indikator(reader, indikator=entry.id)
    sums = table.groupby(["tingkat", "kelompok"])[COUNTS].sum()
    city = sums.loc[("kota", "semua")]
    assert city["penyebut"] > 0
    for level in breakdown.LEVELS:
        for grouping in ("semua", *groupings.load()):
            assert (sums.loc[(level, grouping)] == city).all(), (level, grouping)


def test_cells_of_two_groupings_add_up_to_either(reader):
    """For every indicator, area and pair: cells to the classes of both sides, area by area."""
    cells = reader.query("select * from agregat_indikator_silang")
    classes = reader.query("select * from agregat_indikator where tingkat <> 'kelurahan'")
    pairs = cells.groupby(["kelompok_a", "kelompok_b"]).ngroups
    assert pairs == len(groupings.load()) * (len(groupings.load()) - 1) / 2
    place = ["indikator", "tingkat", "kode"]
    known = classes.set_index([*place, "kelompok", "kelas"])[COUNTS]
    for side, other in (("a", "b"), ("b", "a")):
        keys = [*place, f"kelompok_{side}", f"kelas_{side}", f"kelompok_{other}"]
        sums = cells.groupby(keys)[COUNTS].sum().reset_index(f"kelompok_{other}", drop=True)
        expected = known.reindex(sums.index)
        assert (sums == expected).all(axis=None), side


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.id)
def test_every_row_is_counted_once(reader, register, entry):
    """Known, unknown and outside the population are all there is."""
    table = queries.indikator(reader, indikator=entry.id)
    city = table[(table["tingkat"] == "kota") & (table["kelompok"] == "semua")].iloc[0]
    counted = city["penyebut"] + city["tak_diketahui"]
    rows = len(register[entry.satuan])
    assert counted <= rows if entry.populasi else counted == rows
    assert 0 <= city["pembilang"] <= city["penyebut"]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.id)
def test_sql_equals_python(reader, register, entry):
    """An independent evaluation, value by value, of the same three-valued rule."""
    rows = register[entry.satuan]
    coarse = catalogue.coarse_classes()
    trait = np.array([_evaluate(entry.syarat, row, coarse) for row in _records(rows, entry)])
    if entry.populasi is None:
        member = np.full(len(rows), True, dtype=object)
    else:
        member = np.array([_evaluate(entry.populasi, r, coarse) for r in _records(rows, entry)])
    inside = member == True  # noqa: E712  (True, False and None live side by side here)
    yes, no = inside & (trait == True), inside & (trait == False)  # noqa: E712
    unknown = (member != False) & ~yes & ~no  # noqa: E712
    table = queries.indikator(reader, indikator=entry.id)
    city = table[(table["tingkat"] == "kota") & (table["kelompok"] == "semua")].iloc[0]
    assert city["pembilang"] == yes.sum()
    assert city["penyebut"] == (yes | no).sum()
    assert city["tak_diketahui"] == unknown.sum()
    assert city["keluarga_pembilang"] == rows.loc[yes, "id_keluarga"].nunique()


def _records(rows: pd.DataFrame, entry) -> list[dict]:
    used = rows[sorted(entry.columns())].astype(object)
    return used.where(used.notna(), None).to_dict("records")


def _evaluate(condition: Condition, row: dict, coarse) -> bool | None:
    """Kleene logic over one row; a coarse class is true or false only when all inside agree."""
    if condition.tidak is not None:
        found = _evaluate(condition.tidak, row, coarse)
        return None if found is None else not found
    if condition.semua or condition.salah_satu:
        parts = [_evaluate(p, row, coarse) for p in condition.semua or condition.salah_satu]
        decisive = condition.salah_satu is not None
        if decisive in parts:
            return decisive
        return None if None in parts else not decisive
    value = row[condition.kolom]
    if value is None:
        return None
    inside = coarse.get(condition.kolom, {}).get(value, (value,))
    answers = {_compare(condition, one) for one in inside}
    return answers.pop() if len(answers) == 1 else None


def _compare(condition: Condition, value) -> bool:
    tests = {
        "sama": lambda bound: value == bound,
        "dalam": lambda bound: value in bound,
        "kurang_dari": lambda bound: value < bound,
        "paling_banyak": lambda bound: value <= bound,
        "lebih_dari": lambda bound: value > bound,
        "paling_sedikit": lambda bound: value >= bound,
    }
    given = {name: getattr(condition, name) for name in tests}
    return all(tests[name](bound) for name, bound in given.items() if bound is not None)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.id)
def test_published_rows_give_no_small_group_away(reader, entry):
    """On the real table: small is hidden, hidden is never alone, shown is a multiple of five."""
    cells = queries.indikator(reader, indikator=entry.id)
    rule, persons = policy(), entry.satuan == "individu"
    shown = breakdown.published_areas(cells, rule, persons=persons)
    exact = cells[cells["kelompok"] == "semua"].set_index("kode")
    have = exact["keluarga_pembilang"].reindex(shown["kode"]).to_numpy()
    hidden = shown["disembunyikan"].to_numpy()
    assert hidden[(have > 0) & (have < rule.threshold)].all()
    assert (shown["pembilang"].dropna() % rule.step == 0).all()
    assert shown.loc[hidden, ["nilai", "pembilang"]].isna().all(axis=None)
    for line in breakdown.area_lines(shown):
        _check(line, hidden, have, rule.threshold)


def _check(line: Line, hidden: np.ndarray, have: np.ndarray, threshold: int) -> None:
    inside = [i for i in line.parts if hidden[i]]
    if not hidden[line.total] and inside:
        assert len(inside) >= 2 and have[inside].sum() >= threshold


def test_families_of_every_mart_are_the_register(reader, register):
    families = len(register["keluarga"])
    for table in ("agregat_registri", "agregat_tumpang"):
        assert reader.query(f"select sum(keluarga) as n from {table}")["n"][0] == families
    coverage = reader.query("select program, sum(keluarga) as n from agregat_cakupan group by 1")
    assert (coverage["n"] == families).all() and len(coverage) == 4
    received = reader.query("select program, sum(penerima) as n from agregat_cakupan group by 1")
    for program, count in received.itertuples(index=False):
        assert count == register["keluarga"][f"terima_{program}"].sum()
