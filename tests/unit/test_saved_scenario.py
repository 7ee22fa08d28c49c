"""A scenario as a file: it comes back as it was, names what it rests on, and bad files are said."""

import datetime as dt
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pedekate.errors import InputError
from pedekate.simulation import programs, provenance, saved
from pedekate.simulation.saved import Marks, SavedScenario
from pedekate.simulation.scenario import PERINGKAT, Scenario

MARKS = Marks(simulasi="c0ffee", data="abc kebenaran 12", parameter="def", kode="0.1.0+9")
ONE = SavedScenario(
    nama="BPNTD satu miliar", sidik_jari=MARKS, oleh="perencana-1", catatan="Usulan rapat",
    disimpan=dt.datetime(2026, 11, 26, 2, 3, 4, tzinfo=dt.UTC),
    skenario=Scenario(
        program="bpntd", peringkat="skor", anggaran_rp=1e9, manfaat_rp=150_000.5, bulan=12,
        periode=12, garis_rp=737_954.0,
    ),
)  # fmt: skip
# What every field of `Scenario` may be changed to.
OTHER = {
    "program": "pkh", "peringkat": "desil", "anggaran_rp": 2e9, "manfaat_rp": 1.0, "bulan": 6,
    "periode": 6, "garis_rp": 1.0, "biaya_admin": 0.1, "biaya_tetap_rp": 5.0,
    "kuota_keluarga": 10, "benih": 7, "aturan": '{"kolom":"desil_nasional"}',
}  # fmt: skip

money = st.floats(0, 1e15) | st.integers(0, 10**14)
above = st.floats(1e-6, 1e9)
scenarios = st.builds(
    Scenario,
    program=st.text(max_size=9), peringkat=st.sampled_from(sorted(PERINGKAT)), anggaran_rp=money,
    manfaat_rp=above, bulan=st.integers(1, 12), periode=st.integers(1, 12), garis_rp=above,
    biaya_admin=st.floats(0, 1), biaya_tetap_rp=money, kuota_keluarga=st.none() | st.integers(1),
    benih=st.integers(0, 2**40),
)  # fmt: skip
names = st.text(min_size=1, max_size=60).filter(lambda text: _usable(text))


def _usable(text: str) -> bool:
    try:
        return saved.clean_name(text) == text
    except InputError:
        return False


@given(scenarios, names, st.text(max_size=99), st.datetimes(dt.datetime(2000, 1, 1)))
def test_a_saved_scenario_comes_back_as_it_was(scenario, name, note, moment):
    one = SavedScenario(
        nama=name, skenario=scenario, sidik_jari=MARKS, oleh="x", catatan=saved.clean_note(note),
        disimpan=moment.replace(microsecond=0, tzinfo=dt.UTC),
    )  # fmt: skip
    text = saved.to_text(one)
    again = saved.from_text(text.encode(), "uji")
    assert again == one and saved.to_text(again) == text
    prints = {s.fingerprint(data="d", code="c") for s in (scenario, again.skenario)}
    assert len(prints) == 1


def test_a_person_can_read_the_file():
    text = saved.to_text(ONE)
    for line in (
        'nama = "BPNTD satu miliar"', 'catatan = "Usulan rapat"', 'oleh = "perencana-1"',
        "disimpan = 2026-11-26 02:03:04+00:00", "anggaran_rp = 1000000000", "benih = 2025",
        "manfaat_rp = 150000.5", 'data = "abc kebenaran 12"', 'parameter = "def"',
        'kode = "0.1.0+9"', 'simulasi = "c0ffee"',
    ):  # fmt: skip
        assert f"\n{line}\n" in text
    assert "Simulasi adalah saran" in text and "keberatan" in text
    assert all(f"\n{name.name} = " in text for name in fields(Scenario) if name.default is not None)


def test_unusable_files_are_one_sentence_each():
    text = saved.to_text(ONE)
    cases = {
        "": "'format' belum ada",
        "\x00": "bukan TOML",
        "[" * 50_000: "bukan TOML",
        "format = " + "9" * 5000: "bukan TOML",
        "#" * 70_000: "terlalu besar",
        text.replace("format = 1", "format = 2"): "'format'",
        text.replace("[skenario]", "[skenario]\nperintah = 'hapus'"): "'skenario.perintah' tidak",
        text.replace('"bpntd"', "5"): "'skenario.program'",
        text.replace("bulan = 12", "bulan = 1.5"): "'skenario.bulan' bukan angka",
        text.replace("bulan = 12", "bulan = true"): "'skenario.bulan' bukan angka",
        text.replace("1000000000", "nan"): "'skenario.anggaran_rp' bukan angka",
        text.replace("1000000000", "9" * 400): "'skenario.anggaran_rp' bukan angka",
        text.replace("1000000000", "-1"): "Nilai anggaran harus angka",
        text.replace('"skor"', '"ramalan"'): "Peringkat 'ramalan' tidak dikenal",
        text.replace("+00:00", ""): "'disimpan' harus tanggal",
        text.replace("BPNTD satu miliar", "   "): "Nama skenario harus",
        text.replace("BPNTD satu miliar", "12"): "tidak boleh hanya angka",
        text.replace("BPNTD satu miliar", "a\\u202Eb"): "tidak dapat dicetak",
        text.replace('kode = "0.1.0+9"', ""): "'sidik_jari.kode' belum ada",
    }
    for content, says in cases.items():
        with pytest.raises(InputError, match="uji.toml") as raised:
            saved.from_text(content, "uji.toml")
        assert says in str(raised.value) and "\n" not in str(raised.value), content[:40]
    with pytest.raises(InputError, match="bukan TOML"):
        saved.from_text(b"\xff\xfe", "uji.toml")


def test_every_ingredient_changes_the_fingerprint():
    base = {"data": "d", "code": "c", "parameters": "p"}
    prints = [ONE.skenario.fingerprint(**base)]
    prints += [ONE.skenario.fingerprint(**{**base, name: "lain"}) for name in base]
    for field in fields(Scenario):
        other = replace(ONE.skenario, **{field.name: OTHER[field.name]})
        prints.append(other.fingerprint(**base))
    assert len(set(prints)) == len(prints) == 4 + len(fields(Scenario))
    whole = replace(ONE.skenario, anggaran_rp=1_000_000_000)
    assert whole.fingerprint(**base) == prints[0]


def test_a_programme_and_every_parameter_change_the_parameters_mark(monkeypatch):
    program = programs.load("bpntd")
    marks = [provenance.parameters_mark(program)]
    marks.append(provenance.parameters_mark(programs.load("pkh")))
    marks.append(provenance.parameters_mark(program.model_copy(update={"bulan": 11})))
    known = provenance._world()
    for name in provenance.PARAMETERS:
        changed = known["parameter"] | {name: {"nilai": -1}}
        monkeypatch.setattr(provenance, "_world", lambda c=changed: known | {"parameter": c})
        marks.append(provenance.parameters_mark(program))
    monkeypatch.setattr(provenance, "_world", lambda: known | {"resmi": [2030, 3.0]})
    marks.append(provenance.parameters_mark(program))
    assert len(set(marks)) == len(marks)


def test_what_changed_since_and_whether_the_file_was_edited():
    now = MARKS.model_copy(update={"data": "lain", "simulasi": "lain"})
    assert saved.differences(MARKS, MARKS) == [] and saved.differences(MARKS, now) == ["data"]
    mark = ONE.skenario.fingerprint(data=MARKS.data, code=MARKS.kode, parameters=MARKS.parameter)
    whole = replace(ONE, sidik_jari=MARKS.model_copy(update={"simulasi": mark}))
    assert not saved.altered(whole)
    assert saved.altered(replace(whole, skenario=replace(ONE.skenario, bulan=6)))
