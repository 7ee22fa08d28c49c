"""Fields and ready-made rules of the rule builder speak of columns and categories that exist."""

import tomllib

import pytest

from pedekate import config
from pedekate.errors import ConfigError, InputError
from pedekate.simulation import programs, rules
from tests.contract.test_program import _family_columns


def test_fields_are_columns_and_start_with_what_they_offer():
    known = _family_columns()
    categories = tomllib.loads((config.PROFIL / "kategori.toml").read_text(encoding="utf-8"))
    for field in rules.catalogue().medan:
        assert field.kolom in known, field.kolom
        if field.jenis == "kategori":
            assert set(field.tanpa) <= set(categories[field.kategori or field.kolom]), field.kolom
            assert len(rules.values_of(field)) >= 2
        first = rules.grammar.Rule(syarat=(rules.grammar.Clause(pilihan=(field.first(),)),))
        rules.checked(first.text(), programs.load("bpntd"))


def test_no_rule_asks_what_would_single_out_a_family():
    offered = {field.kolom for field in rules.catalogue().medan}
    assert not offered & {
        "id_keluarga", "kode_kelurahan", "skor", "persentil_nasional", "peringkat_kota",
        "tanggal_verifikasi", "luas_lantai",
    }  # fmt: skip


def test_every_ready_made_rule_works_for_every_programme():
    for preset in rules.catalogue().sasaran:
        for name in programs.names():
            program = rules.applied(programs.load(name), rules.from_preset(preset).text())
            assert program.columns() <= _family_columns()


def test_a_ready_made_rule_that_asks_what_is_not_on_offer_is_named(tmp_path, monkeypatch):
    fields = (config.DATA / "aturan/sasaran/medan.toml").read_text(encoding="utf-8")
    (tmp_path / "medan.toml").write_text(fields, encoding="utf-8")
    entry = (
        '[[sasaran]]\nid = "rusak"\nnama = "Rusak"\ndasar_hukum = "contoh uji"\n'
        'sumber = "contoh uji"\nkeyakinan = "rendah"\n'
        'syarat = [{ kolom = "skor", paling_banyak = 4 }]\n'
    )
    (tmp_path / "siap_pakai.toml").write_text(entry, encoding="utf-8")
    monkeypatch.setattr(rules, "_FOLDER", tmp_path)
    rules.catalogue.cache_clear()
    try:
        with pytest.raises(ConfigError, match="'rusak'.*'skor' tidak ada"):
            rules.catalogue()
    finally:
        rules.catalogue.cache_clear()


def test_a_programme_value_off_the_list_can_be_kept_but_not_invented():
    program = programs.load("bpntd").model_copy(
        update={"syarat": programs.load("rtlh").syarat.semua[0].model_copy(
            update={"paling_banyak": 3.5})}
    )  # fmt: skip
    text = rules.of_program(program).text()
    assert rules.applied(program, text).syarat == program.syarat
    with pytest.raises(InputError, match="desil nasional"):
        rules.applied(programs.load("bpntd"), text)
