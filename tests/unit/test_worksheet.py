"""The worksheet of a musyawarah: what is on it, what is inert on it, and its way back by `muat`."""

import datetime as dt
import io
import zipfile
from pathlib import Path

import duckdb
import pandas as pd
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from pedekate import config, pipeline
from pedekate.access import roles, vault
from pedekate.registry import profiles, readers
from pedekate.reports import worksheet
from pedekate.reports.worksheet import COLUMNS, VERDICTS, Worksheet
from tests.registry_files import DTSEN_FAMILY, DTSEN_PERSON, VERDICT, kk, nik, write_csv

KAUMAN = "35.73.02.1004"
HEADINGS = [label for _, label, *_ in COLUMNS]


def sheet(table: pd.DataFrame, *, synthetic: bool = True) -> Worksheet:
    return Worksheet(
        kode_kelurahan=KAUMAN, nama_kelurahan="Kauman", nama_kecamatan="Klojen", table=table,
        data_date=dt.date(2026, 10, 31), maker="Untuk Petugas Dinsos.", synthetic=synthetic,
    )  # fmt: skip


def row(**more) -> dict:
    return {
        "ke": 1, "kode_lembar": "9f3a-1c2d-77b0", "kode_kelurahan": KAUMAN, "nama": "SITI",
        "alamat": "JL. A", "nomor": "NIK 9973••••••••••01\nKK tidak ada", "jumlah_anggota": 3,
        "desil": None, "sumber": "DTSEN, DTKS", "alasan": "Belum pernah diverifikasi",
    } | more  # fmt: skip


def cells(data: bytes) -> list[list]:
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        assert book.sheet_names == [worksheet.SHEET]
        return book.get_sheet_by_index(0).to_python(skip_empty_area=False)


def inside(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def test_it_says_what_it_is_and_leaves_the_unknown_blank():
    rows = cells(worksheet.workbook(sheet(pd.DataFrame([row()]))))
    assert "Kauman" in rows[0][0] and "31 Oktober 2026" in rows[1][0].replace("\u00a0", " ")
    assert rows[3][0] == config.LABEL_SINTETIS
    assert rows[4][: len(HEADINGS)] == HEADINGS
    assert rows[5][HEADINGS.index("Desil")] == "" and rows[5][HEADINGS.index("Anggota")] == 3
    assert all(cell == "" for cell in rows[5][HEADINGS.index("Putusan") :])
    signed = " ".join(str(c) for r in rows[6:] for c in r)
    for signer in ("Lurah", "TKSK", "Puskesos", "PKH", "RT/RW", "berita acara"):
        assert signer in signed
    real = cells(worksheet.workbook(sheet(pd.DataFrame([row()]), synthetic=False)))
    assert config.LABEL_SINTETIS not in str(real)


def test_verdicts_come_from_a_list_and_the_page_is_set_up_for_print():
    data = worksheet.workbook(sheet(pd.DataFrame([row(), row(ke=2)])))
    page, book = inside(data, "xl/worksheets/sheet1.xml"), inside(data, "xl/workbook.xml")
    assert ",".join(VERDICTS) in page.replace("&quot;", "") and 'sqref="K6:K7"' in page
    assert 'orientation="landscape"' in page and 'paperSize="9"' in page
    assert "_xlnm.Print_Titles" in book and "$5:$5" in book
    assert "Halaman &amp;P dari &amp;N" in page and config.LABEL_SINTETIS in page


@pytest.mark.parametrize(
    "text", ["=HYPERLINK(\"http://x\",\"klik\")", "=1+1", "+cmd|' /C calc'!A0", "@SUM(1)", "-2",
             "http://contoh.id/x", "mailto:a@b.id"],
)  # fmt: skip
def test_nothing_in_a_cell_becomes_a_formula_or_a_link(text):
    data = worksheet.workbook(sheet(pd.DataFrame([row(nama=text, alamat=text)])))
    page = inside(data, "xl/worksheets/sheet1.xml")
    assert "<f>" not in page and "hyperlink" not in page.lower()
    assert cells(data)[5][HEADINGS.index("Alamat")] == text


def test_same_rows_same_bytes_and_an_empty_kelurahan_has_a_sheet_too():
    table = pd.DataFrame([row()])
    assert worksheet.workbook(sheet(table)) == worksheet.workbook(sheet(table))
    assert len(cells(worksheet.workbook(sheet(table[:0])))) > 6
    bundle = worksheet.bundle([sheet(table), sheet(table[:0])][:1])
    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        assert archive.namelist() == ["lembar_3573021004_kauman.xlsx"]


def test_headings_are_those_its_profile_reads():
    profile = next(p for p in profiles.load_all() if p.id == "lembar_verifikasi")
    labels = {text for texts in profile.kolom.values() for text in texts}
    assert labels <= {profiles.normalise_label(h) for h in HEADINGS}
    codes = profiles.load_code_lists()["umum.hasil_verifikasi"]
    assert set(VERDICTS) <= set(codes)


def test_every_row_is_high_enough_for_its_longest_text():
    long = row(alasan="Skor kebutuhan termasuk 10 persen terendah; " * 4)
    page = inside(
        worksheet.workbook(sheet(pd.DataFrame([row(), long]))), "xl/worksheets/sheet1.xml"
    )
    heights = [float(part.split('"')[0]) for part in page.split('" ht="')[1:]]
    assert heights[2] > heights[1] >= 2 * 12


# --- the way back


@pytest.fixture
def source(tmp_path):
    """Three families: one with a KK, one known by a NIK alone, one with an older verdict."""
    folder = tmp_path / "masuk"
    folder.mkdir()
    place = {"kode_kelurahan_desa": "3573010001", "kelurahan_desa": "ARJOWINANGUN"}
    write_csv(
        folder / "k.csv", DTSEN_FAMILY, place, {**place, "nomor_kartu_keluarga": kk(2)},
        {**place, "nomor_kartu_keluarga": "17", "nama_anggota_keluarga": "BUDI"},
    )  # fmt: skip
    write_csv(
        folder / "o.csv", DTSEN_PERSON, {},
        {"nomor_kartu_keluarga": kk(2), "nomor_induk_kependudukan": nik(2), "nama": "TINI"},
        {"nomor_kartu_keluarga": "17", "nomor_induk_kependudukan": nik(3), "nama": "BUDI"},
    )  # fmt: skip
    write_csv(folder / "v.csv", VERDICT, {"no_kk": kk(2), "nik_kepala": nik(2), "nama_kepala": "T"})
    return folder


def printed(gudang: Path) -> bytes:
    """The worksheet of all families, as a Dinsos officer gets it."""
    with duckdb.connect(str(gudang / "analitik.duckdb"), read_only=True) as con:
        families = con.execute("select * from keluarga order by id_keluarga").df()
    who = roles.Session(role=roles.load().role("petugas"), akun="a")
    people = vault.families(
        gudang, who, families["id_keluarga"].tolist(), right="lembar_kerja",
        purpose="Musyawarah kelurahan", filters="uji", key=config.pseudonym_key(), export=True,
    )  # fmt: skip
    table = families.merge(people, on="id_keluarga").assign(
        ke=range(1, len(families) + 1), desil=2, sumber="DTSEN", alasan="x", nomor="NIK 9973••01"
    )
    return worksheet.workbook(sheet(table))


def fill(data: bytes, path: Path, answers: dict[str, tuple]) -> None:
    """Write the sheet again with verdicts by name of the head, as a spreadsheet program would."""
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False})
    page = book.add_worksheet("Sheet1")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    name, first = HEADINGS.index("Nama kepala keluarga"), HEADINGS.index("Putusan")
    for r, values in enumerate(cells(data)):
        answer = answers.get(values[name], ())
        for c, value in enumerate(values):
            given = answer[c - first] if first <= c < first + len(answer) else value
            if isinstance(given, dt.date):
                page.write_datetime(r, c, dt.datetime.combine(given, dt.time()), day)
            elif given != "":
                page.write(r, c, given)
    page.write_string(len(cells(data)), 4, "Dra. SITI, NIP 19700101 199503 2 001")
    book.close()


def verdicts(gudang: Path) -> list[tuple]:
    with duckdb.connect(str(gudang / "analitik.duckdb"), read_only=True) as con:
        con.execute(f"attach '{gudang / 'identitas.duckdb'}' as i (read_only)")
        return con.execute(
            "select k.nama_kepala, v.hasil, v.tanggal, v.nomor_berita_acara from verifikasi as v "
            "left join i.identitas_keluarga as k on k.id_keluarga = v.id_keluarga order by all"
        ).fetchall()


def test_worksheet_out_filled_in_loaded_back(source, tmp_path):
    gudang = tmp_path / "g"
    first = pipeline.build([source], gudang=gudang, sintetis=True)
    data = printed(gudang)
    assert not any(kk(n) in str(cells(data)) or nik(n) in str(cells(data)) for n in (1, 2, 3))
    held = dt.date(2026, 11, 20)
    fill(
        data, source / "apa saja.xlsx",
        {"TINI": ("tidak layak", held, "BA/004/2026"), "BUDI": ("Meninggal", "21/11/2026", "BA/5")},
    )  # fmt: skip
    report = pipeline.build([source], gudang=gudang, sintetis=True)
    filled = next(f for f in report.berkas if f.nama == "apa saja.xlsx")
    assert filled.profil == "lembar_verifikasi"
    assert (filled.baris_masuk, filled.baris_diterima, filled.baris_ditolak) == (3, 2, 1)
    assert filled.alasan == {"belum_diputuskan": 1}
    assert not report.ditolak and not filled.lembar_dilewati
    # The same families as before: a verdict makes nobody new.
    assert (report.keluarga, report.individu) == (first.keluarga, first.individu)
    assert verdicts(gudang) == [
        ("BUDI", "meninggal", dt.date(2026, 11, 21), "BA/5"),
        ("TINI", "layak", dt.date(2026, 5, 1), "BA/1"),
        ("TINI", "tidak_layak", held, "BA/004/2026"),
    ]
    with duckdb.connect(str(gudang / "analitik.duckdb"), read_only=True) as con:
        latest = con.execute(
            "select hasil_verifikasi, tanggal_verifikasi from keluarga "
            "where hasil_verifikasi = 'tidak_layak'"
        ).fetchall()
    assert latest == [("tidak_layak", held)]


def test_a_sheet_of_another_key_is_kept_but_not_linked(source, tmp_path, monkeypatch):
    """Whoever copies the sheets cannot make codes that lead to families."""
    gudang = tmp_path / "g"
    pipeline.build([source], gudang=gudang, sintetis=True)
    data = printed(gudang)
    fill(data, source / "l.xlsx", {"BUDI": ("layak", "2026-11-20", "BA/5")})
    monkeypatch.setenv("PEDEKATE_KUNCI", "kunci lain")
    report = pipeline.build([source], gudang=gudang, sintetis=True)
    assert report.keluarga == 3
    filled = next(f for f in report.berkas if f.nama == "l.xlsx")
    assert filled.baris_diterima == 1
    assert (None, "layak", dt.date(2026, 11, 20), "BA/5") in verdicts(gudang)


@pytest.mark.parametrize(
    "answer, reason",
    [(("setuju", "2026-11-20", ""), "hasil_tidak_terbaca"),
     (("layak", "besok", ""), "hasil_tidak_terbaca"), (("layak", "", ""), "hasil_tidak_terbaca"),
     (("", "2026-11-20", "BA/1"), "belum_diputuskan")],
)  # fmt: skip
def test_unreadable_answers_are_refused_by_name(source, tmp_path, answer, reason):
    gudang = tmp_path / "g"
    pipeline.build([source], gudang=gudang, sintetis=True)
    fill(printed(gudang), source / "l.xlsx", {"BUDI": answer})
    report = pipeline.build([source], gudang=gudang, sintetis=True)
    filled = next(f for f in report.berkas if f.nama == "l.xlsx")
    expected = {"belum_diputuskan": 2}
    expected[reason] = expected.get(reason, 0) + 1
    assert filled.alasan == expected


def test_the_made_sheet_itself_is_recognised(tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(worksheet.workbook(sheet(pd.DataFrame([row()]))))
    (raw,) = readers.read(path, profiles.load_all())
    assert raw.profile.id == "lembar_verifikasi" and raw.looks_synthetic


def test_a_code_is_enough_to_know_a_family_by(source, tmp_path):
    """Some families have no name on paper; a code that leads nowhere is kept, and makes nobody."""
    known = vault.worksheet_code(kk(2), config.pseudonym_key())
    template = {"Kode lembar": known, "Kode kelurahan": "35.73.03.1011", "Nama kepala keluarga": "",
                "Putusan": "pindah", "Tanggal putusan": "20/11/2026"}  # fmt: skip
    write_csv(source / "l.csv", template, {}, {"Kode lembar": "0000-0000-0000"})
    report = pipeline.build([source], gudang=tmp_path / "g", sintetis=True)
    filled = next(f for f in report.berkas if f.nama == "l.csv")
    assert (filled.baris_diterima, report.keluarga) == (2, 3)
    day = dt.date(2026, 11, 20)
    assert {(v[0], v[1]) for v in verdicts(tmp_path / "g") if v[2] == day} == {
        ("TINI", "pindah"), (None, "pindah"),
    }  # fmt: skip
