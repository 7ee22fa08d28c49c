"""`indikator`: every indicator per city, kecamatan or kelurahan, protected as on screen."""

import argparse
import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from pedekate import config
from pedekate.commands import output
from pedekate.disclosure import policy
from pedekate.indicators import breakdown, catalogue, external
from pedekate.parameters import official
from pedekate.store import queries
from pedekate.store.connection import ANALITIK, open_reader

COLUMNS = [
    "kode", "nama", "indikator", "nama_indikator", "nilai", "pembilang", "penyebut",
    "tak_diketahui", "satuan", "satuan_hitung", "lencana", "tanggal", "sumber", "disembunyikan",
    "keterangan",
]  # fmt: skip
# Published figures that answer the same question as the page Beranda, newest undoubted year each.
OFFICIAL = {
    "P0_persentase_penduduk_miskin": "Penduduk miskin",
    "jumlah_penduduk_miskin": "Jumlah penduduk miskin",
    "garis_kemiskinan": "Garis kemiskinan",
    "P1_indeks_kedalaman": "Indeks kedalaman kemiskinan (P1)",
    "P2_indeks_keparahan": "Indeks keparahan kemiskinan (P2)",
    "gini_rasio": "Rasio Gini",
    "TPT": "Tingkat pengangguran terbuka",
    "IPM_seri_baru": "Indeks pembangunan manusia (seri baru)",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--gudang", type=Path, default=None, help="folder basis data")
    parser.add_argument("--per", choices=breakdown.LEVELS, required=True, help="tingkat wilayah")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="tulis satu objek JSON saja")
    form.add_argument("--csv", action="store_true", help="tulis CSV (bawaan)")


def run(args: argparse.Namespace) -> int:
    with open_reader((args.gudang or config.gudang_dir()) / ANALITIK) as reader:
        facts = queries.keterangan(reader)
        areas, outside = queries.wilayah(reader), queries.agregat_luar(reader)
        rows = list(rows_per(args.per, areas, _by_indicator(reader), facts))
    rows += external_rows(args.per, areas, outside)
    for measure in external.measures(outside, external.book()):
        if external.LEVELS.index(measure.tingkat) < external.LEVELS.index(args.per):
            sys.stderr.write(
                f"{measure.indikator.nama} ({measure.sumber}) hanya per {measure.tingkat}; "
                f"tidak ada angka per {args.per}.\n"
            )
    label = config.LABEL_SINTETIS if facts.get("sintetis") == "ya" else None
    if args.json:
        head = {"per": args.per, "keterangan": label, "sidik_jari": facts.get("sidik_jari")}
        sys.stdout.write(json.dumps(head | {"baris": rows}, ensure_ascii=False) + "\n")
    else:
        _write_csv(rows, label)
    return 0


def rows_per(
    level: str,
    areas: pd.DataFrame,
    cells: dict[str, pd.DataFrame],
    facts: dict[str, str],
) -> Iterator[dict]:
    """One record per area and indicator; for the city the official figures come first.

    Args:
        level: kota, kecamatan or kelurahan.
        areas: `queries.wilayah`.
        cells: exact rows per indicator id, every level (protection needs them all).
        facts: the `meta` table.
    """
    places = areas[areas["tingkat"] == level]
    if level == "kota":
        yield from (_official(name, places.iloc[0]) for name in OFFICIAL)
    if facts.get("mode") == "agregat":
        return
    for indicator in catalogue.load().indikator:
        shown = _published(indicator, cells.get(indicator.id))
        for place in places.itertuples():
            yield _record(indicator, place, shown.get(place.kode), facts)


def external_rows(level: str, areas: pd.DataFrame, outside: pd.DataFrame) -> Iterator[dict]:
    """One record per area and indicator of an outside table, where the table reaches that level.

    Args:
        areas: `queries.wilayah`.
        outside: `queries.agregat_luar`.
    """
    for measure in external.measures(outside, external.book()):
        if external.LEVELS.index(measure.tingkat) < external.LEVELS.index(level):
            continue
        table = external.published(outside, measure, areas, policy())
        for row in table[table["tingkat"] == level].to_dict("records"):
            yield _external(measure, row)


def _external(measure: external.ExternalMeasure, row: dict) -> dict:
    share = measure.bentuk == external.SHARE
    value = row["nilai"]
    return {
        "kode": row["kode"],
        "nama": row["nama"],
        "indikator": measure.id,
        "nama_indikator": measure.indikator.nama,
        "nilai": None if pd.isna(value) else round(float(value) * (100 if share else 1), 6),
        **{name: _count(row[name]) for name in ("pembilang", "penyebut", "tak_diketahui")},
        "satuan": measure.satuan,
        "satuan_hitung": measure.indikator.satuan_hitung,
        "lencana": measure.lencana,
        "tanggal": measure.periode,
        "sumber": f"{measure.sumber}; berkas {', '.join(measure.berkas)}",
        "disembunyikan": bool(row["disembunyikan"]),
        "keterangan": row["keterangan"],
    }


def _by_indicator(reader: queries.Reader) -> dict[str, pd.DataFrame]:
    return dict(iter(queries.indikator_wilayah(reader).groupby("indikator")))


def _published(indicator: catalogue.Indicator, cells: pd.DataFrame | None) -> dict[str, dict]:
    if cells is None:
        return {}
    persons = indicator.satuan == "individu"
    table = breakdown.published_areas(cells, policy(), persons=persons)
    return {row["kode"]: row for row in table.to_dict("records")}


def _record(indicator: catalogue.Indicator, place, row: dict | None, facts: dict) -> dict:
    found = row or {"nilai": None, "pembilang": 0, "penyebut": 0, "tak_diketahui": 0,
                    "disembunyikan": False, "keterangan": "tidak ada data"}  # fmt: skip
    share = found["nilai"]
    return {
        "kode": place.kode,
        "nama": place.nama,
        "indikator": indicator.id,
        "nama_indikator": indicator.nama,
        "nilai": None if pd.isna(share) else round(100 * share, 6),
        **{name: _count(found[name]) for name in ("pembilang", "penyebut", "tak_diketahui")},
        "satuan": "persen",
        "satuan_hitung": indicator.unit_word,
        "lencana": indicator.lencana,
        "tanggal": facts.get("tanggal_registri"),
        "sumber": f"Registri kota; definisi: {indicator.sumber}",
        "disembunyikan": bool(found["disembunyikan"]),
        "keterangan": found["keterangan"],
    }


def _official(name: str, place) -> dict:
    figure = official.latest(name)
    note = "" if pd.isna(figure["catatan"]) else str(figure["catatan"])
    return {
        "kode": place.kode,
        "nama": place.nama,
        "indikator": name,
        "nama_indikator": OFFICIAL[name],
        "nilai": float(figure["nilai"]),
        "pembilang": None,
        "penyebut": None,
        "tak_diketahui": None,
        "satuan": figure["satuan"],
        "satuan_hitung": "jiwa" if "penduduk" in name else "",
        "lencana": "resmi",
        "tanggal": str(figure["tahun"]),
        "sumber": f"BPS Kota Malang melalui {figure['sumber_url']}",
        "disembunyikan": False,
        "keterangan": note,
    }


def _count(value) -> int | None:
    return None if pd.isna(value) else int(value)


def _write_csv(rows: list[dict], label: str | None) -> None:
    # A synthetic table says so in an empty last column, like every file of the sample city.
    columns = [*COLUMNS, label] if label else COLUMNS
    writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        shown = row | {"disembunyikan": "true" if row["disembunyikan"] else "false"}
        writer.writerow({name: output.inert(value) for name, value in shown.items()})
