"""One file: raw text → cleaned rows → refused and accepted, counted so that nothing is lost."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import pandas as pd

from pedekate import config
from pedekate.registry import (
    admission,
    cleaned_rows,
    corrections,
    fields,
    identity,
    leftovers,
    normalize,
    quality,
    regions,
    rules,
    sources,
    text_files,
)
from pedekate.registry.normalize import literal
from pedekate.registry.profiles import load_code_lists
from pedekate.registry.readers import ParquetSource, RawFile, TextSource, iter_rows
from pedekate.store.build import BrokenRowsError, UnreadableFileError, Workspace

# Share of 16-digit numbers with the impossible province above which a file is called synthetic.
SYNTHETIC_SHARE = 0.5
# What concerns a whole file (numbers cut by Excel, synthetic numbers) shows in its first rows.
LOOKED_AT = 50_000
# A machine's clock may be wrong, but not by more than this: later dates are typing errors.
LATEST_AHEAD = timedelta(days=5 * 365)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What became of one file's rows; `baris_masuk = baris_diterima + baris_ditolak`."""

    nama: str
    profil: str
    jenis: str
    sumber: str
    tanggal_data: date | None
    baris_masuk: int
    baris_diterima: int
    baris_ditolak: int
    alasan: dict[str, int] = field(default_factory=dict)
    catatan: dict[str, int] = field(default_factory=dict)
    tampak_sintetis: bool = False
    lembar_dilewati: tuple[str, ...] = ()
    jalur: str = "utama"
    koreksi_usang: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileContext:
    """Number of the file among all that are kept, its name, date of its data, synthetic switch."""

    number: int
    name: str
    data_date: date | None
    synthetic: bool


def create_tables(ws: Workspace) -> None:
    """Empty canonical tables (in `identitas`), the refused rows, the order of sources."""
    for kind in rules.ALL_KINDS:
        columns = ", ".join(f"{name} {type_}" for name, type_ in fields.of(kind).items())
        ws.run(
            f"create table identitas.kanon_{kind} "
            f"(no_berkas integer, sumber text, baris bigint, {columns})"
        )
    ws.run("muat/tabel")
    ws.put("urutan_sumber", sources.table())


def load_file(ws: Workspace, raw: RawFile, context: FileContext) -> FileReport:
    """Load, clean, judge and store one file's rows; returns the balanced counts.

    Raises:
        InputError: the file is damaged inside; nothing of it was stored.
    """
    known = corrections.concerning(raw, corrections.load())
    _load_raw(ws, raw)
    corrections.apply(ws, raw, known)
    _mark_leftovers(ws, raw)
    synthetic_looking = raw.looks_synthetic or _synthetic_share(ws, raw) > SYNTHETIC_SHARE
    data_date = context.data_date or _date_from_rows(ws, raw) or raw.profile.tanggal_data
    _clean(ws, raw, context, data_date, known)
    wanted = rules.applicable(rules.load(), raw.profile.jenis, quality.present(raw))
    wanted = [*(c.rule() for c in known), *wanted]
    incoming, reasons = _refuse(ws, raw, context, wanted)
    flags = quality.assess(ws, raw, context.number, wanted)
    _store(ws, raw, context)
    refused = sum(reasons.values())
    report = FileReport(
        nama=context.name,
        profil=raw.profile.id,
        jenis=raw.profile.jenis,
        sumber=raw.profile.sumber,
        jalur=raw.profile.jalur,
        tanggal_data=data_date,
        baris_masuk=incoming,
        baris_diterima=incoming - refused,
        baris_ditolak=refused,
        alasan=reasons,
        catatan=flags,
        tampak_sintetis=synthetic_looking,
        lembar_dilewati=raw.skipped_sheets,
        koreksi_usang=corrections.outlived(ws, known),
    )
    for table in ("mentah", "bersih", "tolak", "ulangan"):
        ws.run(f"drop table {table}")
    return report


def _load_raw(ws: Workspace, raw: RawFile) -> None:
    source = raw.source
    if isinstance(source, ParquetSource):
        own = dict(zip(raw.columns, source.names, strict=True))
        try:
            ws.load_parquet("mentah", source.path, columns=own)
        except UnreadableFileError as error:
            raise admission.broken(source.path) from error
    elif isinstance(source, TextSource):
        _load_text(ws, raw, source)
    else:
        ws.load_rows("mentah", raw.columns, iter_rows(raw))


def _load_text(ws: Workspace, raw: RawFile, source: TextSource) -> None:
    path, skip = source.path, source.skip
    if source.encoding not in {"utf-8", "utf-8-sig"} or not source.plain_head:
        copy = ws.folder / "salinan.csv"
        path, skip = text_files.to_utf8(path, source.encoding, copy, skip=skip), 0
    try:
        ws.load_csv("mentah", path, columns=raw.columns, delimiter=source.delimiter, skip=skip)
    except BrokenRowsError:
        # Row by row is ten times slower, but keeps the good rows and names the bad ones.
        ws.load_rows("mentah", raw.columns, iter_rows(raw))


def _mark_leftovers(ws: Workspace, raw: RawFile) -> None:
    """Number the data rows from 1 (`nomor_baris`); only rows without a number can be leftovers."""
    profile = raw.profile
    ids = [c for c in profile.nomor.values() if raw.has(c)]
    if not ids:
        ids = [group[0] for group in profile.wajib_isi if raw.has(group[0])]
    # A window over whole rows would cost more than all the cleaning: number the positions alone.
    few_digits = " and ".join(
        f"not coalesce(regexp_matches({column}, '([0-9].*){{{profile.digit_data}}}'), false)"
        for column in ids
    )
    cells = ", ".join(raw.columns)
    found = ws.rows(
        f"select rowid, isi_cacat, {cells} from mentah where {few_digits or 'true'} order by rowid"
    )
    delimiter = getattr(raw.source, "delimiter", ",")
    rows = ((row[0], row[1].split(delimiter) if row[1] is not None else row[2:]) for row in found)
    positions = list(leftovers.not_data(rows, raw.labels))
    ws.put("bukan_data", pd.DataFrame({"urut": pd.Series(positions, dtype="int64")}))
    ws.run("muat/nomor_baris")


def _synthetic_share(ws: Workspace, raw: RawFile) -> float:
    columns = [normalize.id_text(c) for c in raw.profile.nomor.values() if raw.has(c)]
    if not columns:
        return 0.0
    prefix = literal(identity.load().provinsi_sintetis + "%")
    share = ws.value(
        f"select avg(case when {columns[0]} like {prefix} then 1.0 else 0.0 end) "
        f"from mentah as m where length({columns[0]}) = 16 and m.rowid < {LOOKED_AT}"
    )
    return share or 0.0


def _date_from_rows(ws: Workspace, raw: RawFile) -> date | None:
    """Latest possible date of the column that the profile names as the date of the data.

    One cell in the year 9999 would otherwise date the whole register.
    """
    column = raw.profile.tanggal_dari
    if column is None or not raw.has(column):
        return None
    name = next((n for n, c in raw.profile.tanggal.items() if c == column), None)
    expression = normalize.canonical_expressions(raw, _code_maps(ws, raw))[name]
    latest = literal((config.today() + LATEST_AHEAD).isoformat())
    return ws.value(
        f"select max(tanggal) from (select {expression} as tanggal from mentah as m) as t "
        f"where tanggal <= cast({latest} as date)"
    )


def _code_maps(ws: Workspace, raw: RawFile) -> dict[tuple[str, str], normalize.CodeMap]:
    lists = load_code_lists()
    distinct: dict[str, list[str]] = {}
    maps = {}
    for column, name in normalize.coded_columns(raw):
        if column not in distinct:
            rows = ws.rows(f"select distinct {column} from mentah where {column} is not null")
            distinct[column] = sorted(row[0] for row in rows)
        maps[column, name] = normalize.map_values(distinct[column], lists[name])
    return maps


def _read_regions(ws: Workspace, raw: RawFile) -> str:
    """Fill `wilayah_terbaca` with a reading of every distinct region text; returns the join."""
    columns = normalize.region_cells(raw)
    cells = ", ".join(c or "cast(null as text)" for c in columns)
    known = regions.load()
    found = ws.rows(f"select distinct {cells} from mentah as m")
    read = [
        (*texts, *regions.resolve(regions.RegionText(*texts), raw.profile.kode_wilayah, known))
        for texts in found
    ]
    names = ["w1", "w2", "w3", "w4", "kode_kelurahan", "status", "baca_kode", "baca_nama"]
    ws.put("wilayah_terbaca", pd.DataFrame(read, columns=names, dtype="str"))
    tests = [f"{c} is not distinct from w.w{i + 1}" for i, c in enumerate(columns) if c]
    return " and ".join(tests) or "true"


def _clean(
    ws: Workspace,
    raw: RawFile,
    context: FileContext,
    data_date: date | None,
    known: Sequence[corrections.Correction],
) -> None:
    """Create `bersih`: one row per data row, canonical columns, `baris` counted from 1."""
    identified = raw.profile.jenis != "survei"
    ws.run(
        cleaned_rows.statement(
            raw,
            _code_maps(ws, raw),
            region_join=_read_regions(ws, raw) if identified else None,
            synthetic=context.synthetic,
            cut_by_excel=_cut_by_excel(ws, raw),
            data_date=data_date,
            marks=[c.column for c in known],
        )
    )


def _cut_by_excel(ws: Workspace, raw: RawFile) -> frozenset[str]:
    """Which of nik, no_kk came through Excel as numbers: far too many end in 0."""
    form = identity.load()
    found = set()
    for name, column in raw.profile.nomor.items():
        if raw.has(column):
            text = normalize.id_text(column)
            share, count = ws.rows(
                f"select avg(case when right({text}, 1) = '0' then 1.0 else 0.0 end), count(*) "
                f"from mentah as m where length({text}) = 16 and m.rowid < {LOOKED_AT}"
            )[0]
            if count >= form.jumlah_nol_excel and share > form.bagian_nol_excel:
                found.add(name)
    return frozenset(found)


def _refuse(
    ws: Workspace, raw: RawFile, context: FileContext, wanted: Sequence[rules.Rule]
) -> tuple[int, dict[str, int]]:
    """Fill `tolak` (baris, urut, aturan) and keep the refused rows; returns (rows in, reasons)."""
    ws.run("muat/ulangan")
    ws.run(
        "create or replace table tolak as select baris, urut, aturan from ("
        f"select baris, urut, {rules.first_refusal(wanted)} as aturan "
        "from (select b.*, u.urut is not null as ulangan "
        "from bersih as b left join ulangan as u on u.urut = b.urut)"
        ") where aturan is not null"
    )
    ws.run("muat/simpan_tolak", nomor=context.number)
    counts = ws.rows("select aturan, count(*) from tolak group by aturan order by aturan")
    return ws.value("select count(*) from bersih"), dict(counts)


def _store(ws: Workspace, raw: RawFile, context: FileContext) -> None:
    """Append the accepted rows to the canonical table of their kind, and their programme flags."""
    profile = raw.profile
    columns = ", ".join(fields.of(profile.jenis))
    accepted = "from bersih where baris not in (select baris from tolak)"
    head = f"{context.number} as no_berkas, {literal(profile.sumber)} as sumber, baris"
    ws.run(
        f"insert into identitas.kanon_{profile.jenis} by name select {head}, {columns} {accepted}"
    )
    for name, _, _ in normalize.program_flags(raw):
        program = profile.program[name].program
        ws.run(
            f"insert into identitas.kanon_program select {head}, {literal(profile.jenis)}, "
            f"{literal(program)}, t_{name} {accepted} and p_{name}"
        )
