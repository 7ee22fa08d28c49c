"""`simulasi` as an operator calls it: on a survey file, and on the databases of a small city."""

import json
import shutil

import duckdb
import numpy as np
import pytest
from pytest import approx

from pedekate import cli
from pedekate.simulation import programs
from pedekate.store.connection import ANALITIK, KEBENARAN

KEYS = [
    "slot_keluarga", "cakupan_keluarga", "cakupan_individu", "eksklusi_keluarga",
    "eksklusi_individu", "inklusi_keluarga", "inklusi_individu", "nonmiskin_terlayani_keluarga",
    "nonmiskin_terlayani_individu", "kebocoran_manfaat", "cgh40", "koefisien_konsentrasi",
    "p0_sebelum", "p1_sebelum", "p2_sebelum", "p0_sesudah", "p1_sesudah", "p2_sesudah",
    "watts_sesudah", "bcr", "kecukupan", "belanja", "sisa_anggaran", "sidik_jari",
]  # fmt: skip
EIGHT = """id;belanja;anggota;skor;bobot
A;300;5;10;1
B;450;4;20;1
C;600;3;20;1
D;640;2;15;1
E;700;4;20;1
F;900;1;30;1
G;1500;3;40;1
H;3000;2;50;1
"""


@pytest.fixture
def survey(tmp_path):
    path = tmp_path / "survei.csv"
    path.write_text(EIGHT, encoding="utf-8")
    return ["--survei", str(path), "--kolom-konsumsi", "belanja", "--kolom-ukuran", "anggota",
            "--garis", "650"]  # fmt: skip


def _run(capsys, *argv) -> dict:
    assert cli.main(["simulasi", *argv, "--json"]) == 0
    printed = capsys.readouterr()
    return json.loads(printed.out)


def test_survey_answers_every_key_of_the_contract(survey, capsys):
    more = ["--peringkat", "skor", "--kolom-skor", "skor", "--anggaran", "900", "--manfaat", "300"]
    result = _run(capsys, *survey, *more)
    assert sorted(result) == sorted(KEYS)
    assert result["eksklusi_keluarga"] == approx(1 / 3)
    assert result["koefisien_konsentrasi"] == approx(-7 / 27)
    assert (result["belanja"], result["sisa_anggaran"]) == (900, 0)


def test_shares_without_denominator_are_null(survey, capsys):
    more = ["--peringkat", "undian", "--anggaran", "0", "--manfaat", "300"]
    result = _run(capsys, *survey, *more)
    assert result["inklusi_keluarga"] is None and result["bcr"] is None
    assert result["slot_keluarga"] == 0


def test_weights_and_benefit_per_person(survey, capsys):
    """Perfect order, Rp 100 a person: A (5) and B (4) cost 900; nothing is left for C."""
    more = ["--peringkat", "sempurna", "--kolom-bobot", "bobot", "--anggaran", "900"]
    result = _run(capsys, *survey, *more, "--manfaat", "100", "--manfaat-per", "individu")
    assert result["slot_keluarga"] == 2 and result["eksklusi_individu"] == approx(5 / 14)
    assert result["cgh40"] == approx(1 / 0.4)


@pytest.mark.parametrize(
    "more, says",
    [
        (["--peringkat", "skor", "--anggaran", "9", "--manfaat", "3"], "--kolom-skor"),
        (["--peringkat", "undian", "--anggaran", "9"], "--manfaat"),
        (["--peringkat", "desil", "--anggaran", "9", "--manfaat", "3"], "tidak berlaku"),
        (["--peringkat", "ramalan", "--anggaran", "9", "--manfaat", "3"], "ramalan"),
        (["--peringkat", "undian", "--anggaran", "-9", "--manfaat", "3"], "anggaran"),
        (["--peringkat", "undian", "--anggaran", "9", "--manfaat", "0"], "manfaat"),
        (["--peringkat", "undian", "--manfaat", "3"], "--anggaran"),
    ],
)
def test_unusable_arguments_are_refused_in_one_sentence(survey, capsys, more, says):
    assert cli.main(["simulasi", *survey, *more, "--json"]) == 2
    printed = capsys.readouterr()
    assert says in printed.err and printed.err.count("\n") == 1 and printed.out == ""


def test_household_without_score_is_counted_aloud(survey, tmp_path, capsys):
    (tmp_path / "survei.csv").write_text(EIGHT.replace("A;300;5;10", "A;300;5;"), encoding="utf-8")
    more = ["--peringkat", "skor", "--kolom-skor", "skor", "--anggaran", "9000", "--manfaat", "300"]
    assert cli.main(["simulasi", *survey, *more, "--json"]) == 0
    printed = capsys.readouterr()
    assert "1 baris skor kosong" in printed.err
    assert json.loads(printed.out)["slot_keluarga"] == 7


@pytest.mark.city
@pytest.mark.parametrize("name", programs.names())
def test_programme_on_a_city_adds_up(gudang_20k, capsys, name):
    result = _run(
        capsys, "--program", name, "--gudang", str(gudang_20k), "--anggaran", "1000000000"
    )
    assert set(KEYS) <= set(result) and result["dasar"] == "kebenaran"
    causes = sum(result["sebab_tertinggal"].values())
    assert causes + result["keluarga_miskin_terjangkau"] == approx(result["keluarga_miskin"])
    assert result["belanja"] + result["sisa_anggaran"] == approx(1_000_000_000)
    assert sum(result["penerima_per_desil"]) == approx(result["slot_keluarga"])
    left_out = 1 - result["keluarga_miskin_terjangkau"] / result["keluarga_miskin"]
    assert result["eksklusi_keluarga"] == approx(left_out)


@pytest.mark.city
def test_same_question_same_fingerprint(gudang_20k, capsys):
    argv = ["--program", "bpntd", "--gudang", str(gudang_20k), "--anggaran"]
    one, two = (_run(capsys, *argv, "1000000000") for _ in range(2))
    assert one == two
    assert _run(capsys, *argv, "1000000001")["sidik_jari"] != one["sidik_jari"]


@pytest.mark.city
def test_a_saved_scenario_gives_equal_bytes_and_says_what_has_changed(gudang_20k, tmp_path, capsys):
    """From options, rerun twice; then as if saved on other data and code, and edited."""
    path, other = tmp_path / "usulan.toml", tmp_path / "lama.toml"
    where = ["--gudang", str(gudang_20k), "--json"]
    asked = ["--program", "bpntd", "--peringkat", "desil", "--anggaran", "1e9", "--bulan", "6"]

    def run(*argv):
        assert cli.main(["simulasi", *argv, *where]) == 0
        return capsys.readouterr()

    first = run(*asked, "--simpan", str(path), "--nama", "Usulan", "--catatan", "Rapat")
    assert "'Usulan' ditulis" in first.err
    again = [run("--skenario", str(path)) for _ in "ab"]
    assert [one.out for one in again] == [first.out] * 2 and [one.err for one in again] == [""] * 2

    text = path.read_text(encoding="utf-8")
    mark = json.loads(first.out)["sidik_jari"]
    assert f'simulasi = "{mark}"' in text and 'catatan = "Rapat"' in text
    text = text.replace("\nbulan = 6", "\nbulan = 5").replace('kode = "', 'kode = "x')
    other.write_text(text.replace('data = "', 'data = "x'), encoding="utf-8")
    changed = run("--skenario", str(other))
    said = changed.err.splitlines()
    assert len(said) == 3 and "diubah sesudah disimpan" in said[0]
    assert "data (sidik jari x" in said[1] and "versi program x" in said[2]
    assert json.loads(changed.out)["sidik_jari"] != mark and json.loads(changed.out)["bulan"] == 5


@pytest.mark.city
def test_a_saved_scenario_keeps_its_own_rule(gudang_20k, tmp_path, capsys):
    """A wider rule serves more families than the programme's own with money for all of them."""
    path = tmp_path / "usulan.toml"
    where = ["--gudang", str(gudang_20k), "--json"]
    asked = ["--program", "bpntd", "--anggaran", "1e13", "--simpan", str(path)]
    assert cli.main(["simulasi", *asked, *where]) == 0
    official = json.loads(capsys.readouterr().out)
    text = path.read_text(encoding="utf-8")
    rule = '{"nama":"Uji","syarat":[{"kolom":"desil_nasional","paling_banyak":6}]}'
    assert 'aturan = ""' in text
    path.write_text(text.replace('aturan = ""', f"aturan = '{rule}'"), encoding="utf-8")
    assert cli.main(["simulasi", "--skenario", str(path), *where]) == 0
    own = json.loads(capsys.readouterr().out)
    assert own["slot_keluarga"] > official["slot_keluarga"] > 0
    assert own["sidik_jari"] != official["sidik_jari"]


def test_a_scenario_file_that_cannot_be_used_is_one_sentence(tmp_path, survey, capsys):
    path = tmp_path / "ada.toml"
    path.write_text("nama = 'x'", encoding="utf-8")
    cases = [
        (["--skenario", str(tmp_path / "tidak-ada")], "tidak ada atau tidak dapat dibaca"),
        (["--skenario", str(tmp_path)], "tidak ada atau tidak dapat dibaca"),
        (["--skenario", str(path)], "'format' belum ada"),
        (["--skenario", str(path), "--anggaran", "0"], "--anggaran tidak dipakai"),
        (["--skenario", str(path), "--biaya-admin", "0.1", "--bulan", "3"], "--bulan, --biaya"),
        (["--skenario", str(path), "--program", "bpntd"], "tidak dapat bersama"),
        ([*survey, "--simpan", str(path)], "tidak bersama --survei"),
    ]
    for argv, says in cases:
        assert cli.main(["simulasi", *argv]) == 2
        printed = capsys.readouterr()
        assert says in printed.err and printed.err.count("\n") == 1 and printed.out == "", argv


@pytest.mark.city
def test_programme_against_plain_sql_and_numpy(gudang_20k, tmp_path, capsys):
    """The whole path once more, from the tables, without the engine."""
    budget, benefit = 700_000_000, 150_000 * 12
    # Copies: a page tested before may hold the files open with settings of its own.
    for name in (ANALITIK, KEBENARAN):
        shutil.copy(gudang_20k / name, tmp_path)
    with duckdb.connect(str(tmp_path / ANALITIK), read_only=True) as con:
        con.execute(f"attach '{tmp_path / KEBENARAN}' as benar (read_only)")
        rows = con.execute(
            """
            with sah as (
                select id_keluarga, bool_or(kk_sah and nik_kepala_sah) as sah
                from sumber_keluarga group by 1
            ), benar as (
                select *, row_number() over (partition by id_keluarga order by id_benar) as ke
                from benar.kebenaran
            )
            select b.pengeluaran_per_kapita as y, b.jumlah_anggota as n, k.skor,
                coalesce(b.ke = 1 and sah.sah and k.desil_nasional <= 4 and not k.terima_pkh
                    and not k.terima_bpnt and coalesce(k.hasil_verifikasi not in
                    ('meninggal', 'pindah', 'ganda', 'tidak_ditemukan', 'tidak_layak'), true)
                    and k.skor is not null, false) as layak
            from benar b left join keluarga k on k.id_keluarga = b.id_keluarga
            left join sah on sah.id_keluarga = b.id_keluarga
            """
        ).df()
    queue = rows[rows["layak"]].sort_values("skor")
    slots = budget / benefit
    chance = np.clip(slots - np.arange(len(queue)), 0, 1)
    poor = (queue["y"] < 737_954).to_numpy()
    result = _run(
        capsys, "--program", "bpntd", "--gudang", str(gudang_20k), "--anggaran", str(budget),
        "--peringkat", "skor",
    )  # fmt: skip
    assert result["slot_keluarga"] == approx(chance.sum())
    assert result["keluarga_miskin_terjangkau"] == approx(chance[poor].sum())
    assert result["inklusi_keluarga"] == approx(1 - chance[poor].sum() / chance.sum())


@pytest.mark.city
def test_missing_databases_are_one_sentence(tmp_path, capsys):
    argv = ["simulasi", "--program", "bpntd", "--gudang", str(tmp_path), "--json"]
    assert cli.main(argv) == 2
    assert "belum ada" in capsys.readouterr().err
