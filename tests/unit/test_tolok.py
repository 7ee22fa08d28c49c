"""The benchmark: the alternatives agree with the engine, and disagreement stops it."""

import json

import numpy as np
import pytest

from pedekate import cli
from pedekate.benchmark import alternatives, bandwidth, city, engine, steps
from pedekate.benchmark.city import Move


def test_every_alternative_gives_the_engines_numbers(capsys):
    assert cli.main(["tolok", "--keluarga", "3000", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    found = told["langkah"]
    assert told["inti"] >= 1 and told["beban"] >= 0
    assert {step["nama"].split(",")[0] for step in found} == {
        "pindah anggaran", "pindah manfaat", "pindah bulan", "bobot peringkat baru",
        "sapuan 20 anggaran × 4 peringkat", "200 undian kebenaran", "portofolio 7 program",
    }  # fmt: skip
    against = {step["pembanding"] for step in found}
    assert {"pandas, urut tiap kali", "pandas, urut sekali", "microdf, urut sekali"} < against
    assert any("DuckDB" in name for name in against)
    for step in found:
        assert step["keluarga"] == 3000 and step["detik"] > 0
        assert step["rasio"] == pytest.approx(step["detik_pembanding"] / step["detik"])


def test_other_numbers_stop_the_benchmark(monkeypatch):
    honest = alternatives.SortedPandas.__call__
    monkeypatch.setattr(
        alternatives.SortedPandas, "__call__", lambda self, b: honest(self, b) * 1.001
    )
    with pytest.raises(AssertionError, match="urut sekali"):
        steps.measure(2000)


def test_ties_are_in_the_city_and_shared_alike():
    people = city.draw(2000)
    assert len(np.unique(people.scores[0])) < 2000
    queue = engine.queue(people, 0)
    whole = city.BENEFIT_RP * city.MONTHS
    answer = engine.answer(people, queue, Move(anggaran_rp=100.5 * whole))
    assert answer[0] == pytest.approx(100.5)


def test_too_small_a_city_is_one_sentence(capsys):
    assert cli.main(["tolok", "--keluarga", "10"]) == 2
    assert "sedikitnya 1000" in capsys.readouterr().err


def test_benefit_and_months_move_money_and_poverty_alike():
    """Half the benefit over twice the months is the same year."""
    people = city.draw(2000)
    queue = engine.queue(people, 0)
    six = engine.answer(people, queue, Move(anggaran_rp=1e9, manfaat_rp=300_000, bulan=6))
    twelve = engine.answer(people, queue, Move(anggaran_rp=1e9, manfaat_rp=150_000, bulan=12))
    assert six == pytest.approx(twelve)


def test_the_memory_floor_is_a_share_of_the_time_with_its_bytes():
    queue = engine.queue(city.draw(5000), 0)
    moved = bandwidth.move_bytes(queue)
    # Two kept rows of 10 + 2 × 57 + 10 sums, and 1,024 families of 101 bytes, and a search.
    assert 2 * 134 * 8 + 1024 * 101 < moved < 2 * 134 * 8 + 1024 * 101 + 200
    step = bandwidth.floor("x", queue, 2.0, 4_000_000_000, 8e9)
    assert step.detik_pembanding == 0.5 and step.rasio == 0.25 and step.bita == 4_000_000_000
    assert bandwidth.build_bytes(queue) == 5000 * (8 + 4 + 101)
