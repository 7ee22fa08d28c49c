"""Outside tables beside a register: more indicators, and not one count of the register changed."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from pedekate import cli, pipeline
from tests.aggregate_files import write_folder
from tests.registry_files import DTSEN_FAMILY, DTSEN_PERSON, kk, nik, write_csv

FAMILIES = 40


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """A register alone, and the same register with three outside tables."""
    folder = tmp_path_factory.mktemp("campur")
    inputs = folder / "masuk"
    inputs.mkdir()
    numbers = range(1, FAMILIES + 1)
    write_csv(
        inputs / "keluarga.csv", DTSEN_FAMILY,
        *({"nomor_kartu_keluarga": kk(i), "desil_nasional": str(1 + i % 4)} for i in numbers),
    )  # fmt: skip
    write_csv(
        inputs / "orang.csv", DTSEN_PERSON,
        *({"nomor_kartu_keluarga": kk(i), "nomor_induk_kependudukan": nik(i)} for i in numbers),
    )  # fmt: skip
    pipeline.build([inputs], gudang=folder / "sendiri", sintetis=True)
    write_folder(inputs)
    pipeline.build([inputs], gudang=folder / "campur", sintetis=True)
    return folder


def rows(gudang, capsys) -> list[dict]:
    assert cli.main(["indikator", "--per", "kelurahan", "--json", "--gudang", str(gudang)]) == 0
    return json.loads(capsys.readouterr().out)["baris"]


def test_the_registers_figures_are_the_same_with_and_without_tables(folders, capsys):
    alone = rows(folders / "sendiri", capsys)
    both = rows(folders / "campur", capsys)
    assert [row for row in both if "__" not in row["indikator"]] == alone
    assert any(row["indikator"] == "desil_1_2" and row["pembilang"] for row in alone)
    assert len(both) == len(alone) + 4 * 57


def _page(page, state):
    import importlib

    import streamlit as st

    from pedekate.ui import access

    access.grant_role()
    for key, value in state.items():
        st.session_state.setdefault(key, value)
    importlib.import_module(f"pages.{page}").tampil()


@pytest.mark.parametrize(
    "page, state, words",
    [
        ("indikator", {}, ["6 indikator dari tabel luar", "Semua indikator, Kota Malang"]),
        ("indikator", {"indikator": "ipm__bps_kota_malang"}, ["terendah di kecamatan"]),
        ("peta", {"ukuran": "keluarga_miskin__bappeda_kota_malang"}, ["Bappeda Kota Malang"]),
        ("cakupan", {}, ["menerima PKH, BPNT, atau BPNTD"]),
        ("metodologi", {"bagian": "indikator"}, ["membentuk registri", "Indikator dari tabel"]),
    ],
)
def test_pages_show_both_kinds_apart(folders, monkeypatch, page, state, words):
    monkeypatch.setenv("PEDEKATE_GUDANG", str(folders / "campur"))
    app = AppTest.from_function(_page, args=(page, state), default_timeout=90).run()
    assert not app.exception
    shown = "\n".join(element.proto.body for element in app.get("html"))
    for text in words:
        assert text in shown
