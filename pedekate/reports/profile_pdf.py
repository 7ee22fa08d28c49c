"""The profile of a kelurahan on one A4 page; all of them in one document or in one ZIP."""

import io
import math
import re
import zipfile
from collections.abc import Sequence

from pedekate.area_profile import text
from pedekate.area_profile.profile import Profile
from pedekate.charts.theme import CONTEXT, FINE_LINE, INK, INK_2, INK_3, LEFT_OUT, LINE, WHITE
from pedekate.config import LABEL_SINTETIS
from pedekate.format import angka, is_missing, tanggal
from pedekate.indicators.needs import ABOVE, HIDDEN
from pedekate.reports.paper import BOLD, LEFT, SANS, WIDTH, Frame, Paper
from pedekate.schema.geography import Geography

_ROW = 5.0
_GAP_ROWS = 10
ACTION_WIDTH, ACTION_SIZE = 98.0, 8.2
_LAND = "#EEF1F3"


def document(profiles: Sequence[Profile], geo: Geography) -> bytes:
    """One PDF, a page a kelurahan."""
    first = profiles[0]
    title = f"Profil {first.nama}" if len(profiles) == 1 else "Profil kelurahan Kota Malang"
    title = f"{title} – {LABEL_SINTETIS}" if first.synthetic else title
    paper = Paper(title, first.registered)
    for profile in profiles:
        _page(paper, profile, geo)
    return bytes(paper.output())


def archive(profiles: Sequence[Profile], geo: Geography) -> bytes:
    """A ZIP with one PDF a kelurahan."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as pack:
        for profile in profiles:
            pack.writestr(file_name(profile), document([profile], geo))
    return content.getvalue()


def file_name(profile: Profile) -> str:
    """`profil_35.73.02.1007_kauman.pdf`."""
    return f"profil_{profile.kode}_{re.sub(r'[^a-z]+', '-', profile.nama.lower())}.pdf"


def _page(paper: Paper, profile: Profile, geo: Geography) -> None:
    paper.add_page()
    top = _head(paper, profile)
    _place(paper, profile, geo, top)
    ends = [_deciles(paper, profile, top), _sources(paper, profile, top), top + 57]
    y = _gaps(paper, profile, max(ends) + 3)
    y = _actions(paper, profile, y + 4)
    _rest(paper, profile, y + 4)
    paper.footnotes([*text.caveats(profile), _provenance(profile, geo)])


def _head(paper: Paper, profile: Profile) -> float:
    paper.style(SANS, 8.5, INK_2)
    paper.put(LEFT, 9, "PeDeKaTe SAM · Kota Malang · Profil kelurahan")
    if profile.synthetic:
        paper.flag(LABEL_SINTETIS, 9)
    paper.hline(LEFT, 15, WIDTH, INK, 0.4)
    paper.style(BOLD, 9, INK_2)
    place = f"Kelurahan {profile.nama}, Kecamatan {profile.kecamatan} ({profile.kode})"
    paper.put(LEFT, 16.8, f"{place} · registri {tanggal(profile.registered)}")
    parts = [
        (part, i % 2 == 1) for i, part in enumerate(re.split(r"</?em>", text.headline(profile)))
    ]
    return paper.sentence(21.5, [p for p in parts if p[0]], size=16) + 3


def _place(paper: Paper, profile: Profile, geo: Geography, y: float) -> None:
    paper.hline(LEFT, y, 46, INK, 0.25)
    frame = Frame(geo.bounds(), (LEFT, y + 1.5, 46, 45))
    paper.set_line_width(0.12)
    paper.outline(geo.city, frame, fill=_LAND, line=None)
    paper.outline(geo.kecamatan[profile.kecamatan], frame, fill=LINE, line=None)
    for rings in geo.kecamatan.values():
        paper.set_line_width(0.25)
        paper.outline(rings, frame, fill=None, line=WHITE)
    paper.outline(geo.rings[profile.kode], frame, fill=LEFT_OUT, line=None)
    paper.set_line_width(0.2)
    paper.outline(geo.city, frame, fill=None, line=INK_3)
    place = profile.place
    lines = (
        f"Luas {angka(place.luas_km2, 2)} km²; {place.jumlah_rw} RW, {place.jumlah_rt} RT",
        f"Perkiraan penduduk 2023: {angka(place.penduduk_2023_estimasi, 0)} jiwa",
    )
    paper.style(SANS, 7.8, INK_2)
    for row, line in enumerate(lines):
        paper.put(LEFT, y + 48 + row * 3.8, line, width=48)


def _deciles(paper: Paper, profile: Profile, y: float) -> float:
    x, width = LEFT + 52, 66.0
    families = text.count(profile.families["keluarga"], profile.families["keterangan"])
    persons = text.count(profile.families["individu"], profile.families["keterangan"])
    y = paper.block(
        x, y, width, f"{families} keluarga, {persons} jiwa di registri", "Menurut desil nasional"
    )
    _columns(paper, y, [(x + 38, 14, "keluarga"), (x + 52, 14, "jiwa")])
    y += 4
    for row in profile.deciles.to_dict("records"):
        paper.style(SANS, 8.5)
        paper.put(x, y, text.decile_name(row["kelas"]))
        if not is_missing(row["bagian"]):
            paper.bar(x + 24, y + 0.8, 16 * row["bagian"], 2.4, CONTEXT)
        paper.style(BOLD, 8.5)
        paper.put(x + 38, y, text.count(row["keluarga"], row["keterangan"]), width=14, align="R")
        paper.style(SANS, 8.5, INK_2)
        paper.put(x + 52, y, text.count(row["individu"], row["keterangan"]), width=14, align="R")
        y += 4.2
        if detail := text.decile_detail(row):
            paper.style(SANS, 7, INK_3)
            paper.put(x + 3, y - 0.4, detail, width=width - 3)
            y += 3.2
        paper.hline(x, y, width, FINE_LINE)
        y += 0.5
    return y


def _sources(paper: Paper, profile: Profile, y: float) -> float:
    x, width = LEFT + 124, 60.0
    y = paper.block(x, y, width, "Menurut sumber", "Satu keluarga bisa di beberapa sumber")
    columns = [(18.0, "keluarga"), (32.0, "jiwa"), (46.0, "sendiri*")]
    _columns(paper, y, [(x + at, 14, name) for at, name in columns])
    y += 4
    for row in profile.sources.to_dict("records"):
        paper.style(SANS, 8.5)
        paper.put(x, y, row["nama"], width=20)
        cells = (
            text.count(row["keluarga"], row["keterangan"]),
            text.count(row["individu"], row["keterangan"]),
            text.count(row["sendiri"], row["keterangan_sendiri"]),
        )
        for (at, _), cell in zip(columns, cells, strict=True):
            paper.put(x + at, y, cell, width=14, align="R")
        y += 4.4
        paper.hline(x, y, width, FINE_LINE)
        y += 0.4
    paper.style(SANS, 7, INK_3)
    return paper.paragraph(x, y + 0.4, "* keluarga yang hanya ada di sumber itu", width=width)


def _columns(paper: Paper, y: float, heads: Sequence[tuple[float, float, str]]) -> None:
    paper.style(SANS, 7.2, INK_3)
    for x, width, name in heads:
        paper.put(x, y, name, width=width, align="R")


def shown_gaps(profile: Profile, most: int):
    """The gaps worth a row: those with a value, at most `most`."""
    return profile.gaps[profile.gaps["keadaan"] != HIDDEN].head(most)


def scale_end(rows) -> float:
    """Right end of the common scale, a multiple of ten percent that holds every dot."""
    top = rows[["nilai", "kecamatan", "kota"]].max().max() if len(rows) else 0
    return max(1, math.ceil(round(0 if is_missing(top) else top * 10, 6))) / 10


def _gaps(paper: Paper, profile: Profile, y: float) -> float:
    rows = shown_gaps(profile, _GAP_ROWS)
    y = paper.block(
        LEFT, y, WIDTH, text.gaps_title(profile),
        "Dari: yang isiannya diketahui; beda dalam poin persen",
    )  # fmt: skip
    x, width, end = LEFT + 58, 56.0, scale_end(rows)
    _key(paper, profile, LEFT + WIDTH, y - 4.6)
    heads = [(114, 14, "di sini"), (128, 10, "kota"), (138, 18, "dari"), (156, 12, "kosong")]
    _columns(paper, y, [(LEFT + at, w, n) for at, w, n in [*heads, (168, 16, "beda")]])
    paper.put(x, y, "0")
    paper.put(x + width - 10, y, f"{angka(end * 100)}%", width=10, align="R")
    y += 4
    for row in rows.to_dict("records"):
        _gap_row(paper, row, y, x, width, end)
        y += _ROW
    return y


def _key(paper: Paper, profile: Profile, right: float, y: float) -> None:
    """What the marks on the scale mean, ending at the right edge."""
    paper.style(SANS, 7.5, INK_2)
    marks = (
        ("kota", None),
        (f"Kecamatan {profile.kecamatan}", CONTEXT),
        ("jelas melebihi kota", LEFT_OUT),
        (profile.nama, INK_2),
    )
    for name, color in marks:
        right -= paper.get_string_width(name)
        paper.put(right, y, name)
        right -= 2.4
        if color is None:
            paper.vline(right, y + 0.1, 3, INK, 0.35)
        else:
            paper.dot(right, y + 1.7, 0.9 if color == CONTEXT else 1.25, color)
        right -= 4


def _gap_row(paper: Paper, row: dict, y: float, x: float, width: float, end: float) -> None:
    clear = row["keadaan"] == ABOVE
    paper.style(BOLD if clear else SANS, 8.5)
    paper.put(LEFT, y, row["nama"], width=57)
    middle = y + 1.9
    paper.hline(x, middle, width, FINE_LINE, 0.5)
    paper.vline(x + width * row["kota"] / end, y + 0.2, 3.4, INK, 0.35)
    if not is_missing(row["kecamatan"]):
        paper.dot(x + width * row["kecamatan"] / end, middle, 0.9, CONTEXT)
    paper.dot(x + width * row["nilai"] / end, middle, 1.25, LEFT_OUT if clear else INK_2)
    paper.style(BOLD if clear else SANS, 8.5)
    paper.put(LEFT + 114, y, text.percent(row["nilai"]), width=14, align="R")
    paper.style(SANS, 8.5, INK_2)
    paper.put(LEFT + 128, y, text.percent(row["kota"]), width=10, align="R")
    paper.style(SANS, 7.5, INK_2)
    paper.put(LEFT + 138, y + 0.3, f"{angka(row['penyebut'])} {_short(row)}", width=18, align="R")
    paper.put(LEFT + 156, y + 0.3, text.percent(row["tak_diketahui"]), width=12, align="R")
    paper.put(LEFT + 168, y + 0.3, text.points(row["selisih"]), width=16, align="R")


def _short(row: dict) -> str:
    return "kel." if row["satuan"] == "keluarga" else row["satuan"]


def _actions(paper: Paper, profile: Profile, y: float) -> float:
    y = paper.block(LEFT, y, WIDTH, text.actions_title(profile), text.ACTIONS_ORDER)
    left, right = LEFT + 5, LEFT + WIDTH - ACTION_WIDTH
    for number, action in enumerate(profile.actions, start=1):
        paper.style(BOLD, 9, LEFT_OUT)
        paper.put(LEFT, y, str(number))
        paper.style(BOLD, 9)
        paper.put(left, y, action.nama, width=78)
        paper.put(right, y, action.opd)
        paper.style(SANS, 8, INK_2)
        size = f"{text.action_size(action)}; {text.action_reason(action)}"
        paper.put(left, y + 4, size, width=79)
        paper.style(SANS, ACTION_SIZE)
        paper.put(right, y + 4, action.tindakan, width=ACTION_WIDTH)
        y += 8.7
        paper.hline(LEFT, y, WIDTH, FINE_LINE)
        y += 0.8
    return y


def _rest(paper: Paper, profile: Profile, y: float) -> None:
    """Programmes, verification and disagreeing registries side by side."""
    width = (WIDTH - 12) / 3
    _programs(paper, profile, LEFT, y, width)
    x = LEFT + width + 6
    below = paper.block(x, y, width, "Verifikasi lapangan")
    paper.style(SANS, 8.5, INK_2)
    paper.paragraph(x, below, text.verification_sentence(profile), width=width)
    _disagreements(paper, profile, LEFT + 2 * (width + 6), y, width)


def _beside(paper: Paper, row: dict, right: float, y: float) -> None:
    """Share here and in the city, ending at the right edge."""
    paper.put(right - 20, y, text.percent(row["nilai"]), width=10, align="R")
    paper.style(SANS, 7.5, INK_2)
    paper.put(right - 10, y + 0.2, text.percent(row["kota"]), width=10, align="R")


def _heads_beside(paper: Paper, right: float, y: float) -> None:
    _columns(paper, y, [(right - 20, 10, "di sini"), (right - 10, 10, "kota")])


def _programs(paper: Paper, profile: Profile, x: float, y: float, width: float) -> None:
    title = f"Yang diterima keluarga desil 1–{profile.target_decile}"
    whole = profile.programs["penyebut"].max()
    base = "Persen keluarga" if is_missing(whole) else f"Persen dari {angka(whole)} keluarga"
    y = paper.block(x, y, width, title, base)
    _heads_beside(paper, x + width, y - 4.4)
    for row in profile.programs.to_dict("records"):
        paper.style(SANS, 8.5)
        paper.put(x, y, row["nama"], width=30)
        _beside(paper, row, x + width, y)
        y += 4.1
    paper.style(SANS, 8, INK_2)
    paper.paragraph(x, y + 0.6, text.aid_sentence(profile), width=width)


def _disagreements(paper: Paper, profile: Profile, x: float, y: float, width: float) -> None:
    y = paper.block(x, y, width, "Registri yang berselisih", "Persen yang berbeda")
    _heads_beside(paper, x + width, y - 4.4)
    for row in profile.disagreements.to_dict("records"):
        paper.style(SANS, 8)
        paper.put(x, y, row["nama"], width=width - 21)
        _beside(paper, row, x + width, y)
        y += 4.1


def _provenance(profile: Profile, geo: Geography) -> str:
    return (
        f"{text.dates(profile)} Sidik jari data {profile.fingerprint[:12]}. Batas: {geo.source}. "
        "OPD dan tindakan: data/opd/kebutuhan.toml."
    )
