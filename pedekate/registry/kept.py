"""The cleaned rows that outlive a load: carried over from the old gudang, written to the new one.

They live in identitas.duckdb (they are identities): tables `kanon_<kind>`, `kanon_program` and the
list of files `berkas_simpanan`. The register reads them through views of the same names.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from dataclasses import fields as fields_of
from pathlib import Path

import pandas as pd

from pedekate import config
from pedekate.errors import StoreError
from pedekate.registry import rules
from pedekate.registry.normalize import literal
from pedekate.registry.waves import StoredFile, Wave
from pedekate.store.build import Workspace
from pedekate.store.connection import ANALITIK, IDENTITAS, gudang_status

_QUALITY = ("mutu_berkas", "mutu_aturan_berkas", "baris_mutu_berkas")
_TABLES = (
    *(f"kanon_{kind}" for kind in rules.ALL_KINDS),
    "kanon_program",
    "kanon_agregat",
    *_QUALITY,
)
_COLUMNS = tuple(field.name for field in fields_of(StoredFile))
# A person borrowed from an earlier wave counts while the families of this one still list the card.
_STILL_LISTED = (
    "where not b.bawaan or coalesce('i' || k.kunci_keluarga, 'k' || k.no_kk_teks) in ("
    "select coalesce('i' || f.kunci_keluarga, 'k' || f.no_kk_teks) "
    "from identitas.kanon_keluarga as f "
    "inner join berkas_muat as c on c.nomor = f.no_berkas and c.sumber = k.sumber "
    "where coalesce(f.kunci_keluarga, f.no_kk_teks) is not null)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Files of the old gudang; `mulai_baru` says why they are left behind, if they are."""

    berkas: tuple[StoredFile, ...] = ()
    mulai_baru: str | None = None

    @property
    def next_number(self) -> int:
        """First free file number."""
        return 1 + max((file.nomor for file in self.berkas), default=0)


def create_identity(ws: Workspace) -> None:
    """A new identity database, attached as `identitas`: cleaned rows go straight into it."""
    schema = config.ROOT / "pedekate" / "schema" / "identitas.sql"
    ws.create_database(IDENTITAS, "identitas", schema.read_text(encoding="utf-8"))


def open_old(ws: Workspace, gudang: Path, *, synthetic: bool) -> Kept:
    """Attach the old identities as `lama` and list their files.

    Real and synthetic rows never meet: if the mark differs, the new run starts from nothing.

    Raises:
        StoreError: there is a gudang but it cannot be added to; never replaced without being told.
    """
    if not (gudang / ANALITIK).exists():
        return Kept()
    status = gudang_status(gudang)
    if not status or not (gudang / IDENTITAS).exists():
        raise StoreError(
            f"Basis data lama di {gudang} tidak lengkap, rusak, atau sedang dipakai; ulangi, atau "
            "mulai dari nol dengan seluruh berkas dan --baru."
        )
    if (status.get("sintetis") == "ya") != synthetic:
        old, new = ("sintetis", "nyata") if not synthetic else ("nyata", "sintetis")
        return Kept(
            mulai_baru=f"Basis data lama berisi data {old} dan berkas ini data {new}; keduanya "
            "tidak dicampur, semua dimulai dari berkas ini."
        )
    ws.attach_read_only(gudang / IDENTITAS, "lama")
    if not ws.value(
        "select count(*) from duckdb_tables() where database_name = 'lama' "
        "and table_name = 'berkas_simpanan'"
    ):
        raise StoreError(
            f"Basis data lama di {gudang} dibuat versi yang belum menyimpan isi berkas; muat "
            "seluruh berkas sekali lagi dengan --baru."
        )
    return Kept(berkas=_stored_files(ws))


def _stored_files(ws: Workspace) -> tuple[StoredFile, ...]:
    rows = ws.rows(f"select {', '.join(_COLUMNS)} from lama.berkas_simpanan order by nomor")
    found = []
    for row in rows:
        values = dict(zip(_COLUMNS, row, strict=True))
        if values["jenis"] in (*rules.ALL_KINDS, rules.AGGREGATE):
            values |= {name: json.loads(values[name]) for name in ("alasan", "catatan", "program")}
            found.append(StoredFile(**values | {"program": tuple(values["program"])}))
    return tuple(found)


def programmes(ws: Workspace, number: int) -> tuple[str, ...]:
    """Programmes on a payment list, sorted."""
    rows = ws.rows(
        f"select distinct program from identitas.kanon_penerima where no_berkas = {number} "
        "order by program"
    )
    return tuple(row[0] for row in rows)


def store(ws: Workspace, files: Sequence[StoredFile], old: Kept, names: dict[int, str]) -> None:
    """Carry the kept rows over, forget files that do not stay, and write the list of files."""
    carried = {file.nomor for file in old.berkas}
    ws.put("berkas_pindah", _file_names([f for f in files if f.nomor in carried], names))
    ws.put("berkas_tinggal", _file_names(files, names))
    for table in _TABLES:
        if carried:
            columns = ", ".join(_shared_columns(ws, table))
            if columns:
                ws.run(
                    f"insert into identitas.{table} by name select {columns} from lama.{table} "
                    "where no_berkas in (select nomor from berkas_pindah)"
                )
        ws.run(
            f"delete from identitas.{table} "
            "where no_berkas not in (select nomor from berkas_tinggal)"
        )
    ws.run("muat/simpan_berkas_tolak")
    if carried:
        ws.run("muat/pindah_tolak")
        ws.run("detach lama")
    rows = [
        asdict(file)
        | {name: json.dumps(getattr(file, name)) for name in ("alasan", "catatan", "program")}
        | {"nama": names[file.nomor]}
        for file in files
    ]
    table = pd.DataFrame(rows, columns=list(_COLUMNS))
    table["tanggal_data"] = table["tanggal_data"].astype("object")
    ws.put("berkas_baru", table)
    ws.run("muat/daftar_simpanan")


def create_views(ws: Workspace) -> None:
    """Views `kanon_*` over the kept rows: only files of `berkas_muat`, numbered by it."""
    head = "select b.no as no_berkas, k.* exclude (no_berkas) from identitas.kanon_{} as k "
    joined = "inner join berkas_muat as b on b.nomor = k.no_berkas "
    for kind in (*rules.ALL_KINDS, "program"):
        text = head.format(kind) + joined
        if kind == "individu":
            text += _STILL_LISTED
        if kind == "penerima":
            text += "inner join bayar_pakai as p on p.nomor = k.no_berkas and p.program = k.program"
        ws.run(f"create or replace view kanon_{kind} as {text}")


def use(
    ws: Workspace,
    files: Sequence[StoredFile],
    waves: Sequence[Wave],
    names: dict[int, str],
    numbers: dict[int, int],
) -> None:
    """Fill `berkas_muat`: what the views show and the register is built from.

    Args:
        files: files that count.
        waves: to know which person files are borrowed.
        numbers: file number → number inside the register (by content, not by loading).
    """
    borrowed = {f.nomor for wave in waves for f in wave.bawaan}
    rows = [
        (numbers[f.nomor], names[f.nomor], f.sumber, f.profil, f.nomor, f.nomor in borrowed)
        for f in files
    ]
    columns = ["no", "nama", "sumber", "profil", "nomor", "bawaan"]
    ws.put("berkas_muat", pd.DataFrame(rows, columns=columns))


def _file_names(files: Sequence[StoredFile], names: dict[int, str]) -> pd.DataFrame:
    rows = [(f.nomor, f.nama, names[f.nomor]) for f in files]
    frame = pd.DataFrame(rows, columns=["nomor", "nama_lama", "nama"])
    return frame.astype({"nomor": "int32", "nama_lama": "str", "nama": "str"})


def _shared_columns(ws: Workspace, table: str) -> list[str]:
    """Columns of a table that the old gudang has too: what came later is unknown in old rows."""
    names = "select column_name from duckdb_columns() where database_name = {} and table_name = {}"
    name = literal(table)
    rows = ws.rows(
        names.format("'identitas'", name)
        + " intersect "
        + names.format("'lama'", name)
        + " order by 1"
    )
    return [column for (column,) in rows]
