"""Commands `padanan` and `latih` on a small synthetic city at a bad error level."""

import json

import duckdb
import pytest

from pedekate import cli
from pedekate.registry.linkage import settings


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    """800 families with bad papers, loaded with their truth."""
    folder = tmp_path_factory.mktemp("berat")
    wanted = ["--keluarga", "800", "--benih", "5", "--galat", "berat"]
    assert cli.main(["contoh", str(folder / "masuk"), *wanted]) == 0
    gudang = str(folder / "g")
    assert cli.main(["muat", str(folder / "masuk"), "--gudang", gudang, "--sintetis"]) == 0
    assert cli.main(["kebenaran", str(folder / "masuk" / "kebenaran"), "--gudang", gudang]) == 0
    return folder


def padanan(capsys, city, *more) -> str:
    capsys.readouterr()
    assert cli.main(["padanan", "--gudang", str(city / "g"), *more]) == 0
    return capsys.readouterr().out


def test_scores_of_every_pair_and_of_the_clusters(city, capsys):
    truth = ["--kebenaran", str(city / "masuk" / "kebenaran"), "--json"]
    found = json.loads(padanan(capsys, city, *truth))
    pairs = {tuple(pair["sumber"]): pair for pair in found["pasangan"]}
    assert {("dtsen", "dtks"), ("dtsen", "p3ke"), ("dtks", "p3ke")} <= set(pairs)
    for score in [*pairs.values(), found["klaster"]]:
        assert score["presisi"] >= 0.99 and score["sapuan"] >= 0.92
        f1 = 2 * score["presisi"] * score["sapuan"] / (score["presisi"] + score["sapuan"])
        assert score["f1"] == pytest.approx(f1)
    assert all(pair["jumlah_benar"] > 0 for pair in pairs.values())
    recall = [row["sapuan"] for row in sorted(found["ambang"], key=lambda row: row["ambang"])]
    assert recall == sorted(recall, reverse=True), "a stricter threshold never finds more"


def test_agreement_alone_needs_no_truth(city, capsys):
    found = json.loads(padanan(capsys, city, "--json"))
    assert set(found) == {"kesepakatan", "model"} and found["model"] == settings.fingerprint()
    for row in found["kesepakatan"]:
        assert row["jumlah"] == sum(row["dasar"].values()) and row["satuan"] in (
            "keluarga", "individu",
        )  # fmt: skip
    assert settings.fingerprint() in padanan(capsys, city)


def test_no_two_persons_of_one_source_become_one(city):
    con = duckdb.connect(str(city / "g" / "identitas.duckdb"), read_only=True)
    merged = (
        "select sumber, id_individu from asal_individu group by all "
        "having count(*) > 1 and sumber <> 'pdktsam'"
    )
    assert con.execute(merged).fetchall() == []
    con.close()


def test_nobody_is_named_in_the_analytic_database(city):
    con = duckdb.connect(str(city / "g" / "analitik.duckdb"), read_only=True)
    columns = con.execute(
        "select column_name from (describe contoh_pasangan) union "
        "select column_name from (describe padanan)"
    ).fetchall()
    assert not {"nama", "nik", "no_kk", "alamat", "tanggal_lahir"} & {c for (c,) in columns}
    con.close()


@pytest.mark.parametrize(
    "truth, sentence", [("kosong", "catatan.parquet"), ("tidak ada", "catatan.parquet")]
)
def test_a_folder_without_truth_is_refused(city, tmp_path, capsys, truth, sentence):
    (tmp_path / "kosong").mkdir()
    wanted = ["padanan", "--gudang", str(city / "g"), "--kebenaran", str(tmp_path / truth)]
    assert cli.main(wanted) == 2
    assert sentence in capsys.readouterr().err


def test_training_anew_writes_a_model_the_settings_accept(city, tmp_path, capsys):
    target = tmp_path / "model.json"
    wanted = ["--sintetis", "--data", "kota uji", "--keluaran", str(target)]
    assert cli.main(["latih", str(city / "masuk"), *wanted]) == 0
    trained = settings.load_trained(target)
    assert trained.data == "kota uji"
    name = next(c for c in trained.model["comparisons"] if c["output_column_name"] == "nama")
    alike = next(x for x in name["comparison_levels"] if x["label_for_charts"] == "sama bunyi")
    assert alike["m_probability"] > 0.5 > alike["u_probability"]


def test_one_source_alone_cannot_train(city, tmp_path, capsys):
    files = [str(city / "masuk" / f"dtsen_{name}.csv") for name in ("keluarga", "anggota")]
    wanted = ["--sintetis", "--keluaran", str(tmp_path / "model.json")]
    assert cli.main(["latih", *files, *wanted]) == 2
    assert "dua sumber" in capsys.readouterr().err
    assert not (tmp_path / "model.json").exists()
