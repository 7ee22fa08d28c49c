"""Profiles of all kelurahan: additive, protected, whole; the same words on paper; the book."""

import datetime as dt
import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from pedekate import cli
from pedekate.area_profile import book, gather, text
from pedekate.area_profile.profile import all_profiles, profile_of
from pedekate.disclosure import policy
from pedekate.errors import ConfigError, StoreError
from pedekate.format import JOINER
from pedekate.indicators.needs import ABOVE
from pedekate.reports import profile_pdf
from pedekate.reports.paper import SANS, Paper
from pedekate.spatial.boundaries import load_geography
from pedekate.store.connection import ANALITIK, open_reader

pytestmark = pytest.mark.city

IDENTITY_NUMBER = re.compile(r"\d{16}")
RAMPALCELAKET = "35.73.02.1002"  # the smallest of Klojen in the sample city


@pytest.fixture(scope="module")
def city(gudang_20k):
    with open_reader(gudang_20k / ANALITIK) as reader:
        return gather.read_city(reader, policy())


@pytest.fixture(scope="module")
def profiles(city):
    return all_profiles(city)


@pytest.fixture(scope="module")
def geo():
    return load_geography()


def test_every_kelurahan_has_a_whole_profile(profiles):
    assert len(profiles) == 57
    for profile in profiles:
        assert text.headline(profile).startswith(profile.nama)
        assert len(profile.programs) == 4
        assert 0 < len(profile.actions) <= book.load().aturan.banyak
        groups = [n.kelompok for n in book.load().kebutuhan]
        assert len({a.indikator for a in profile.actions}) == len(profile.actions) <= len(groups)
        above = profile.gaps[profile.gaps["keadaan"] == ABOVE]
        assert (above["nilai"] > above["kota"]).all()
        assert above["selisih"].is_monotonic_decreasing


def test_kelurahan_add_up_to_their_kecamatan(city):
    seen = 0
    for table in (city.deciles, *city.sources.values()):
        whole = table[(table["kelas"] == "semua")]
        for code in whole.loc[whole["tingkat"] == "kecamatan", "kode"]:
            inside = whole[(whole["tingkat"] == "kelurahan") & whole["kode"].str.startswith(code)]
            for count in ("keluarga", "individu"):
                total = whole.loc[whole["kode"] == code, count].iloc[0]
                if inside[count].notna().all() and not pd.isna(total):
                    assert inside[count].sum() == total
                    seen += 1
    assert seen > 10


def test_deciles_add_up_to_all_families_where_none_is_hidden(profiles):
    seen = 0
    for profile in profiles:
        if profile.deciles["keluarga"].notna().all():
            assert profile.deciles["keluarga"].sum() == profile.families["keluarga"]
            seen += 1
        for row in profile.deciles.to_dict("records"):
            if len(row["rincian"]) > 1 and not pd.isna(row["keluarga"]):
                parts = sum(row["rincian"].values())
                assert abs(parts - row["keluarga"]) <= 5 * len(row["rincian"])
    assert seen


def test_nothing_small_is_shown(city, gudang_20k):
    exact = _exact(gudang_20k)
    shown = city.deciles[(city.deciles["tingkat"] == "kelurahan")].set_index(["kode", "kelas"])
    groups = {d: name for name, ds in gather.DECILE_GROUPS.items() for d in ds}
    exact = exact.assign(kelas=exact["desil"].map(groups).fillna("tanpa_desil"))
    counts = exact.groupby(["kode_kelurahan", "kelas"])["keluarga"].sum()
    small = counts[(counts > 0) & (counts < policy().threshold)]
    assert len(small) > 20
    for key in small.index:
        assert pd.isna(shown.loc[key, "keluarga"]) and pd.isna(shown.loc[key, "individu"])


def _exact(gudang):
    from pedekate.store import queries

    with open_reader(gudang / ANALITIK) as reader:
        table = queries.registri_kelurahan(reader)
    return table.assign(desil=["" if pd.isna(d) else str(int(d)) for d in table["desil"]])


def test_a_group_gives_all_its_single_deciles_or_none(profiles):
    for profile in profiles:
        for row in profile.deciles.to_dict("records"):
            members = gather.DECILE_GROUPS.get(row["kelas"], ())
            assert len(row["rincian"]) in (0, len(members))


def test_the_same_city_gives_the_same_words_as_other_pages(city, profiles, gudang_20k):
    """Kelurahan shares are those of Peta and Indikator, hidden where they are hidden there."""
    from pedekate.indicators import breakdown
    from pedekate.store import queries

    with open_reader(gudang_20k / ANALITIK) as reader:
        cells = queries.indikator_wilayah(reader)
    rows = breakdown.published_areas(
        cells[cells["indikator"] == "daya_450"], policy(), persons=False
    ).set_index("kode")
    for profile in profiles:
        here = profile.gaps.loc["daya_450"]
        assert pd.isna(here["nilai"]) == pd.isna(rows.loc[profile.kode, "nilai"])
        assert pd.isna(here["nilai"]) or here["nilai"] == rows.loc[profile.kode, "nilai"]


def test_an_unknown_kelurahan_is_refused(city):
    with pytest.raises(ConfigError, match=r"35\.73\.99\.0000"):
        profile_of(city, "35.73.99.0000")


def test_a_hidden_share_does_not_say_which_side_is_small(city):
    profile = profile_of(city, RAMPALCELAKET)
    assert pd.isna(profile.without_aid["nilai"])
    assert "<" not in text.aid_sentence(profile)


@pytest.mark.parametrize(
    "highest, end", [(0.0, 0.1), (0.04, 0.1), (0.3, 0.3), (0.31, 0.4), (0.7, 0.7), (1.0, 1.0)]
)
def test_the_common_scale_ends_at_the_next_ten_percent(highest, end):
    rows = pd.DataFrame({"nilai": [highest], "kecamatan": [None], "kota": [0.0]}, dtype=float)
    assert profile_pdf.scale_end(rows) == end


def test_hidden_counts_and_gaps_in_words():
    assert text.count(None, "disembunyikan (<10)") == "<10"
    assert text.count(pd.NA, "disembunyikan (pelindung)") == "–"
    assert (text.rate(0.0342), text.rate(0.0996), text.rate(0), text.rate(None)) == (
        "3,4", "10", "0", "–",
    )  # fmt: skip
    assert (text.points(0.056), text.points(-0.02), text.points(0.0)) == ("+5,6", "−2,0", "0,0")
    assert text.lower_first("PBI desil") == "PBI desil"


class TestPaper:
    def test_every_first_step_fits_its_line(self):
        paper = Paper("uji", dt.date(2026, 10, 31))
        paper.add_page()
        paper.style(SANS, profile_pdf.ACTION_SIZE)
        for need in book.load().kebutuhan:
            assert paper.get_string_width(need.tindakan) <= profile_pdf.ACTION_WIDTH, need.tindakan
        assert paper.output()  # also closes the type files

    def test_every_page_is_whole_marked_and_holds_no_identity_number(self, profiles, geo, tmp_path):
        pages = read(profile_pdf.document(profiles, geo), tmp_path)
        assert len(pages) == 57
        for page, profile in zip(pages, profiles, strict=True):
            assert "DATA SINTETIS – bukan warga nyata" in page
            assert f"Kelurahan {profile.nama}, Kecamatan {profile.kecamatan}" in page
            assert profile.fingerprint[:12] in page and "DTSEN 31 Oktober 2026" in page
            assert text.actions_title(profile).replace(JOINER, "") in page
            for action in profile.actions:
                assert action.opd in page and action.nama in page and action.tindakan in page
            assert not IDENTITY_NUMBER.search(page.replace(" ", "")), profile.nama

    def test_the_archive_holds_one_page_a_kelurahan(self, profiles, geo):
        with zipfile.ZipFile(io.BytesIO(profile_pdf.archive(profiles[:3], geo))) as pack:
            names = pack.namelist()
            assert names[0] == "profil_35.73.01.1001_balearjosari.pdf" and len(names) == 3
            assert all(pack.read(name).startswith(b"%PDF-") for name in names)

    def test_the_same_data_make_the_same_bytes(self, profiles, geo):
        assert profile_pdf.document(profiles[:1], geo) == profile_pdf.document(profiles[:1], geo)

    def test_real_data_carry_no_synthetic_mark(self, profiles, geo, tmp_path):
        from dataclasses import replace

        page = read(
            profile_pdf.document([replace(profiles[0], synthetic=False)], geo), tmp_path
        )[0]  # fmt: skip
        assert "SINTETIS" not in page and "Balearjosari" in page


def read(content: bytes, folder: Path) -> list[str]:
    """Text of every page."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) tidak ada di mesin ini")
    file = folder / "berkas.pdf"
    file.write_bytes(content)
    done = subprocess.run(
        ["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True, text=True
    )
    lines = done.stdout.replace("\u00a0", " ").split("\f")
    return [re.sub(r"[ \t]+", " ", page) for page in lines if page.strip()]


class TestCommand:
    def test_one_kelurahan_by_name(self, gudang_20k, tmp_path, capsys):
        argv = ["profil", "--kelurahan", "KAUMAN", "--ke", str(tmp_path / "baru")]
        assert cli.main([*argv, "--gudang", str(gudang_20k)]) == 0
        assert capsys.readouterr().out == "profil_35.73.02.1007_kauman.pdf\n"
        assert (tmp_path / "baru" / "profil_35.73.02.1007_kauman.pdf").stat().st_size > 10_000

    def test_all_in_one_file(self, gudang_20k, tmp_path, capsys):
        argv = ["profil", "--semua", "--satu-berkas", "--ke", str(tmp_path), "--json"]
        assert cli.main([*argv, "--gudang", str(gudang_20k)]) == 0
        assert '"berkas": ["profil_kelurahan.pdf"], "kelurahan": 57' in capsys.readouterr().out

    @pytest.mark.parametrize(
        "argv, said",
        [
            (["--kelurahan", "Atlantis", "--ke", "x"], "Kelurahan 'Atlantis' tidak ada"),
            (["--semua"], "--ke"),
            (["--ke", "x"], "--semua"),
        ],
    )
    def test_wrong_arguments_are_one_sentence(self, gudang_20k, capsys, argv, said):
        assert cli.main(["profil", *argv, "--gudang", str(gudang_20k)]) == 2
        err = capsys.readouterr().err
        assert said in err and err.count("\n") == 1

    def test_a_folder_that_is_a_file(self, gudang_20k, tmp_path, capsys):
        (tmp_path / "x").touch()
        argv = ["profil", "--kelurahan", "Kauman", "--ke", str(tmp_path / "x")]
        assert cli.main([*argv, "--gudang", str(gudang_20k)]) == 2
        assert "tidak dapat ditulisi" in capsys.readouterr().err


class TestBook:
    @pytest.mark.parametrize(
        "old, new, said",
        [
            ('indikator = "lansia_sendiri"', 'indikator = "lansia_x"', "indikator tidak dikenal"),
            ('opd = "disnaker"', 'opd = "dinas_x"', "OPD tidak dikenal"),
            ("tingkat_keliru = 0.05", "tingkat_keliru = 5", "tingkat_keliru"),
        ],
    )
    def test_a_wrong_file_is_refused_by_name(self, tmp_path, old, new, said):
        file = tmp_path / "kebutuhan.toml"
        content = book.FILE.read_text(encoding="utf-8")
        assert old in content
        file.write_text(content.replace(old, new), encoding="utf-8")
        with pytest.raises(ConfigError, match=said):
            book.load(file)

    def test_every_need_is_a_shortage_that_is_compared(self):
        compared = {i.id for i in book.load().compared()}
        assert {n.indikator for n in book.load().kebutuhan} <= compared


def test_tables_per_area_only_say_so():
    class Empty:
        def query(self, name, **params):
            return pd.DataFrame({"kunci": ["mode"], "nilai": ["agregat"]})

    with pytest.raises(StoreError, match="memerlukan berkas keluarga"):
        gather.read_city(Empty(), policy())
