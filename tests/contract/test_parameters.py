"""Every parameter file: dated, bounded, sourced; nothing is guessed before the first date."""

import datetime as dt

import pytest

from pedekate.errors import ConfigError
from pedekate.parameters import load, loader, names, official


@pytest.mark.parametrize("name", names())
def test_file_loads_and_is_sourced(name):
    parameter = load(name)
    assert parameter.id == name
    assert not any(value.sumber.startswith("CONTOH") for value in parameter.nilai)


def test_value_in_force_is_the_newest_not_after_the_date():
    line = load("garis_kemiskinan")
    assert line.at(dt.date(2025, 3, 1)).nilai == 737_954
    assert line.at(dt.date(2025, 2, 28)).nilai == 706_341
    assert line.latest.nilai == 737_954


def test_date_before_the_first_value_is_refused():
    with pytest.raises(ConfigError, match="garis_kemiskinan"):
        load("garis_kemiskinan").at(dt.date(2001, 1, 1))


def test_unknown_parameter_names_the_known_ones():
    with pytest.raises(ConfigError, match="garis_kemiskinan"):
        load("garis_kemiskinann")


@pytest.mark.parametrize(
    "change, said",
    [
        ({"rentang": [0, 1]}, "di luar rentang"),
        ({"satuan": ""}, "satuan"),
        ({"deskripsi": "tanpa titik"}, "deskripsi"),
    ],
)
def test_broken_file_is_refused_with_its_name(tmp_path, monkeypatch, change, said):
    text = {
        "id": "uji",
        "nama": "Uji",
        "deskripsi": "Uji.",
        "satuan": "Rp",
        "rentang": [0, 100],
        "nilai": [
            {
                "sejak": "2025-01-01",
                "nilai": 50,
                "sumber": "sumber uji",
                "keyakinan": "tinggi",
            }
        ],
    } | change
    lines = [f"{key} = {text[key]!r}".replace("'", '"') for key in text if key != "nilai"]
    value = text["nilai"][0]
    lines += ["[[nilai]]", f"sejak = {value['sejak']}", "nilai = 50"]
    lines += [f'sumber = "{value["sumber"]}"', 'keyakinan = "tinggi"']
    (tmp_path / "uji.toml").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(loader.config, "PARAMETER", tmp_path)
    loader.load.cache_clear()
    with pytest.raises(ConfigError, match=rf"uji\.toml[\s\S]*{said}"):
        load("uji")
    loader.load.cache_clear()


def test_official_series_leaves_doubtful_figures_out():
    population = official.series("penduduk")
    assert official.figures("penduduk")["mutu"].eq("meragukan").any()
    assert not population["mutu"].eq("meragukan").any()
    assert 872_690 not in population["nilai"].tolist()


def test_official_headcount_matches_the_published_table():
    headcount = official.series("P0_persentase_penduduk_miskin").set_index("tahun")["nilai"]
    assert headcount[2025] == 3.85 and headcount[2021] == 4.62 and headcount[2018] == 4.10
    assert official.latest("garis_kemiskinan")["nilai"] == 737_954


def test_official_series_keeps_gaps():
    assert 2022 not in official.series("garis_kemiskinan")["tahun"].tolist()


def test_latest_of_nothing_is_an_error():
    with pytest.raises(KeyError):
        official.latest("tidak_ada")


def test_poverty_line_repeats_the_published_figures():
    published = official.series("garis_kemiskinan").set_index("tahun")["nilai"].to_dict()
    kept = {value.sejak.year: value.nilai for value in load("garis_kemiskinan").nilai}
    assert kept == published
