"""One order of sources: the list in the data, the columns `di_*` and every choice in SQL agree."""

import re
import tomllib

import pytest

from pedekate import config
from pedekate.registry import profiles, sources

ORDER = list(sources.order())
ROOM = config.ROOT / "pedekate"
NOT_IN_REGISTER = {"daftar_bayar", "susenas"}


def test_columns_of_the_register_follow_the_order():
    schema = (ROOM / "schema" / "analitik.sql").read_text(encoding="utf-8")
    assert re.findall(r"^\s+di_(\w+) boolean", schema, re.M) == ORDER


@pytest.mark.parametrize("name", ["20_individu", "21_keluarga"])
def test_every_choice_between_sources_follows_the_order(name):
    text = (ROOM / "store" / "sql" / "registri" / f"{name}.sql").read_text(encoding="utf-8")
    alias = dict(re.findall(r"left join (?!isi_ks)(\w+) as (\w) on \w\.id_r = r\.id_o", text))
    alias |= {s: a for a, s in re.findall(r"left join isi_ks as (\w) on .*sumber = '(\w+)'", text)}
    assert [s for s in alias if s in ORDER] == ORDER
    place = {alias[source]: ORDER.index(source) for source in ORDER}
    for inside in re.findall(r"coalesce\(([^()]*)\)", text):
        seen = [place[a] for a in re.findall(r"\b(\w)\.\w+", inside) if a in place]
        assert seen == sorted(seen), inside


@pytest.mark.parametrize("name", ["registri_pola", "registri_sumber", "registri_tumpang"])
def test_every_reader_knows_every_source(name):
    text = (ROOM / "store" / "sql" / "baca" / f"{name}.sql").read_text(encoding="utf-8")
    assert (
        list(dict.fromkeys([s for s in re.findall(r"\bdi_([a-z]\w+)", text) if s != "sini"]))
        == ORDER
    )


def test_sources_of_the_profiles_are_in_the_list():
    assert {p.sumber for p in profiles.load_all()} - NOT_IN_REGISTER <= set(ORDER)
    raw = tomllib.loads((config.PROFIL / "kategori.toml").read_text(encoding="utf-8"))["sumber"]
    assert all(entry["label"] for entry in raw.values())
