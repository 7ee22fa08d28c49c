"""The one statement that turns a raw table into cleaned rows (`bersih`)."""

from collections.abc import Mapping, Sequence
from datetime import date

from pedekate.registry import fields, identity, normalize
from pedekate.registry.normalize import CodeMap, literal
from pedekate.registry.readers import RawFile

# A birth date before this is a typing error, not an old person.
OLDEST_BIRTH = date(1900, 1, 1)
_DERIVED = {
    "nik", "no_kk", "tanggal_lahir_berkas", "tanggal_lahir", "jenis_kelamin_berkas",
    "jenis_kelamin", "umur", "kode_kelurahan", "wilayah_status",
}  # fmt: skip


def statement(
    raw: RawFile,
    maps: Mapping[tuple[str, str], CodeMap],
    *,
    region_join: str | None,
    synthetic: bool,
    cut_by_excel: frozenset[str],
    data_date: date | None,
    marks: Sequence[str] = (),
) -> str:
    """SQL that creates `bersih` from `mentah`, `nomor_baris` and `wilayah_terbaca`.

    Args:
        region_join: condition that joins the readings `w`; None for a survey (no persons in it).
        cut_by_excel: which of nik and no_kk lost their last digit in this file.
        data_date: date of the file's data, for ages; None leaves ages unknown.
        marks: boolean columns of `mentah` to carry along.
    """
    columns = normalize.canonical_expressions(raw, maps)
    text = _helpers(raw, maps) | _typed(raw, columns) | {name: f"m.{name}" for name in marks}
    source = "mentah as m inner join nomor_baris as n on n.urut = m.rowid"
    if region_join is None:
        text |= {"baca_kode": "cast(null as text)", "baca_nama": "cast(null as text)"}
        final = "*"
    else:
        text |= _identity_text(raw, columns)
        final = _judged(data_date)
        source += f" left join wilayah_terbaca as w on {region_join}"
    selected = ",\n".join(f"{sql} as {name}" for name, sql in text.items())
    return (
        f"create or replace table bersih as with teks as (select {selected} from {source}), "
        f"nomor as (select {_numbers(synthetic, cut_by_excel, region_join)} from teks) "
        f"select {final} from nomor"
    )


def _helpers(raw: RawFile, maps: Mapping[tuple[str, str], CodeMap]) -> dict[str, str]:
    compared = [f"m.{c}" for c in raw.columns if c not in raw.profile.nomor_urut]
    found = {
        "baris": "n.baris",
        "urut": "m.rowid",
        "cacat": "m.cacat",
        # 64 bits: among a million rows two different ones meet with odds of 1 in 30 million.
        "sidik": f"hash({', '.join(compared)})",
        "kurang_wajib": normalize.lacks_required(raw),
        "kode_asing": normalize.strange_code(raw, maps),
        "angka_asing": normalize.strange_number(raw),
    }
    for name, flag, period in normalize.program_flags(raw):
        found |= {f"p_{name}": flag, f"t_{name}": f"cast({period} as text)"}
    return found


def _typed(raw: RawFile, columns: Mapping[str, str]) -> dict[str, str]:
    flags = {name: sql for name, sql, _ in normalize.program_flags(raw)}
    available = dict(columns) | flags
    return {
        name: f"cast({available.get(name, 'null')} as {kind})"
        for name, kind in fields.of(raw.profile.jenis).items()
        if name not in _DERIVED and not name.endswith("_teks")
    }


def _identity_text(raw: RawFile, columns: Mapping[str, str]) -> dict[str, str]:
    numbers = raw.profile.nomor
    found = {
        f"{name}_teks": normalize.id_text(numbers[name])
        if name in numbers and raw.has(numbers[name])
        else "cast(null as text)"
        for name in ("nik", "no_kk")
    }
    # The address on the card says where someone once lived: no reason to refuse the row.
    # A layout without any region column leaves that to its sister sheet; it is no blank cell.
    home = raw.profile.wilayah.domisili and raw.profile.wilayah.given
    return found | {
        "kode_kelurahan": "w.kode_kelurahan",
        "wilayah_status": "coalesce(w.status, 'kosong')" if home else "'kartu'",
        "baca_kode": "w.baca_kode",
        "baca_nama": "w.baca_nama",
        "lahir": f"cast({columns.get('tanggal_lahir', 'null')} as date)",
        "lahir_terisi": normalize.date_filled(raw),
        "kelamin": f"cast({columns.get('jenis_kelamin', 'null')} as text)",
        "usia": f"cast({columns.get('umur', 'null')} as smallint)",
    }


def _numbers(synthetic: bool, cut_by_excel: frozenset[str], region_join: str | None) -> str:
    if region_join is None:
        return "*"
    form = identity.load()
    nik = identity.valid_nik(
        "nik_teks", form, synthetic=synthetic, cut_by_excel="nik" in cut_by_excel
    )
    kk = identity.valid_kk(
        "no_kk_teks", form, synthetic=synthetic, cut_by_excel="no_kk" in cut_by_excel
    )
    return (
        f"*, case when {nik} then nik_teks end as nik, case when {kk} then no_kk_teks end as no_kk"
    )


def _judged(data_date: date | None) -> str:
    today = f"date {literal(data_date.isoformat())}" if data_date else "cast(null as date)"
    latest = f"coalesce({today}, date '2100-01-01')"
    plausible = f"case when lahir between date '{OLDEST_BIRTH}' and {latest} then lahir end"
    birth = f"coalesce({plausible}, {identity.birth_date('nik', latest)})"
    return ", ".join(
        (
            "* exclude (lahir, lahir_terisi, kelamin, usia)",
            f"{plausible} as tanggal_lahir_berkas",
            f"{birth} as tanggal_lahir",
            f"lahir_terisi and ({plausible}) is null as tanggal_asing",
            "kelamin as jenis_kelamin_berkas",
            f"coalesce(kelamin, {identity.sex('nik')}) as jenis_kelamin",
            f"cast(coalesce(usia, date_sub('year', {birth}, {today})) as smallint) as umur",
        )
    )
