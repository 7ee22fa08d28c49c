"""Tables of the profile page as HTML: pure, escaped, styled by `gaya.css`."""

from base64 import b64encode
from html import escape

from pedekate.area_profile import text
from pedekate.area_profile.profile import Profile
from pedekate.charts.locator import locator_map
from pedekate.charts.svg_map import aspect_ratio
from pedekate.charts.theme import CONTEXT, INK_2, LEFT_OUT
from pedekate.format import angka, is_missing
from pedekate.indicators.needs import ABOVE
from pedekate.reports.profile_pdf import scale_end, shown_gaps
from pedekate.schema.geography import Geography
from pedekate.ui.kit.html import rich

_MOST = 12


def where(profile: Profile, geo: Geography) -> str:
    """The kelurahan marked in the city."""
    picture = b64encode(locator_map(geo, profile.kode).encode()).decode()
    alt = f"Peta Kota Malang: {profile.nama} di Kecamatan {profile.kecamatan}"
    return (
        f'<div class="pd-petasvg" style="max-width:250px;--rasio:{aspect_ratio(geo):.4f}">'
        f'<img src="data:image/svg+xml;base64,{picture}" alt="{escape(alt)}" '
        f'decoding="sync"></div>'
    )


def deciles(profile: Profile) -> str:
    """Families and persons per group of deciles, single deciles below where they may be shown."""
    rows = []
    for row in profile.deciles.to_dict("records"):
        detail = text.decile_detail(row)
        share = 0 if is_missing(row["bagian"]) else row["bagian"] * 100
        rows.append(
            f'<tr><th scope="row">{rich(text.decile_name(row["kelas"]))}'
            f"{f'<br><small>{escape(detail)}</small>' if detail else ''}</th>"
            f'<td class="pd-batang"><span class="pd-alas"><i class="pd-isi" '
            f'style="width:{share:.1f}%;background:{CONTEXT}"></i></span></td>'
            f'<td class="n"><b>{escape(text.count(row["keluarga"], row["keterangan"]))}</b></td>'
            f'<td class="n">{escape(text.count(row["individu"], row["keterangan"]))}</td></tr>'
        )
    head = '<th>Desil nasional</th><th></th><th class="n">Keluarga</th><th class="n">Jiwa</th>'
    return _table(head, rows)


def sources(profile: Profile) -> str:
    """Families and persons per registry, and the families nobody else knows."""
    rows = [
        f'<tr><th scope="row">{escape(row["nama"])}</th>'
        f'<td class="n"><b>{escape(text.count(row["keluarga"], row["keterangan"]))}</b></td>'
        f'<td class="n">{escape(text.count(row["individu"], row["keterangan"]))}</td>'
        f'<td class="n">{escape(text.count(row["sendiri"], row["keterangan_sendiri"]))}</td></tr>'
        for row in profile.sources.to_dict("records")
    ]
    head = (
        '<th>Sumber</th><th class="n">Keluarga</th><th class="n">Jiwa</th>'
        '<th class="n">Hanya di sini</th>'
    )
    return _table(head, rows)


def gap_scale(profile: Profile) -> str:
    """Every shortage on one scale: dot here, small dot the kecamatan, line the city."""
    shown = shown_gaps(profile, _MOST)
    end = scale_end(shown)
    rows = [_gap_row(row, end) for row in shown.to_dict("records")]
    head = (
        f'<th>Kekurangan</th><th><span class="pd-ujung"><span>0</span>'
        f"<span>{angka(end * 100)}%</span></span></th>"
        f'<th class="n">{escape(profile.nama)}</th><th class="n">Kota</th>'
        '<th class="n pd-lebar">Beda</th><th class="n pd-lebar">Dari</th>'
        '<th class="n pd-lebar">Kosong</th>'
    )
    return _table(head, rows)


def _gap_row(row: dict, end: float) -> str:
    clear = row["keadaan"] == ABOVE
    color = LEFT_OUT if clear else INK_2
    here, city = (row[k] / end * 100 for k in ("nilai", "kota"))
    near = ""
    if not is_missing(row["kecamatan"]):
        at = row["kecamatan"] / end * 100
        near = f'<i class="pd-titik pd-dekat" style="left:{at:.1f}%;background:{CONTEXT}"></i>'
    name = f"<b>{escape(row['nama'])}</b>" if clear else escape(row["nama"])
    return (
        f'<tr title="{escape(text.STATES[row["keadaan"]])}"><th scope="row">{name}</th>'
        f'<td class="pd-batang"><span class="pd-alas pd-skala">'
        f'<u style="left:{city:.1f}%"></u>{near}'
        f'<i class="pd-titik" style="left:{here:.1f}%;background:{color}"></i></span></td>'
        f'<td class="n"><b>{text.percent(row["nilai"])}</b></td>'
        f'<td class="n">{text.percent(row["kota"])}</td>'
        f'<td class="n pd-lebar">{text.points(row["selisih"])}</td>'
        f'<td class="n pd-lebar">{angka(row["penyebut"])} {escape(row["satuan"])}</td>'
        f'<td class="n pd-lebar">{text.percent(row["tak_diketahui"])}</td></tr>'
    )


def actions(profile: Profile) -> str:
    """The needs to act on: what and how many at the left, whose work and how at the right."""
    items = "".join(
        f"<li><div><b>{escape(action.nama)}</b>"
        f"<span>{rich(text.action_size(action))}; {rich(text.action_reason(action))}</span></div>"
        f'<div title="{escape(action.sumber)}"><b>{escape(action.opd)}</b>'
        f"<span>{escape(action.tindakan)}</span></div></li>"
        for action in profile.actions
    )
    return f'<ol class="pd-tindak">{items}</ol>'


def beside_city(rows: list[dict], head: str) -> str:
    """Shares here and in the city, one per row: nama, nilai, kota, penyebut."""
    body = [
        f'<tr><th scope="row">{escape(row["nama"])}</th>'
        f'<td class="n"><b>{text.percent(row["nilai"])}</b></td>'
        f'<td class="n">{text.percent(row["kota"])}</td>'
        f'<td class="n pd-lebar">{escape(text.count(row["penyebut"]))}</td></tr>'
        for row in rows
    ]
    heads = (
        f'<th>{escape(head)}</th><th class="n">Di sini</th><th class="n">Kota</th>'
        '<th class="n pd-lebar">Dari</th>'
    )
    return _table(heads, body)


def _table(head: str, rows: list[str]) -> str:
    return (
        f'<table class="pd-tabel"><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
    )
