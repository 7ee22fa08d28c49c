"""The benchmark: the alternatives agree with the engine, and disagreement stops it."""

import json

import numpy as np
import pytest

from pedekate import cli
from pedekate.benchmark import alternatives, city, engine, steps


def test_every_alternative_gives_the_engines_numbers(capsys):
    assert cli.main(["tolok", "--keluarga", "3000", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["langkah"]
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
    answer = engine.answer(people, queue, 100.5 * whole)
    assert answer[0] == pytest.approx(100.5)


def test_too_small_a_city_is_one_sentence(capsys):
    assert cli.main(["tolok", "--keluarga", "10"]) == 2
    assert "sedikitnya 1000" in capsys.readouterr().err
