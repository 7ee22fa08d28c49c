"""What the page Metodologi shows: texts filled from parameters, and tables of what is in force.

No number is typed here or in `data/metodologi`: each comes from a parameter, a published series, or
the loaded databases.
"""

import datetime as dt
from string import Template

import pandas as pd

from pedekate import config, parameters
from pedekate.errors import ConfigError
from pedekate.format import angka, rupiah, tanggal
from pedekate.indicators import catalogue, criteria_sets, groupings
from pedekate.parameters import official
from pedekate.simulation import programs, rules
from pedekate.ui.kit import categories
from pedekate.ui.simulation.rule import text as rule_text

Z_95 = 1.96
UNIT_WORDS = {
    "keluarga": "keluarga", "individu": "jiwa", "siswa": "siswa", "rumah": "rumah",
    "wilayah": "kelurahan",
}  # fmt: skip


def method_texts(*, survey_households: int | None) -> list[str]:
    """The sections of `data/metodologi`, in file order, placeholders filled.

    Args:
        survey_households: rows of the survey behind the needs score; None when none was loaded.

    Raises:
        ConfigError: a text names a placeholder nobody fills; the sentence names file and word.
    """
    values = _values(survey_households)
    return [_filled(path, values) for path in sorted((config.DATA / "metodologi").glob("*.md"))]


def source_notes() -> list[str]:
    """The `SUMBER.md` of every data folder, as Markdown with its heading one level down."""
    return [
        "#" + path.read_text(encoding="utf-8") for path in sorted(config.DATA.glob("*/SUMBER.md"))
    ]


def _filled(path, values: dict[str, str]) -> str:
    try:
        return Template(path.read_text(encoding="utf-8")).substitute(values)
    except (KeyError, ValueError) as error:
        raise ConfigError(
            f"Teks data/metodologi/{path.name} memakai isian yang tidak dikenal: {error}."
        ) from None


def _values(survey_households: int | None) -> dict[str, str]:
    headcount = official.latest("P0_persentase_penduduk_miskin")
    line = parameters.load("garis_kemiskinan").latest
    error = parameters.load("galat_susenas").latest.nilai
    half = Z_95 * error * headcount["nilai"]
    priority = criteria_sets.priority_rules()
    survey = "yang belum dimuat" if survey_households is None else angka(survey_households)
    return {
        "p0": angka(headcount["nilai"], 2),
        "tahun_p0": str(headcount["tahun"]),
        "garis": angka(line.nilai),
        "garis_sejak": tanggal(line.sejak),
        "galat": angka(error * 100),
        "p0_bawah": angka(headcount["nilai"] - half, 1),
        "p0_atas": angka(headcount["nilai"] + half, 1),
        "ambang_rasio": angka(parameters.load("ambang_rasio").latest.nilai),
        "ambang": angka(parameters.load("ambang_sel").latest.nilai),
        "urutan_sumber": ", ".join(categories.names("sumber").values()),
        "pembulatan": angka(parameters.load("pembulatan").latest.nilai),
        "survei_n": survey,
        "goyangan": angka(priority.tarikan),
        "konsentrasi": angka(priority.konsentrasi),
        "teratas": angka(priority.bagian_teratas * 100),
        "kokoh": angka(priority.batas_kokoh * 100),
        "mungkin": angka(priority.batas_mungkin * 100),
        **{
            name: angka(100 * parameters.load(name).latest.nilai)
            for name in ("luar_registri", "luar_registri_termiskin")
        },
    }


def parameter_table() -> pd.DataFrame:
    """Every parameter's value in force: nama, nilai, satuan, sejak, keyakinan, sumber (text)."""
    rows = []
    for name in parameters.names():
        parameter = parameters.load(name)
        value = parameter.latest
        rows.append(
            {
                "nama": parameter.nama,
                "nilai": _figure(value.nilai),
                "satuan": parameter.satuan,
                "sejak": tanggal(value.sejak),
                "keyakinan": value.keyakinan,
                "sumber": value.sumber,
            }
        )
    return pd.DataFrame(rows)


def indicator_table() -> pd.DataFrame:
    """Every indicator of the catalogue: tema, nama, definisi, penyebut, sumber."""
    known = catalogue.load()
    return pd.DataFrame(
        {
            "tema": known.topic_name(indicator.tema),
            "nama": indicator.nama,
            "definisi": indicator.definisi,
            "penyebut": indicator.penyebut,
            "sumber": indicator.sumber,
        }
        for indicator in known.indikator
    )


def grouping_table() -> pd.DataFrame:
    """Every grouping of families: nama, kelas, sumber (text)."""
    return pd.DataFrame(
        {
            "nama": one.nama,
            "kelas": "; ".join([c.nama for c in one.kelas] or one.nilai.values()) or "nilainya",
            "sumber": one.sumber,
        }
        for one in groupings.load().values()
    )


def set_table() -> pd.DataFrame:
    """Every set of criteria: nama, jenis, satuan, ambang, teramati, keyakinan, sumber (text)."""
    return pd.DataFrame(
        {
            "nama": one.nama,
            "jenis": "resmi" if one.resmi else "bukan resmi",
            "satuan": one.unit_word,
            "ambang": one.asal_ambang,
            "teramati": f"{len(one.observed)} dari {len(one.kriteria)}",
            "keyakinan": one.keyakinan,
            "sumber": one.sumber,
        }
        for one in criteria_sets.load().values()
    )


def external_table(measures) -> pd.DataFrame:
    """Every loaded indicator of an outside table: what it is, its badge, period, source, files.

    Args:
        measures: `ui.data.measures()`; those of the register are left out.
    """
    return pd.DataFrame(
        [
            {
                "nama": m.nama,
                "lencana": m.lencana,
                "definisi": m.definisi,
                "penyebut": m.penyebut or "–",
                "periode": m.waktu,
                "sumber": m.sumber,
                "berkas": ", ".join(m.luar.berkas),
            }
            for m in measures
            if m.luar
        ]
    )


def programme_table() -> pd.DataFrame:
    """Every programme: nama, dana, manfaat, syarat_sumber, dasar_hukum, sumber of the amount."""
    rows = []
    for name in programs.names():
        program = programs.load(name)
        rows.append(
            {
                "nama": program.nama,
                "dana": program.dana,
                "manfaat": _benefit(program),
                "dasar": program.dasar_hukum,
                "syarat": program.syarat_sumber,
                "keyakinan": program.syarat_keyakinan,
            }
        )
    return pd.DataFrame(rows)


def ready_rule_table() -> pd.DataFrame:
    """Ready-made rules of the rule builder: nama, syarat, dasar, sumber, keyakinan."""
    return pd.DataFrame(
        {
            "nama": preset.nama,
            "syarat": rule_text.sentence(rules.from_preset(preset), ()),
            "dasar": preset.dasar_hukum,
            "sumber": preset.sumber,
            "keyakinan": preset.keyakinan,
        }
        for preset in rules.catalogue().sasaran
    )


def _benefit(program) -> str:
    if program.komponen:
        amounts = [part.rp_per_tahun[-1].nilai_rp for part in program.komponen]
        return f"{rupiah(min(amounts))}–{rupiah(max(amounts))} setahun per komponen"
    amount = program.manfaat[-1]
    period = "sekali" if program.bulan == 1 else "sebulan"
    return f"{rupiah(amount.nilai_rp)} {period} per {UNIT_WORDS[program.satuan]}"


def balance_table(files: pd.DataFrame) -> pd.DataFrame:
    """Loaded files as the screen shows them: sources by name, dates in words.

    A table of figures names its publisher itself.
    """
    names = categories.source_names()
    return files.assign(
        sumber=[names.get(s, s) for s in files["sumber"]],
        tanggal=[day(d) for d in files["tanggal_data"]],
    )


def _figure(value: float) -> str:
    if isinstance(value, int) or float(value).is_integer():
        return angka(value)
    return angka(value, 2)


def day(text: str | dt.date | None) -> str:
    """A date as the screen writes it; "tidak diketahui" when there is none."""
    if text is None or pd.isna(text):
        return "tidak diketahui"
    return tanggal(pd.Timestamp(text).date())
