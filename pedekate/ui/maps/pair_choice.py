"""What the two maps compare: the controls of each comparison, and its two sides."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from pedekate.charts.theme import COVERAGE, NEED
from pedekate.format import bulan_tahun, is_missing, rupiah, tanggal
from pedekate.indicators.wave_shares import WAVES
from pedekate.simulation import programme_run
from pedekate.simulation.scenario import PERINGKAT, Scenario
from pedekate.ui import data
from pedekate.ui.data import Measure
from pedekate.ui.indicators.criteria_text import lower_first
from pedekate.ui.kit import categories, filters
from pedekate.ui.maps import kept, scenario_choice, unmet
from pedekate.ui.maps.pair_model import Pair, Side
from pedekate.ui.maps.view import Unit
from pedekate.ui.simulation import runs

LOW = "desil_1_4"  # the families programmes are for, the base of every coverage rate
_COVERAGE_BASE = "keluarga desil 1–4"
_WAVE_MEASURES = {
    "desil_4": ("Keluarga desil 1–4", 4), "desil_2": ("Keluarga desil 1–2", 2),
    "keluarga": ("Keluarga tercatat", None),
}  # fmt: skip
_RERANKED = "Desil diperingkat ulang tiap gelombang: turun dapat berarti perbaikan data."
_MOVED = "Keluarga yang pindah dihitung di alamat barunya."
# A scale on what is shown would change the meaning of a colour at every move of the budget.
_FIXED = (60.0, 70.0, 80.0, 90.0)
_FIRST_TWO = ("tanpa_jamban_sendiri", "tanpa_tangki_septik")
_ASKED_BY_MOST = "tanpa_jamban_sendiri"
_OWN_BASE = "Penyebut tiap sumber ialah keluarga yang dimuatnya sendiri."


def offered() -> dict[str, str]:
    """Comparisons the data allow, id → name."""
    names = {}
    if data.status().has_families:
        names["cakupan"] = "Kebutuhan dan cakupan"
        names["sumber"] = "Dua sumber"
    if data.wave_pairs():
        names["waktu"] = "Dua waktu"
    if data.status().has_families:
        names["skenario"] = "Sebelum dan sesudah skenario"
    if len(_comparable()) > 1:
        names["ukuran"] = "Dua ukuran"
    return names


def choose() -> Pair:
    """The controls of the comparison in the open control bar, and what they choose."""
    kind = filters.choose("Bandingkan", offered(), key="banding", width=250, show_label=False)
    build: Callable[[], Pair] = {
        "cakupan": _coverage, "sumber": _sources, "waktu": _waves, "skenario": _scenarios,
        "ukuran": _measures,
    }[kind]  # fmt: skip
    return build()


def _coverage() -> Pair:
    """Families up to decile 4 and those among them who receive, both of all ranked families."""
    programmes = {
        m.id: m.nama for m in data.register_measures() if m.penyebut == _COVERAGE_BASE
    }  # fmt: skip
    chosen = data.measure(
        filters.choose("Program", programmes, key="cakupan", width=210, show_label=False)
    )
    need = data.measure(LOW)
    base = data.measure_by_kelurahan(LOW)
    left = _rates(base)
    reached = {m: _among(base, data.measure_by_kelurahan(m)) for m in programmes}
    city = data.city_value(LOW)
    of_city = data.city_value(chosen.id)["pembilang"] / city["penyebut"] * 100
    return Pair(
        kind="cakupan",
        left=Side(name=need.nama, phrase=need.frasa, note="kebutuhan", rows=left,
                  city=_number(city["nilai"] * 100), scale=NEED),
        right=Side(name=chosen.nama, phrase=_receiving(chosen), note="di antara semua keluarga",
                   rows=reached[chosen.id], city=_number(of_city), scale=COVERAGE),
        unit="per 100 keluarga", counts=False, title="Keluarga, per 100 keluarga berperingkat",
        pooled=_pool(left, *reached.values()), badge=chosen.lencana,
        base=f"Penyebut kedua peta: {need.penyebut}, {need.waktu}", source=chosen.sumber,
        gap="Belum menerima", sign=-1, key=f"cakupan|{chosen.id}",
    )  # fmt: skip


def _sources() -> Pair:
    names = categories.names("sumber")
    # Deciles and receipt belong to the register as a whole, not to one source.
    measures = {
        m.id: m.nama for m in data.register_measures() if m.tema not in ("desil", "program")
    }
    m = data.measure(
        filters.choose(
            "Ukuran", measures, key="ukuran_sumber", default=_ASKED_BY_MOST, width=250,
            show_label=False,
        )
    )  # fmt: skip
    tables = {s: data.class_by_kelurahan(m.id, "sumber", s) for s in names}
    tables = {s: t for s, t in tables.items() if t["nilai"].notna().any()} or tables
    one, other = _two({s: names[s] for s in tables}, "sumber")
    days = data.source_days()
    cities = data.measure_by_class(m.id, data.CITY, "sumber").set_index("kelas")["nilai"]
    left, right = (
        Side(name=names[s], phrase=names[s], note=_day(days.get(s)),
             rows=_rates(tables[s]), city=_number(cities.get(s, np.nan) * 100), scale=_scale(m))
        for s in (one, other)
    )  # fmt: skip
    return Pair(
        kind="sumber", left=left, right=right, unit=f"per 100 {m.satuan_hitung}", counts=False,
        title=f"{m.nama}, per 100 {m.satuan_hitung}",
        pooled=_pool(*(_rates(t) for t in tables.values())), badge=m.lencana,
        base=f"Penyebut: {m.penyebut}, menurut tiap sumber", source=m.sumber, caution=_OWN_BASE,
        key=f"sumber|{m.id}|{one}|{other}",
    )  # fmt: skip


def _waves() -> Pair:
    names = categories.names("sumber")
    pairs = data.wave_pairs()
    sources = {p.sumber: names[p.sumber] for p in pairs}
    source = filters.choose(
        "Sumber", sources, key="sumber_waktu", default="dtsen", width=130, show_label=False
    )
    ours = {str(p.ke): p for p in pairs if p.sumber == source}
    days = {ke: f"{_day(p.lama)} dan {_day(p.baru)}" for ke, p in ours.items()}
    ke = filters.choose("Gelombang", days, key="gelombang", width=290, show_label=False)
    shown = {k: name for k, (name, _) in _WAVE_MEASURES.items()}
    chosen = filters.choose("Ukuran", shown, key="ukuran_waktu", width=190, show_label=False)
    name, upto = _WAVE_MEASURES[chosen]
    counts = upto is None
    everything = {
        (k, wave): data.wave_rows(p, wave, upto) for k, p in ours.items() for wave in WAVES
    }
    pair = ours[ke]
    left, right = (
        Side(name=_day(day), phrase=_month(day, (pair.lama, pair.baru)),
             note=f"{names[source]}, {name.lower()}", rows=_wave(everything[ke, wave], counts),
             city=_wave_city(everything[ke, wave], counts), scale=NEED)
        for wave, day in zip(WAVES, (pair.lama, pair.baru), strict=True)
    )  # fmt: skip
    unit = "keluarga" if counts else "per 100 keluarga"
    return Pair(
        kind="waktu", left=left, right=right, unit=unit, counts=counts, title=f"{name}, {unit}",
        pooled=_pool(*(_wave(t, counts) for t in everything.values())), badge="terdaftar",
        base="Semua keluarga gelombang itu" if counts else "Penyebut: keluarga yang berdesil",
        source=f"{names[source]} {_day(pair.lama)} dan {_day(pair.baru)}",
        caution=_MOVED if counts else f"{_RERANKED} {_MOVED}",
        key=f"waktu|{source}|{ke}|{chosen}",
    )  # fmt: skip


def _scenarios() -> Pair:
    after = scenario_choice.choose(ranked=True)
    before = _today(after.program)
    program = runs.programme(after.program).nama_pendek
    left, right = (
        Side(name=name, phrase=name.lower(), note=_rule(one), rows=_rates(unmet.by_kelurahan(one)),
             city=_number(unmet.of_city(one)["nilai"] * 100), scale=NEED)
        for name, one in (("Sekarang", before), ("Skenario", after))
    )  # fmt: skip
    return Pair(
        kind="skenario", left=left, right=right, unit="per 100 keluarga miskin", counts=False,
        title="Keluarga miskin belum terjangkau, per 100", pooled=_pool(left.rows, right.rows),
        badge="model", base=f"Simulasi {program}; penyebut: keluarga miskin (perkiraan)",
        source="simulasi atas registri kota; cara hitungnya di Metodologi",
        caution="Simulasi, bukan penetapan penerima; per kelurahan baca kelasnya.",
        breaks=_FIXED,
        key=f"skenario|{after.fingerprint(data='', code='')}",
    )  # fmt: skip


def _measures() -> Pair:
    groups = _comparable()
    names = {m.id: m.nama for group in groups.values() for m in group}
    first = filters.choose(
        "Kiri", names, key="ukuran_kiri", default=_FIRST_TWO[0], width=250, show_label=False
    )
    same = next(g for g in groups.values() if first in {m.id for m in g})
    others = {m.id: m.nama for m in same if m.id != first}
    second = filters.choose(
        "Kanan", others, key="ukuran_kanan", default=_FIRST_TWO[1], width=250, show_label=False
    )
    units = [kept.unit_of(one, False) for one in (first, second)]
    left, right = (
        Side(name=u.measure.nama, phrase=lower_first(u.measure.nama), note=u.measure.waktu,
             rows=kept.shown_rows(u), city=kept.city_of(u), scale=u.scale)
        for u in units
    )  # fmt: skip
    m = units[0].measure
    badges = {u.measure.lencana for u in units}
    return Pair(
        kind="ukuran", left=left, right=right, unit=_unit_words(units[0]), counts=units[0].counts,
        title=units[0].label, pooled=_pool(left.rows, right.rows),
        badge="model" if "model" in badges else m.lencana,
        base=f"Penyebut: {m.penyebut} (kiri), {units[1].measure.penyebut} (kanan)",
        source="; ".join(dict.fromkeys(u.measure.sumber for u in units)),
        key=f"ukuran|{first}|{second}",
    )  # fmt: skip


def _comparable() -> dict[str, list[Measure]]:
    """Measures per kelurahan by unit; a unit with one measure has nothing to compare."""
    groups: dict[str, list[Measure]] = {}
    for m in data.measures():
        if m.luar is None:
            groups.setdefault(f"per 100 {m.satuan_hitung}", []).append(m)
        elif m.luar.tingkat == "kelurahan":
            groups.setdefault(_unit_words(kept.unit_of(m.id, False)), []).append(m)
    return {words: group for words, group in groups.items() if len(group) > 1}


def _unit_words(unit: Unit) -> str:
    return unit.measure.satuan_hitung if unit.counts else lower_first(unit.label)


def _two(names: dict[str, str], key: str) -> tuple[str, str]:
    """Two different ones of `names`, the second chosen among what the first leaves."""
    one = filters.choose("Kiri", names, key=f"{key}_kiri", width=130, show_label=False)
    rest = {i: n for i, n in names.items() if i != one} or names
    other = filters.choose("Kanan", rest, key=f"{key}_kanan", width=130, show_label=False)
    return one, other


def _today(programme: str) -> Scenario:
    """Today: the present list where there is one, else the programme's own rule and budget."""
    ready = runs.prepared(programme)
    usual = runs.programme(programme).peringkat
    listed = "daftar" in programme_run.rankings(ready)
    return programme_run.scenario(
        ready, peringkat="daftar" if listed else usual,
        anggaran_rp=scenario_choice.usual_budget(programme),
    )  # fmt: skip


def _rule(scenario: Scenario) -> str:
    return f"{lower_first(PERINGKAT[scenario.peringkat])}, {rupiah(scenario.anggaran_rp)}"


def _receiving(m: Measure) -> str:
    """`desil 1–4 menerima PKH` → `menerima PKH`: the need beside it already says whom."""
    return m.frasa.split("desil 1–4 ")[-1]


def _scale(m: Measure) -> tuple[str, ...]:
    return NEED if m.arah == "butuh" else COVERAGE


def _rates(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(nilai=rows["nilai"].astype(float) * 100)


def _among(base: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Families counted in `rows` per 100 of the base of another measure; both as published."""
    of = base.set_index("kode_kelurahan")["penyebut"].astype("Float64")
    have = rows.set_index("kode_kelurahan")["pembilang"].astype("Float64")
    share = (have / of.where(of > 0) * 100).reindex(rows["kode_kelurahan"])
    hidden = rows["nilai"].isna().to_numpy()
    values = share.to_numpy(float, na_value=np.nan)
    return rows.assign(nilai=np.where(hidden, np.nan, values))


def _wave(table: pd.DataFrame, counts: bool) -> pd.DataFrame:
    rows = data.areas("kelurahan").merge(table.reset_index(drop=True), on="kode", how="left")
    values = rows["pembilang"].astype("Float64") if counts else rows["nilai"] * 100
    rows["nilai"] = values.to_numpy(float, na_value=np.nan)
    rows["keterangan"] = rows["keterangan"].fillna("tidak ada data")
    return rows.rename(columns={"kode": "kode_kelurahan", "nama": "nama_kelurahan"})


def _wave_city(table: pd.DataFrame, counts: bool) -> float:
    if data.CITY not in table.index:
        return np.nan
    row = table.loc[data.CITY]
    return _number(row["pembilang"] if counts else row["nilai"] * 100)


def _pool(*tables: pd.DataFrame) -> np.ndarray:
    return np.concatenate([table["nilai"].to_numpy(float) for table in tables])


def _number(value) -> float:
    return np.nan if is_missing(value) else float(value)


def _month(day, both) -> str:
    """`Januari 2027`; the full date where both waves are of one month."""
    same = all(both) and bulan_tahun(both[0]) == bulan_tahun(both[1])
    return _day(day) if same or not day else bulan_tahun(day)


def _day(day) -> str:
    return tanggal(day) if day else "tanpa tanggal"
