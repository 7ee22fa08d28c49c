"""The wizard for tables of figures: suggestions, the profile that comes out, new indicators."""

import tomllib

import pytest

from pedekate.errors import InputError
from pedekate.indicators import external
from pedekate.indicators.external import Entry
from pedekate.registry import aggregates, first_rows, trial
from pedekate.registry import mapping as profiles_mapping
from pedekate.registry.aggregates import mapping
from pedekate.registry.aggregates.mapping import FigureColumn, TableLayout
from tests.aggregate_files import write

LATRINE = Entry(
    id="rumah_tanpa_jamban", nama="Rumah tanpa jamban", definisi="Menurut dinas.", satuan="persen",
    satuan_hitung="rumah", penyebut="rumah", arah="kebutuhan", sumber="Dinas Perumahan",
)  # fmt: skip
ROWS = [
    ("1", "Bareng", "20", "900", "12,5"),
    ("2", "Kasin", "-", "800", "7,25"),
    ("3", "Surabaya", "9", "900", "8"),
    ("", "Jumlah", "29", "2600", ""),
]
LABELS = ("No", "Nama Kel", "Rumah tanpa jamban", "Jumlah rumah", "Persen stunting")


@pytest.fixture(autouse=True)
def own_folders(tmp_path, monkeypatch):
    monkeypatch.setenv("PEDEKATE_PROFIL", str(tmp_path / "profil"))
    monkeypatch.setenv("PEDEKATE_INDIKATOR", str(tmp_path / "indikator"))
    known = (external.book, aggregates.load_all, profiles_mapping.load_all)
    for one in known:
        one.cache_clear()
    yield
    for one in known:
        one.cache_clear()


@pytest.fixture
def path(tmp_path):
    return write(tmp_path / "jamban_2025.csv", LABELS, ROWS, ";")


@pytest.fixture
def table(path):
    return first_rows.look(path)[0]


def _layout(**changes):
    basis = dict(
        nama="Jamban", sumber="Dinas Perumahan", lencana="terdaftar", wilayah={"kelurahan": 1},
        waktu=None, periode="2025",
        angka=(FigureColumn(kolom=2, indikator=LATRINE.id, satuan="rumah", penyebut=3),),
    )  # fmt: skip
    return TableLayout(**basis | changes)


def _book():
    return external.extended(external.book(), [LATRINE])


def test_areas_figures_totals_and_the_year_are_suggested(table):
    assert mapping.is_likely(table, 0)
    found = mapping.suggest_areas(table, 0)
    assert found == {"kelurahan": 1}
    numbers = mapping.number_columns(table, 0, found)
    assert numbers == [2, 3, 4]
    first, total, share = mapping.suggest_figures(table, 0, numbers, external.book())
    assert first == FigureColumn(kolom=2, indikator=None, satuan="rumah", penyebut=3)
    assert total.penyebut is None and total.satuan == "rumah"
    assert share.satuan == "persen"
    assert mapping.suggest_period(table, 0, "jamban_2025.csv") == "2025"


def test_the_five_names_of_kecamatan_make_a_column_of_kecamatan(tmp_path):
    names = ("Klojen", "Blimbing", "Sukun", "Lowokwaru", "Kedungkandang")
    path = write(tmp_path / "a.csv", ("Wilayah", "Tahun", "TPT"), [(n, 2024, 5.5) for n in names])
    (table,) = first_rows.look(path)
    assert mapping.suggest_areas(table, 0) == {"kecamatan": 0}
    assert mapping.suggest_time(table, 0) == 1
    (figure,) = mapping.suggest_figures(table, 0, [2], external.book())
    assert (figure.indikator, figure.satuan) == ("pengangguran_terbuka", "persen")


def test_a_list_of_persons_is_no_table_of_figures(tmp_path):
    rows = [("9973010101900001", "Bareng", 2), ("9973010101900002", "Kasin", 3)]
    (table,) = first_rows.look(write(tmp_path / "a.csv", ("NIK", "Kelurahan", "Desil"), rows))
    assert not mapping.is_likely(table, 0)


def test_a_mapped_table_is_judged_by_the_rules_of_every_table(path, table):
    """Bareng is read; Kasin has no figure, Surabaya is elsewhere; the sum below is no row."""
    profile = mapping.draft(table, 0, _layout(), _book())
    (found,) = trial.run(path, [profile], book=_book(), name=path.name, sintetis=False)
    report = found.laporan
    assert (report.baris_masuk, report.baris_diterima, report.baris_ditolak) == (3, 1, 2)
    assert report.alasan == {"tanpa_angka": 1, "di_luar_wilayah": 1}
    assert {r.aturan: r.contoh for r in found.alasan} == {
        "tanpa_angka": (2,), "di_luar_wilayah": (3,),
    }  # fmt: skip


def test_profile_and_indicator_survive_the_page(path, table, tmp_path):
    profile = mapping.draft(table, 0, _layout(), _book())
    external.save([LATRINE], tmp_path / "indikator")
    saved = profiles_mapping.save(profile, tmp_path / "profil")
    read = aggregates.AggregateProfile.model_validate(tomllib.loads(saved.read_text("utf-8")))
    assert read == profile and profile in aggregates.load_all()
    assert external.book().get(LATRINE.id) == LATRINE.indicator()
    (found,) = trial.run(
        path, aggregates.load_all(), book=external.book(), name=path.name, sintetis=False
    )
    assert found.profil == profile
    with pytest.raises(InputError, match="sudah ada"):
        external.save([LATRINE], tmp_path / "indikator")
    with pytest.raises(InputError, match="sudah ada"):
        profiles_mapping.save(profile, tmp_path / "profil")


SHARE = FigureColumn(kolom=4, indikator="stunting", satuan="persen")


@pytest.mark.parametrize(
    "changes, sentence",
    [
        ({"wilayah": {}}, "kolom wilayah"),
        ({"angka": ()}, "kolom angka"),
        ({"sumber": " "}, "penerbit"),
        ({"periode": "kemarin"}, "tahun atau tanggal"),
        ({"angka": (SHARE, FigureColumn(kolom=3, indikator="stunting", satuan="persen"))},
         "Dua kolom angka"),
        ({"angka": (FigureColumn(kolom=4, indikator="stunting", satuan="keluarga"),)},
         "pilih persen atau bagian atau balita"),
    ],
)  # fmt: skip
def test_what_is_missing_is_one_sentence(table, changes, sentence):
    with pytest.raises(InputError, match=sentence):
        mapping.draft(table, 0, _layout(**changes), _book())


def test_two_columns_two_units(path, table):
    """A share as printed and a share from counts; both in 0..1 once read."""
    layout = _layout(angka=(*_layout().angka, SHARE))
    profile = mapping.draft(table, 0, layout, _book())
    assert [m.model_dump(exclude_none=True) for m in profile.ukuran] == [
        {"indikator": LATRINE.id, "pembilang": "a_rumah_tanpa_jamban",
         "penyebut": "a_jumlah_rumah", "periode": "2025"},
        {"indikator": "stunting", "nilai": "a_persen_stunting", "satuan": "persen",
         "periode": "2025"},
    ]  # fmt: skip
    (found,) = trial.run(path, [profile], book=_book(), name=path.name, sintetis=False)
    assert (found.laporan.baris_diterima, found.laporan.baris_ditolak) == (2, 1)
