"""The one cached door to draws of the truth: drawn once a database, then read by every rule."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np
import streamlit as st

from pedekate.parameters import load as parameter
from pedekate.simulation import doubt, uncertainty
from pedekate.simulation.scenario import SEED, Scenario
from pedekate.simulation.uncertainty import DRAWS, Doubt, Truth
from pedekate.ui import data
from pedekate.ui.simulation import runs

LINE_STEP = 0.05  # the line is asked about this share lower and higher


@dataclass(slots=True, kw_only=True, eq=False)
class _Drawn:
    """Draws as far as they have been made; another session goes on where one was interrupted."""

    doubt: Doubt
    source: Iterator[Truth]
    truths: list[Truth] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


def outcomes(
    scenarios: tuple[Scenario, ...], *, line: float = 1.0, missing: float | None = None
) -> dict[str, np.ndarray]:
    """Outcome → (draws, scenarios), the same draws for all; shows progress while it draws.

    The outcomes of `uncertainty.judge`, and `cakupan_keluarga`: the share of poor families reached.

    Args:
        scenarios: of one programme.
        line: multiple of the poverty line, up to 1 + LINE_STEP.
        missing: share of the poor families no registry holds; the parameter by default.

    Raises:
        StoreError: the databases hold no score model.
    """
    _complete(_drawn(runs.mark(), SEED))
    share = float(parameter("luar_registri").latest.nilai) if missing is None else missing
    return _judged(runs.mark(), SEED, scenarios, line, share)


def _complete(drawn: _Drawn) -> None:
    with drawn.lock:
        if len(drawn.truths) == DRAWS:
            return
        text = f"Mengundi {DRAWS} kemungkinan keadaan kota …"
        bar = st.progress(0.0, text=text)
        for truth in drawn.source:
            drawn.truths.append(truth)
            if len(drawn.truths) % 10 == 0:
                bar.progress(len(drawn.truths) / DRAWS, text=text)
        bar.empty()


@st.cache_resource(show_spinner="Menyiapkan undian …", max_entries=1)
def _drawn(mark: str, seed: int) -> _Drawn:
    with data.lease() as reader:
        known = doubt.load(
            reader,
            line=float(parameter("garis_kemiskinan").latest.nilai),
            missing=float(parameter("luar_registri").latest.nilai),
        )
    source = uncertainty.truths(known, seed=seed, upto=1 + LINE_STEP)
    # The coefficients' error is by far the largest part, and of use only while drawing.
    light = replace(known, design=np.empty((len(known.size), 0)))
    return _Drawn(doubt=light, source=source)


@st.cache_data(show_spinner=False, max_entries=256)
def _judged(
    mark: str, seed: int, scenarios: tuple[Scenario, ...], line: float, missing: float
) -> dict[str, np.ndarray]:
    drawn = _drawn(mark, seed)
    known = replace(drawn.doubt, line=line * drawn.doubt.line, missing=missing)
    rules = []
    for scenario in scenarios:
        programme = scenario.program
        rules.append(
            doubt.rule(
                runs.prepared(programme, scenario.aturan),
                runs.queue(programme, scenario.peringkat, scenario.aturan),
                runs.result(programme, scenario), families=len(known.size),
            )
        )  # fmt: skip
    found = uncertainty.judge(known, drawn.truths, rules)
    return found | {"cakupan_keluarga": 1 - found["eksklusi_keluarga"]}
