"""Rules of linkage as data: names and their sound, settings, one-to-one choice."""

from pathlib import Path

import hypothesis
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pedekate.errors import ConfigError
from pedekate.registry.linkage import ProbabilisticMatcher, names, settings
from pedekate.store.build import Workspace


@pytest.fixture(scope="module")
def ws(tmp_path_factory):
    workspace = Workspace(tmp_path_factory.mktemp("kerja"))
    yield workspace
    workspace.close()


def cleaned(ws, name: str) -> tuple[str | None, str | None]:
    rules = names.load()
    clean = names.cleaned("nama", rules)
    return ws.rows(
        f"select bersih, {names.sound('bersih', rules)} "
        f"from (select {clean} as bersih from (select cast($nama as text) as nama))",
        nama=name,
    )[0]


@pytest.mark.parametrize(
    "one, other",
    [
        ("MOCH. RIZKY", "Muhammad Rizki"),
        ("M. YUSUF", "Mohammad Jusuf"),
        ("Drs. SOEKARNO, S.Pd.I", "Sukarno"),
        ("TJAHJO DJOKO", "CAHYO JOKO"),
        ("Hj. SITI AMINAH binti AHMAD", "ST. AMINAH"),
        ("ACH. FAUZI", "AHMAD FAUSI"),
        ("ANNISA", "ANISA"),
        ("Ir. H. BUDI SANTOSO, M.M.", "BUDI SANTOSO"),
        ("NOER CHASANAH", "NUR KHASANAH"),
        ("YULIANTI alias YANTI", "JULIANTI"),
    ],
)
def test_one_name_in_two_spellings_sounds_alike(ws, one, other):
    assert cleaned(ws, one)[1] == cleaned(ws, other)[1] is not None


@pytest.mark.parametrize(
    "one, other", [("SITI", "SITA"), ("BUDI", "BUDIMAN"), ("SRI WAHYUNI", "SRI WAHYUDI")]
)
def test_other_names_stay_other_names(ws, one, other):
    assert cleaned(ws, one)[1] != cleaned(ws, other)[1]


def test_a_title_alone_is_a_name_and_nothing_is_nothing(ws):
    assert cleaned(ws, "Ny. RR")[0] == "rr"
    assert cleaned(ws, "H.")[0] == "h"
    assert cleaned(ws, "A. SANTOSO")[0] == "a santoso"
    assert cleaned(ws, " .,- ") == (None, None)


def test_birth_date_alone_or_name_alone_never_brings_a_pair_together():
    for block in settings.load().blok:
        assert set(block.syarat) not in ({"tanggal_lahir"}, {"nama_bunyi"}, {"nama_depan"})


def test_the_nik_has_no_level_for_a_part_of_it():
    nik = next(c for c in settings.load().banding if c.kolom == "nik")
    said = [level.label for level in nik.tingkat if not level.kosong]
    assert said == ["sama", "satu angka berbeda", "berbeda"]


def test_the_trained_model_fits_the_settings_and_knows_every_level():
    trained = settings.load_trained()
    for comparison in trained.model["comparisons"]:
        levels = [x for x in comparison["comparison_levels"] if not x.get("is_null_level")]
        assert sum(x["m_probability"] for x in levels) == pytest.approx(1)
        assert all(0 < x["u_probability"] < 1 for x in levels)


def test_a_threshold_in_force_must_be_one_that_is_computed(tmp_path):
    broken = tmp_path / "model.toml"
    text = Path(settings.SETTINGS).read_text(encoding="utf-8")
    broken.write_text(text.replace("terima = 0.95", "terima = 0.94"), encoding="utf-8")
    with pytest.raises(ConfigError, match="model.toml"):
        settings.load(broken)


def test_a_model_of_other_comparisons_is_refused(tmp_path):
    other = tmp_path / "model.json"
    text = Path(settings.TRAINED).read_text(encoding="utf-8")
    other.write_text(text.replace('"disingkat"', '"dipotong"'), encoding="utf-8")
    with pytest.raises(ConfigError, match="latih ulang"):
        settings.load_trained(other)


edges = st.lists(
    st.tuples(st.integers(1, 6), st.integers(11, 16), st.integers(-6, 12)),
    min_size=1, max_size=20, unique_by=lambda edge: edge[:2],
)  # fmt: skip


def chosen(ws, proposed) -> pd.DataFrame:
    columns = ["id_kiri", "id_kanan", "bobot"]
    table = pd.DataFrame(proposed, columns=columns).astype({"bobot": float})
    ws.put("usulan", table.assign(orang_kiri=table["id_kiri"], orang_kanan=table["id_kanan"]))
    ProbabilisticMatcher().choose(ws)
    return ws.frame("select * from tautan_langkah order by id_kiri")


@hypothesis.settings(deadline=None, max_examples=40)
@given(edges)
def test_no_record_is_two_people_and_no_two_records_one(ws, proposed):
    found = chosen(ws, proposed)
    assert found["id_kiri"].is_unique and found["id_kanan"].is_unique
    assert set(zip(found["id_kiri"], found["id_kanan"], strict=True)) <= {e[:2] for e in proposed}
    assert (found["peluang"] >= settings.load().lowest).all()
    # The order in which pairs are proposed decides nothing.
    pd.testing.assert_frame_equal(found, chosen(ws, proposed[::-1]))


def test_two_candidates_as_good_as_each_other_are_nobody(ws):
    """Two neighbours of one name: odds 8 : 8 : 1 leave neither above one half."""
    assert chosen(ws, [(1, 11, 3), (1, 12, 3)]).empty
    alone = chosen(ws, [(1, 11, 3)])
    assert alone["peluang"].tolist() == [pytest.approx(8 / 9, abs=1e-6)]
    assert not alone["diterima"].any()
