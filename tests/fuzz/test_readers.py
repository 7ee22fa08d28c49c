"""Laws for any file at all: one sentence or balanced rows, never a crash, never a row lost."""

import csv
import io
import os
import resource
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pedekate.errors import InputError
from pedekate.registry import clean, kept, profiles, readers
from pedekate.store.build import Workspace
from tests.fuzz import broken_files as broken
from tests.registry_files import DTKS, nik

MAGIC = (b"", readers.ZIP_MAGIC, readers.OLE_MAGIC, readers.PARQUET_MAGIC)
EVERY_FILE = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    derandomize=True,
)


def load(path: Path, folder: Path) -> tuple[list[str | None], int, int]:
    """(NIK texts of the accepted rows, rows in, rows refused); checks the balance."""
    ws = Workspace(folder)
    try:
        kept.create_identity(ws)
        clean.create_tables(ws)
        came_in = refused = 0
        for number, raw in enumerate(readers.read(path, profiles.load_all()), 1):
            context = clean.FileContext(
                number=number, name=path.name, data_date=None, synthetic=True
            )
            report = clean.load_file(ws, raw, context)
            assert report.baris_masuk == report.baris_diterima + report.baris_ditolak
            assert report.baris_ditolak == ws.value("select count(*) from baris_ditolak") - refused
            came_in, refused = came_in + report.baris_masuk, refused + report.baris_ditolak
        found = [
            row[0]
            for row in ws.rows("select nik_teks from identitas.kanon_individu order by baris")
        ]
        return found, came_in, refused
    finally:
        ws.close()


def refusal(path: Path) -> str:
    """The sentence with which reading the file is refused."""
    with pytest.raises(InputError) as caught:
        readers.read(path, profiles.load_all())
    sentence = str(caught.value)
    assert path.name in sentence and sentence.isprintable()
    return sentence


def children_memory() -> int:
    """Most memory any finished worker process took so far, bytes."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


@pytest.mark.parametrize("junk", broken.JUNK_LINES)
@pytest.mark.parametrize(
    "end, encoding", [("\n", "utf-8"), ("\r\n", "utf-16"), ("\r", "utf-8-sig")]
)
def test_good_rows_arrive_whatever_stands_between_them(tmp_path, junk, end, encoding):
    path = tmp_path / "dtks.csv"
    content = broken.csv_bytes(broken.JUNK_LINES[junk], 2, end=end, encoding=encoding)
    path.write_bytes(content)
    found, came_in, refused = load(path, tmp_path)
    assert set(broken.GOOD) <= set(found)
    assert came_in == refused + len(found)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("inner", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("at", [0, 5])
def test_a_cell_of_several_lines_is_one_row(tmp_path, end, inner, at):
    path = tmp_path / "dtks.csv"
    path.write_bytes(broken.csv_bytes(broken.line(80, Alamat=f"JL. A{inner}RT 1"), at, end=end))
    found, came_in, refused = load(path, tmp_path)
    assert sorted(found) == sorted([*broken.GOOD, nik(80)]) and (came_in, refused) == (6, 0)


def test_an_open_quote_at_the_end_takes_no_row_along(tmp_path):
    path = tmp_path / "dtks.csv"
    path.write_bytes(broken.csv_bytes('"tanpa tutup,x', 5))
    found, came_in, refused = load(path, tmp_path)
    assert (found, came_in, refused) == (list(broken.GOOD), 6, 1)


@EVERY_FILE
@given(junk=st.lists(st.text(max_size=40), max_size=4), at=st.integers(0, 5))
def test_any_text_between_good_rows(tmp_path_factory, junk, at):
    folder = tmp_path_factory.mktemp("teks")
    path = folder / "dtks.csv"
    # A quote may open a cell over the rows that follow: that is CSV, so it is left out here.
    lines = [text.replace('"', "'").encode("utf-8", "replace").decode() for text in junk]
    path.write_bytes(broken.csv_bytes("\n".join(lines), at))
    found, came_in, refused = load(path, folder)
    assert set(broken.GOOD) <= set(found) and came_in == refused + len(found)


@EVERY_FILE
@given(content=st.binary(max_size=400), mark=st.sampled_from(MAGIC))
def test_random_bytes_are_refused_in_one_sentence(tmp_path_factory, content, mark):
    path = tmp_path_factory.mktemp("acak") / "berkas.dat"
    path.write_bytes(mark + content)
    refusal(path)


@EVERY_FILE
@given(values=st.lists(st.text(max_size=30), min_size=len(DTKS), max_size=len(DTKS)))
def test_any_cell_content_is_a_row_in_and_a_row_accounted_for(tmp_path_factory, values):
    folder = tmp_path_factory.mktemp("isi")
    path = folder / "dtks.parquet"
    texts = [text.encode("utf-8", "replace").decode() for text in values]
    columns = {c: [v, *(broken.cells(i)[k] for i in (1, 2))] for k, (c, v) in enumerate(zip(
        DTKS, texts, strict=True))}  # fmt: skip
    pq.write_table(pa.table(columns), path)
    found, came_in, refused = load(path, folder)
    assert {nik(1), nik(2)} <= set(found) and came_in == refused + len(found)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("above", ["", "\n\n", ",,\n", '"KOP\nSURAT",\n\n', "KOP\n\n,\n"])
@pytest.mark.parametrize("label", ["a", '"a\nb"', '"a\n\n\nb"'])
def test_lines_above_and_inside_the_header_cost_no_row(tmp_path, end, above, label):
    path = tmp_path / "dtks.csv"
    lines = [f"{','.join(DTKS)},{label}", *(f"{broken.line(i)},1" for i in range(1, 4)), ""]
    path.write_bytes((above.replace("\n", end) + end.join(lines)).encode())
    found, came_in, refused = load(path, tmp_path)
    assert (found, came_in, refused) == ([nik(1), nik(2), nik(3)], 3, 0)


@EVERY_FILE
@given(
    more=st.lists(
        st.one_of(st.text(max_size=12), st.sampled_from([*DTKS, "a", "a 17", "a_18", "17 a"])),
        max_size=8,
    )
)
def test_any_further_header_labels_are_columns_of_their_own(tmp_path_factory, more):
    folder = tmp_path_factory.mktemp("judul")
    path = folder / "dtks.csv"
    labels = [text.encode("utf-8", "replace").decode() for text in more]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*DTKS, *labels])
        writer.writerows([*broken.cells(i), *map(str, range(len(labels)))] for i in range(1, 4))
    found, came_in, refused = load(path, folder)
    assert (found, came_in, refused) == ([nik(1), nik(2), nik(3)], 3, 0)


@pytest.mark.parametrize("part", [0.02, 0.25, 0.5, 0.75, 0.9, 0.999])
@pytest.mark.parametrize("kind", ["xlsx", "ods", "parquet"])
def test_a_file_cut_anywhere_is_refused(tmp_path, kind, part):
    path = tmp_path / f"dtks.{kind}"
    if kind == "xlsx":
        broken.workbook(path, lambda book, sheet: None)
    elif kind == "ods":
        broken.raw_ods(path, "<table:table-row/>")
    else:
        pq.write_table(pa.table({name: [value] for name, value in DTKS.items()}), path)
    whole = path.read_bytes()
    path.write_bytes(whole[: max(9, int(len(whole) * part))])
    assert "rusak" in refusal(path)


def test_damage_inside_a_parquet_file_refuses_that_file(tmp_path):
    path = tmp_path / "dtks.parquet"
    rows = [broken.cells(i) for i in range(1, 2_000)]
    pq.write_table(pa.table(dict(zip(DTKS, map(list, zip(*rows, strict=True)), strict=True))), path)
    content = bytearray(path.read_bytes())
    content[4 : len(content) // 2] = b"\xff" * (len(content) // 2 - 4)
    path.write_bytes(content)
    with pytest.raises(InputError, match="rusak"):
        load(path, tmp_path)


def test_a_parquet_file_that_only_repeats_itself_is_refused(tmp_path):
    path = tmp_path / "dtks.parquet"
    one = pa.array(["x"]).dictionary_encode()
    column = pa.DictionaryArray.from_arrays(pa.array([0] * 1_000_000, pa.int8()), one.dictionary)
    pq.write_table(pa.table({name: column for name in DTKS}), path)
    assert "mengembang" in refusal(path)


@pytest.mark.parametrize(
    "bomb",
    [
        broken.corner_bomb, broken.depth_bomb, broken.string_bomb, broken.ratio_bomb,
        broken.repeat_bomb,
    ],
    ids=lambda bomb: bomb.__name__,
)  # fmt: skip
def test_archive_bombs_are_refused_and_take_little_memory(tmp_path, bomb):
    suffix = "ods" if bomb is broken.repeat_bomb else "xlsx"
    path = bomb(tmp_path / f"bom.{suffix}")
    assert path.stat().st_size < 1_000_000
    assert "mengembang" in refusal(path)
    assert children_memory() < 1_500_000_000


def test_an_archive_with_too_many_entries_is_refused(tmp_path):
    parts = {f"xl/{n}.xml": b"" for n in range(20_001)}
    path = broken.archive(tmp_path / "banyak.xlsx", {"xl/workbook.xml": b"<a/>", **parts})
    assert "mengembang" in refusal(path)


@pytest.mark.parametrize("name", ["buku.xlsx", "buku.zip", "buku"])
def test_an_archive_without_a_workbook_says_what_it_is(tmp_path, name):
    inner = broken.archive(tmp_path / "dalam.zip", {"a.csv": b"1"}).read_bytes()
    path = broken.archive(tmp_path / name, {"dalam.zip": inner, "data.csv": b"nik\n1\n"})
    assert "arsip ZIP" in refusal(path)


def test_a_protected_workbook_says_so(tmp_path):
    path = tmp_path / "rahasia.xlsx"
    path.write_bytes(_protected())
    assert "dikunci sandi" in refusal(path)


def test_impossible_dates_cost_their_rows_and_no_others(tmp_path):
    serials = [-1, -1e300, 1e300, 2_958_466, 9.9e9, 0, 59, 60, 61, 0.5, -693_594]

    def fill(book, sheet):
        style = book.add_format({"num_format": "dd/mm/yyyy"})
        for n, serial in enumerate(serials):
            sheet.write_row(6 + n, 0, broken.cells(10 + n))
            sheet.write_number(6 + n, 0, serial, style)

    found, came_in, refused = load(broken.workbook(tmp_path / "dtks.xlsx", fill), tmp_path)
    assert came_in == 5 + len(serials) == len(found) + refused
    assert set(broken.GOOD) <= set(found)


def test_formulas_and_links_stay_text(tmp_path):
    texts = ['=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0", "@SUM(A1)", "+1", "-1"]

    def fill(book, sheet):
        for n, text in enumerate(texts):
            sheet.write_row(6 + n, 0, broken.cells(10 + n))
            sheet.write_string(6 + n, broken.LABELS.index("Nama"), text)

    path = broken.workbook(tmp_path / "dtks.xlsx", fill)
    (raw,) = readers.read(path, profiles.load_all())
    column = broken.LABELS.index("Nama")
    assert [row[column] for row, _ in readers.iter_rows(raw)][5:] == texts


def test_charts_hidden_sheets_and_many_sheets_are_no_obstacle(tmp_path):
    def fill(book, sheet):
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Sheet1!$A$1:$A$5"})
        book.add_chartsheet("grafik").set_chart(chart)
        sampul = book.add_worksheet("sampul")
        sampul.activate()
        sampul.set_first_sheet()
        sheet.hide()
        for n in range(300):
            more = book.add_worksheet()
            more.merge_range(0, 0, 0, 9, "DAFTAR", book.add_format())
            more.write_row(1, 0, broken.LABELS)
            more.write_row(2, 0, broken.cells(100 + n))

    found, came_in, _ = load(broken.workbook(tmp_path / "dtks.xlsx", fill), tmp_path)
    assert came_in == 305 == len(set(found))


def test_ten_thousand_columns(tmp_path):
    path = tmp_path / "lebar.csv"
    more = ",".join(f"k{n}" for n in range(10_000))
    head = ",".join(broken.LABELS)
    path.write_text(f"{head},{more}\n{broken.line(1)},{more}\n", encoding="utf-8")
    (raw,) = readers.read(path, profiles.load_all())
    assert len(raw.columns) == len(DTKS) + 10_000 == len(set(raw.columns))


def test_an_endless_line_is_refused(tmp_path):
    path = tmp_path / "tak_berujung.csv"
    path.write_bytes(broken.csv_bytes("x" * 17_000_000, 2))
    assert "juta huruf" in refusal(path)


@pytest.mark.parametrize("kind", ["folder", "pipa", "pintasan putus", "pintasan melingkar"])
def test_what_only_bears_the_name_of_a_file(tmp_path, kind):
    path = tmp_path / "dtks.csv"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipa":
        os.mkfifo(path)
    else:
        path.symlink_to(path if kind == "pintasan melingkar" else tmp_path / "tiada.csv")
    refusal(path)


def test_an_unreadable_file_is_refused_by_name(tmp_path, monkeypatch):
    path = tmp_path / "dtks.csv"
    path.write_bytes(broken.csv_bytes("a", 0))

    def denied(self, *args, **kwargs):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", denied)
    assert "izin" in refusal(path)


def _protected() -> bytes:
    """The smallest compound file that holds an encrypted package, as Excel writes with a password.

    Layout: Microsoft, [MS-CFB]; one FAT sector, one directory sector, streams of no length.
    """
    sector = 512
    head = bytearray(sector)
    head[0:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    numbers = {24: (0x3E, 2), 26: (3, 2), 28: (0xFFFE, 2), 30: (9, 2), 32: (6, 2), 44: (1, 4),
               48: (1, 4), 56: (4096, 4), 60: (0xFFFFFFFE, 4), 68: (0xFFFFFFFE, 4)}  # fmt: skip
    for at, (value, size) in numbers.items():
        head[at : at + size] = value.to_bytes(size, "little")
    head[76:] = b"\0\0\0\0" + b"\xff" * (sector - 80)
    fat = b"\xfd\xff\xff\xff" + b"\xfe\xff\xff\xff" + b"\xff" * (sector - 8)
    out = io.BytesIO()
    out.write(head + fat)
    nothing = 0xFFFFFFFF
    entries = [
        ("Root Entry", 5, 1),
        ("EncryptedPackage", 2, nothing),
        ("EncryptionInfo", 2, nothing),
    ]
    for number, (name, kind, child) in enumerate([*entries, ("", 0, nothing)]):
        text = name.encode("utf-16-le") + b"\0\0" if name else b""
        sibling = 2 if number == 1 else nothing
        out.write(text.ljust(64, b"\0") + len(text).to_bytes(2, "little") + bytes([kind, 1]))
        for link in (nothing, sibling, child):
            out.write(link.to_bytes(4, "little"))
        out.write(b"\0" * 36 + 0xFFFFFFFE.to_bytes(4, "little") + b"\0" * 8)
    return out.getvalue()
