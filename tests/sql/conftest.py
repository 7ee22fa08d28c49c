"""A tiny register, written by hand: three kelurahan, a handful of families, every source."""

from pathlib import Path

import duckdb
import pandas as pd
import pytest

from pedekate.indicators import catalogue, groupings
from pedekate.reconciliation import rules
from pedekate.store import marts

ROOT = Path(__file__).resolve().parents[2]
KELURAHAN = {
    "35.73.01.1001": ("3573040011", "Balearjosari", "35.73.01", "Blimbing"),
    "35.73.01.1002": ("3573040010", "Arjosari", "35.73.01", "Blimbing"),
    "35.73.02.1001": ("3573010001", "Kasin", "35.73.02", "Klojen"),
}
NO_TRAITS = dict.fromkeys(
    ("di_dtsen", "di_dtks", "di_p3ke", "di_pdktsam", "di_regsosek", "di_bdt",
     "lansia_tunggal", "terima_pkh", "terima_bpnt", "terima_bpntd", "terima_pbi"), False
)  # fmt: skip
NO_PERSONS = dict.fromkeys(
    ("jumlah_balita", "jumlah_usia_dini", "jumlah_sd", "jumlah_smp", "jumlah_sma",
     "jumlah_anak_tidak_sekolah", "jumlah_dewasa_bekerja", "jumlah_lansia", "jumlah_lansia_70",
     "jumlah_disabilitas_berat", "jumlah_hamil", "jumlah_pbi"), 0
)  # fmt: skip


class TinyReader:
    """The reader's contract on an in-memory database: SQL by file name, values by name."""

    def __init__(self, con):
        self.con = con

    def query(self, name_or_sql: str, **params) -> pd.DataFrame:
        path = ROOT / "pedekate" / "store" / "sql" / f"{name_or_sql}.sql"
        return self.con.cursor().execute(path.read_text(encoding="utf-8"), params).df()


@pytest.fixture
def empty_register():
    """An in-memory analytic database with three kelurahan and nobody in them."""
    con = duckdb.connect()
    con.execute((ROOT / "pedekate" / "schema" / "analitik.sql").read_text(encoding="utf-8"))
    for kode, (bps, nama, kecamatan, nama_kecamatan) in KELURAHAN.items():
        con.execute(
            "insert into wilayah values (?, ?, ?, ?, ?, 1.0, 1000)",
            [kode, bps, nama, kecamatan, nama_kecamatan],
        )
    yield con
    con.close()


def insert(con, table: str, **values) -> None:
    """One row by column name."""
    names, marks = ", ".join(values), ", ".join("?" for _ in values)
    con.execute(f"insert into {table} ({names}) values ({marks})", list(values.values()))


def add_family(con, id_keluarga: str, kode_kelurahan: str, **values) -> None:
    base = {"jumlah_anggota": 1, **NO_TRAITS, **NO_PERSONS, **values}
    insert(con, "keluarga", id_keluarga=id_keluarga, kode_kelurahan=kode_kelurahan, **base)


def add_person(con, id_keluarga: str, nomor: int, **values) -> None:
    kode = con.execute(
        "select kode_kelurahan from keluarga where id_keluarga = ?", [id_keluarga]
    ).fetchone()[0]
    insert(
        con, "individu", id_individu=f"{id_keluarga}-{nomor}", id_keluarga=id_keluarga,
        kode_kelurahan=kode, **values,
    )  # fmt: skip


@pytest.fixture
def tulis():
    """Writers of hand-made rows: keluarga, individu, and any other table."""

    class Writers:
        keluarga = staticmethod(add_family)
        individu = staticmethod(add_person)
        baris = staticmethod(insert)

    return Writers


@pytest.fixture
def build():
    """Build the marts of a hand-made register and hand back its reader."""

    def run(con, indicators=None, by=("desil", "jenis_kelamin_kepala")):
        chosen = catalogue.load().indikator if indicators is None else indicators
        marts.build(con, chosen, rules.load(), groupings=[groupings.get(name) for name in by])
        return TinyReader(con)

    return run
