"""One aggregate table: recognised file → figures → judged by the rules → stored, all counted."""

import pyarrow as pa

from pedekate.errors import InputError
from pedekate.registry import rules
from pedekate.registry.aggregates import cells, figures
from pedekate.registry.aggregates.cells import Figure, Row, Table
from pedekate.registry.aggregates.profile import KIND
from pedekate.registry.clean import FileContext, FileReport
from pedekate.registry.profiles import normalise_label
from pedekate.registry.readers import ParquetSource, RawFile, TextSource, iter_rows
from pedekate.schema.external import ExternalBook
from pedekate.store.build import Workspace

_TEXT = ("indikator", "tingkat", "kode", "wilayah_status", "periode", "satuan", "bentuk",
         "sumber", "lencana")  # fmt: skip
_NUMBERS = ("nilai", "pembilang", "penyebut", "minimum", "maksimum")
_WHOLE = ("baris", "urut", "ukuran")
_TYPES = (
    dict.fromkeys(_TEXT, pa.string())
    | dict.fromkeys(_NUMBERS, pa.float64())
    | dict.fromkeys(_WHOLE, pa.int64())
    | {"tanggal": pa.date32()}
)


def create_tables(ws: Workspace) -> None:
    """The empty table of accepted figures."""
    ws.run("muat/agregat_tabel")


def load_file(ws: Workspace, raw: RawFile, context: FileContext, book: ExternalBook) -> FileReport:
    """Read, judge and store one aggregate table; returns the balanced counts of its rows.

    Raises:
        InputError: the table says it is synthetic and the run does not.
    """
    if raw.looks_synthetic and not context.synthetic:
        raise InputError(
            f"Berkas {context.name} bertuliskan DATA SINTETIS; pakai --sintetis bila ini memang "
            "data contoh."
        )
    _load_raw(ws, raw)
    found = cells.read(_rows(ws, raw), _table(raw, context, book))
    _mark_loaded(ws, found)
    _judge(ws, found, context)
    reasons = dict(ws.rows("select aturan, count(*) from tolak group by aturan order by aturan"))
    flags = _flags(ws)
    ws.run("muat/agregat_simpan", no_berkas=context.number)
    newest = ws.value("select max(tanggal) from sel_agregat where aturan is null")
    for table in ("mentah", "bersih", "tolak", "sel_agregat"):
        ws.run(f"drop table {table}")
    incoming, refused = len({f.baris for f in found}), sum(reasons.values())
    return FileReport(
        nama=context.name,
        profil=raw.profile.id,
        jenis=raw.profile.jenis,
        sumber=raw.profile.sumber,
        tanggal_data=newest,
        baris_masuk=incoming,
        baris_diterima=incoming - refused,
        baris_ditolak=refused,
        alasan=reasons,
        catatan=flags,
        lembar_dilewati=raw.skipped_sheets,
    )


def fill(ws: Workspace) -> int:
    """Write all accepted figures to `analitik.agregat_luar`; returns how many there are."""
    ws.run("registri/32_isi_agregat")
    return ws.value("select count(*) from analitik.agregat_luar")


def newest_period(ws: Workspace) -> str:
    """The newest period of all accepted figures, as written; there must be one."""
    return ws.value(
        "select periode from identitas.kanon_agregat order by tanggal desc, periode limit 1"
    )


def _load_raw(ws: Workspace, raw: RawFile) -> None:
    if isinstance(raw.source, ParquetSource):
        own = dict(zip(raw.columns, raw.source.names, strict=True))
        ws.load_parquet("mentah", raw.source.path, columns=own)
    else:
        ws.load_rows("mentah", raw.columns, iter_rows(raw))


def _rows(ws: Workspace, raw: RawFile) -> list[Row]:
    names = ", ".join(raw.columns)
    found = ws.rows(f"select rowid, cacat, {names} from mentah order by rowid")
    return [
        Row(urut=urut, broken=broken, cells=dict(zip(raw.columns, values, strict=True)))
        for urut, broken, *values in found
    ]


def _table(raw: RawFile, context: FileContext, book: ExternalBook) -> Table:
    day = context.data_date
    return Table(
        profile=raw.profile,
        date=figures.Period(day.isoformat(), day) if day else None,
        book=book,
        text=isinstance(raw.source, TextSource),
    )


def _mark_loaded(ws: Workspace, found: list[Figure]) -> None:
    """A figure an earlier file of this run already gave stays as that file has it."""
    known = {
        (indicator, normalise_label(source), code, day)
        for indicator, source, code, day in ws.rows(
            "select indikator, sumber, kode, tanggal from identitas.kanon_agregat"
        )
    }
    for figure in found:
        figure.ganda = figure.ganda or figure.key() in known


def _judge(ws: Workspace, found: list[Figure], context: FileContext) -> None:
    """Fill `sel_agregat` (figures with their `aturan`) and `tolak`, and keep the refused rows."""
    columns = {
        name: pa.array([getattr(f, name) for f in found], _TYPES.get(name, pa.bool_()))
        for name in cells.FIELDS
    }
    ws.put("sel_terbaca", pa.table(columns))
    wanted = rules.applicable(rules.load(), KIND, set())
    ws.run(
        f"create or replace table sel_agregat as select *, {rules.first_refusal(wanted)} as aturan "
        "from sel_terbaca"
    )
    ws.run("drop table sel_terbaca")
    ws.run("muat/agregat_tolak")
    ws.run(
        "create or replace table bersih as select distinct urut, cast(null as text) as baca_kode, "
        "cast(null as text) as baca_nama from sel_agregat"
    )
    ws.run("muat/simpan_tolak", nomor=context.number)


def _flags(ws: Workspace) -> dict[str, int]:
    """Rule → rows it flags; rules that flag nothing are left out."""
    wanted = [r for r in rules.applicable(rules.load(), KIND, set()) if r.keparahan == "catatan"]
    counts = ", ".join(f"count(distinct baris) filter (where {r.syarat})" for r in wanted)
    row = ws.rows(f"select {counts} from sel_agregat")[0]
    return {rule.id: number for rule, number in zip(wanted, row, strict=True) if number}
