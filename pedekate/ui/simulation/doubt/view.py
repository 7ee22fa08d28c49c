"""Section of the page Simulasi: how sure its figures are, by drawing the truth again and again."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import streamlit as st

from pedekate.errors import StoreError
from pedekate.format import persen, rentang, rupiah, tanggal
from pedekate.parameters import load as parameter
from pedekate.simulation.ranking import YARDSTICKS
from pedekate.simulation.register import TRUTH
from pedekate.simulation.scenario import PERINGKAT, Scenario
from pedekate.simulation.uncertainty import better_share, interval
from pedekate.ui import data
from pedekate.ui.kit import components
from pedekate.ui.kit.components import Column, Download
from pedekate.ui.simulation import draws, runs, view
from pedekate.ui.simulation.bands import Band, bands
from pedekate.ui.simulation.controls import Choice
from pedekate.ui.simulation.doubt import text
from pedekate.ui.simulation.doubt.workbook import workbook

BENEFIT_STEP = 0.2  # the benefit is asked about this share lower and higher
ASSUMED = "Andaian dasar"
Judged = dict[str, np.ndarray]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """An outcome as the section shows it: its name, its unit and denominator, how it is written."""

    name: str
    unit: str
    write: Callable[[float], str]
    write_range: Callable[[float, float], str]
    lacking: bool = False


def _percents(decimals: int) -> Callable[[float, float], str]:
    return lambda low, high: rentang(100 * low, 100 * high, decimals)


def _millions(low: float, high: float) -> str:
    if high == float("inf"):
        return f"dari {rupiah(low)}"
    return rentang(low / 1e6, high / 1e6, 1)


MEASURES = {
    "cakupan_keluarga": Measure(
        name="keluarga miskin yang terjangkau", unit="Persen keluarga miskin",
        write=lambda v: persen(v, 1), write_range=_percents(1),
    ),
    "inklusi_keluarga": Measure(
        name="penerima yang tidak miskin", unit="Persen keluarga penerima", write=persen,
        write_range=_percents(0), lacking=True,
    ),
    "p0_sesudah": Measure(
        name="penduduk miskin sesudah bantuan", unit="Persen penduduk sesudah bantuan",
        write=lambda v: persen(v, 1), write_range=_percents(1), lacking=True,
    ),
    "biaya_per_keluarga_miskin": Measure(
        name="biaya per keluarga miskin yang terjangkau",
        unit="Belanja setahun per keluarga miskin yang terjangkau", write=rupiah,
        write_range=_millions,
    ),
}  # fmt: skip


def show(choice: Choice) -> None:
    """The whole section for one choice of money, benefit and ranking."""
    chosen = choice.scenario.peringkat
    if chosen in YARDSTICKS:
        components.notice(
            f"“{PERINGKAT[chosen]}” adalah tolok ukur yang melihat semua keluarga, juga yang di "
            "luar registri, jadi tidak dapat diundi. Pilih urutan penerima lain."
        )
        return
    names = [n for n in view.compared_rankings(choice) if n not in YARDSTICKS]
    names = [chosen, *(name for name in names if name != chosen)]
    scenarios = tuple(replace(choice.scenario, peringkat=name) for name in names)
    try:
        found = draws.outcomes(scenarios)
    except StoreError as error:
        components.notice(str(error))
        return
    money = choice.scenario.for_benefits > 0
    _header(choice, names, found)
    if not money:
        return
    _outcome_blocks(choice, names, found)
    left, right = st.columns(2, gap="large")
    with left:
        _pairs(names, found)
    with right:
        cases = sensitivity(choice.scenario)
        _sensitivity(cases)
    _source(choice, names, found, cases)


def sensitivity(scenario: Scenario) -> dict[str, Judged]:
    """Name of an assumption → outcomes of the scenario under it, today's assumption first."""
    step, shift = draws.LINE_STEP, BENEFIT_STEP
    heavy = float(parameter("luar_registri_termiskin").latest.nilai)
    base = float(parameter("luar_registri").latest.nilai)
    cases = {
        ASSUMED: (scenario, {}),
        f"Garis {persen(step)} lebih rendah": (scenario, {"line": 1 - step}),
        f"Garis {persen(step)} lebih tinggi": (scenario, {"line": 1 + step}),
    }
    if scenario.peringkat != "universal":
        for word, factor in (("kecil", 1 - shift), ("besar", 1 + shift)):
            other = replace(scenario, manfaat_rp=scenario.manfaat_rp * factor)
            cases[f"Manfaat {persen(shift)} lebih {word}"] = (other, {})
    for share in (0.0, heavy):
        cases[f"{persen(share)} di luar registri (dasar {persen(base)})"] = (
            scenario, {"missing": share},
        )  # fmt: skip
    return {
        name: {k: v[:, 0] for k, v in draws.outcomes((one,), **more).items()}
        for name, (one, more) in cases.items()
    }


def _header(choice: Choice, names: list[str], found: Judged) -> None:
    errors = {PERINGKAT[n]: found["eksklusi_keluarga"][:, k] for k, n in enumerate(names)}
    first = PERINGKAT[names[0]]
    missing = parameter("luar_registri").latest.nilai
    components.page_header(
        text.headline(
            choice.scenario.anggaran_rp, errors[first],
            told_apart=text.against(errors, first),
        ),
        f"Menurut {first}; rentang 80 persen dari {draws.uncertainty.DRAWS} undian keadaan kota; "
        f"{persen(missing)} keluarga miskin diandaikan di luar setiap registri. Daftarnya tetap, "
        "yang diundi siapa yang sebenarnya miskin. Simulasi, bukan penetapan penerima.",
        "model",
    )  # fmt: skip


def _outcome_blocks(choice: Choice, names: list[str], found: Judged) -> None:
    raises = runs.programme(choice.programme).menambah_konsumsi
    places = [place for _ in range(2) for place in st.columns(2, gap="large")]
    for place, (key, measure) in zip(places, MEASURES.items(), strict=True):
        with place:
            if key == "p0_sesudah":
                before = found["p0_sebelum"][:, 0]
                after = found[key][:, 0] if raises else np.full(len(before), np.nan)
                title = text.poverty_title(before, after)
            else:
                title = _title(measure, found[key][:, 0])
            components.block_title(
                title, f"{measure.unit}; titik: tengah undian, pita: 80 persen, tipis: 95 persen",
                "model",
            )  # fmt: skip
            if key == "p0_sesudah" and not raises:
                components.notice("Manfaat program ini tidak menambah belanja keluarga.")
                continue
            rows = [band(PERINGKAT[n], found[key][:, k], k == 0) for k, n in enumerate(names)]
            st.html(
                bands(rows, write=measure.write, write_range=measure.write_range,
                      lacking=measure.lacking, alt=title)
            )  # fmt: skip


def band(name: str, values: np.ndarray, chosen: bool = False) -> Band:
    """Median and intervals of one rule; NaN where no draw has a value."""
    known = values[~np.isnan(values)]
    middle = float(np.quantile(known, 0.5, method="inverted_cdf")) if len(known) else np.nan
    return Band(
        name=name, median=middle, inner=interval(values, level=0.8),
        outer=interval(values, level=0.95), chosen=chosen,
    )  # fmt: skip


def _title(measure: Measure, values: np.ndarray) -> str:
    row = band("", values)
    if np.isnan(row.median):
        return f"{_upper(measure.name)}: tidak dapat dihitung"
    if row.median == float("inf"):
        return "Tidak satu pun keluarga miskin terjangkau dalam sebagian besar undian"
    return f"{_upper(measure.name)}: sekitar {measure.write(row.median)}"


def _pairs(names: list[str], found: Judged) -> None:
    """The chosen rule beside every other, draw by draw."""
    errors, others = found["eksklusi_keluarga"], names[1:]
    if not others:
        return components.notice("Program ini tidak punya cara urut lain untuk dibandingkan.")
    first = PERINGKAT[names[0]]
    shares = [better_share(errors[:, 0], errors[:, k]) for k in range(1, len(names))]
    closest = int(np.nanargmin([abs(s - 0.5) for s in shares])) + 1
    components.block_title(
        text.pair_sentence(
            first, PERINGKAT[names[closest]], errors[:, 0], errors[:, closest]
        ),
        f"{first} dibanding cara lain, undian demi undian: bagian undian ketika lebih sedikit "
        "keluarga miskin tertinggal", "model",
    )  # fmt: skip
    rows = []
    for k, (name, share) in enumerate(zip(others, shares, strict=True), 1):
        low, high = interval(errors[:, k] - errors[:, 0], level=0.8)
        rows.append(
            {
                "nama": PERINGKAT[name], "bagian": text.draws(share),
                "beda": rentang(100 * low, 100 * high, 1), "arti": text.verdict(share),
            }
        )  # fmt: skip
    columns = [
        Column("nama", "Dibanding", str, number=False),
        Column("bagian", "Undian lebih baik", str),
        Column("beda", "Selisih (poin)", str, wide_only=True),
        Column("arti", "Kesimpulan", str, number=False),
    ]
    components.plain_table(pd.DataFrame(rows), columns)
    components.source_line(
        "Di antara 10 dan 90 persen undian dua cara tidak dapat dibedakan. Selisih: poin persen "
        "keluarga miskin yang lebih banyak terjangkau, rentang 80 persen."
    )


def _sensitivity(cases: dict[str, Judged]) -> None:
    """The chosen rule under other assumptions."""
    rows = [band(name, c["cakupan_keluarga"], name == ASSUMED) for name, c in cases.items()]
    moved = sorted(((row.name, row.median) for row in rows[1:]), key=lambda pair: pair[1])
    title = text.sensitivity_title(rows[0].median, moved[0], moved[-1])
    components.block_title(
        title, "Persen keluarga miskin yang terjangkau bila andaiannya lain, cara urut tetap",
        "model",
    )  # fmt: skip
    measure = MEASURES["cakupan_keluarga"]
    st.html(bands(rows, write=measure.write, write_range=measure.write_range, alt=title))


def _source(choice: Choice, names: list[str], found: Judged, cases: dict[str, Judged]) -> None:
    line = parameter("garis_kemiskinan").latest
    basis = text.basis(
        line=line.nilai, year=line.sejak.year, seed=draws.SEED, by_decile="desil" in names,
        missing=parameter("luar_registri").latest.nilai,
        registered=tanggal(data.status().tanggal_registri),
        true_city=runs.register_of_city().population.basis == TRUTH,
    )  # fmt: skip
    measures = {key: _upper(measure.name) for key, measure in MEASURES.items()}
    if not runs.programme(choice.programme).menambah_konsumsi:
        del measures["p0_sesudah"]
    file = Download(
        label="Tabel (XLSX)", file_name=f"simulasi_{choice.programme}_keyakinan.xlsx",
        data=lambda: workbook(
            choice.scenario, names, found, cases, measures=measures, basis=basis,
            programme=runs.programme(choice.programme).nama,
        ),
    )  # fmt: skip
    components.source_line(basis, key="simulasi_yakin", downloads=[file])


def _upper(words: str) -> str:
    return words[0].upper() + words[1:]
