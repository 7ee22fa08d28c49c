"""Every programme file holds what the simulator expects and speaks of columns that exist."""

import re
import tomllib

import pytest

from pedekate import config
from pedekate.errors import ConfigError, InputError
from pedekate.schema.conditions import Condition
from pedekate.schema.program import Program
from pedekate.simulation import programs
from pedekate.simulation.scenario import PERINGKAT

WANTED = {"bpnt", "bpntd", "pkh", "pbi_jk", "pbi_d", "rtlh", "rantang_kasih"}


def _family_columns() -> set[str]:
    text = (config.ROOT / "pedekate/schema/analitik.sql").read_text(encoding="utf-8")
    body = re.search(r"create table keluarga \((.*?)\n\);", text, re.S)[1]
    return {line.split()[0] for line in body.strip().splitlines()}


def _conditions(condition: Condition):
    yield condition
    for part in (*(condition.semua or ()), *(condition.salah_satu or ())):
        yield from _conditions(part)
    if condition.tidak is not None:
        yield from _conditions(condition.tidak)


def test_the_seven_programmes_are_there():
    assert set(programs.names()) >= WANTED


@pytest.mark.parametrize("name", programs.names())
def test_programme(name):
    program = programs.load(name)
    assert program.columns() <= _family_columns()
    assert program.peringkat in PERINGKAT
    assert program.peringkat not in ("sempurna", "universal")
    assert programs.default_benefit(program) > 0
    assert program.manfaat or program.komponen_maksimal <= sum(p.maksimal for p in program.komponen)
    years = [figure.tahun for figure in program.pagu]
    assert years == sorted(set(years))


@pytest.mark.parametrize("name", programs.names())
def test_categories_in_conditions_exist(name):
    program = programs.load(name)
    known = tomllib.loads((config.PROFIL / "kategori.toml").read_text(encoding="utf-8"))
    rules = [program.syarat, *(rule.syarat for rule in program.pengecualian)]
    for condition in (leaf for rule in rules for leaf in _conditions(rule)):
        if condition.kolom in known:
            values = condition.dalam or (condition.sama,)
            assert set(values) <= set(known[condition.kolom]), condition.kolom


def test_unknown_programme_is_named_with_the_known_ones():
    with pytest.raises(InputError, match="bpntd"):
        programs.load("tidak_ada")


def test_broken_file_is_named(tmp_path, monkeypatch):
    (tmp_path / "rusak.toml").write_text('id = "rusak"', encoding="utf-8")
    monkeypatch.setattr(config, "PROGRAM", tmp_path)
    programs.load.cache_clear()
    with pytest.raises(ConfigError, match=r"rusak\.toml"):
        programs.load("rusak")
    programs.load.cache_clear()


def _minimal(**more) -> dict:
    amount = {"sejak": "2024-01-01", "nilai_rp": 1, "sumber": "contoh uji", "keyakinan": "rendah"}
    return {
        "id": "x", "nama": "X", "nama_pendek": "X", "deskripsi": "X.", "dana": "APBD",
        "penyelenggara": "X", "dasar_hukum": "contoh uji", "satuan": "keluarga", "bulan": 12,
        "menambah_konsumsi": True, "perlu_nik_sah": True, "peringkat": "skor",
        "syarat": {"kolom": "desil_nasional", "paling_banyak": 4},
        "syarat_sumber": "contoh uji", "syarat_keyakinan": "rendah", "manfaat": [amount], **more,
    }  # fmt: skip


@pytest.mark.parametrize(
    "more",
    [
        {"manfaat": []},
        {"komponen_maksimal": 4},
        {"bulan": 13},
        {"manfaat": [_minimal()["manfaat"][0], _minimal()["manfaat"][0]]},
        {"satuan": "siswa"},
        {"kolom_satuan": "jumlah_sd"},
        {"salah_ketik": 1},
    ],
)
def test_senseless_files_are_refused(more):
    Program.model_validate(_minimal())
    with pytest.raises(ValueError):
        Program.model_validate(_minimal(**more))
