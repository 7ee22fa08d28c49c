"""Birth dates, NIK and KK numbers with the impossible province 99, names and addresses."""

import datetime as dt

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pedekate.sample.city import City
from pedekate.sample.draws import hash_key, integers, uniform
from pedekate.sample.names import draw_names, vocabulary

REFERENCE_DATE = dt.date(2026, 10, 31)
# No province has this code: the numbers follow the real rule and still hit no real person.
IMPOSSIBLE_PROVINCE = 99
SERIAL_STEP = 57
STREETS_PER_AREA = 14
_DAY = np.timedelta64(1, "D")


def add_identities(city: City) -> None:
    """Add to persons `lahir`, `nik`, `nama_1..3` and to families `no_kk` and address columns."""
    families, persons = city.families, city.persons
    persons["lahir"] = birth_dates(persons)
    born = persons["lahir"].astype("datetime64[Y]").astype(int) + 1970
    draw_names(persons, born)
    area = families["area"][persons["keluarga"]]
    persons["nik"] = _unique_numbers(_nik_prefix(city, area), area)
    families["no_kk"] = _unique_numbers(_kk_prefix(city), families["area"])
    _draw_address(city)
    own = uniform(persons["kunci"], "ktp luar") < 0.03
    families["ktp_luar"] = uniform(families["kunci"], "ktp luar") < 0.05
    persons["ktp_luar"] = own | families["ktp_luar"][persons["keluarga"]]


def birth_dates(persons: dict) -> np.ndarray:
    """(n,) datetime64[D]; the age in full years on the reference date is `umur`."""
    year = (REFERENCE_DATE.year - persons["umur"].astype(int) - 1970).astype("datetime64[Y]")
    anniversary = year.astype("datetime64[M]") + np.timedelta64(REFERENCE_DATE.month - 1, "M")
    days = persons["hari_sejak_ulang_tahun"].astype("timedelta64[D]")
    return anniversary.astype("datetime64[D]") + (REFERENCE_DATE.day - 1) * _DAY - days


def new_numbers(prefix: np.ndarray) -> np.ndarray:
    """(n,) int64 numbers for records that got a second KK; serials above every true one."""
    serial = 9700 + np.arange(len(prefix)) % 290
    return prefix * 10_000 + serial


def kk_of(city: City, area: np.ndarray, day: dt.date, serial: int) -> np.ndarray:
    """(n,) int64 numbers of cards of the 90 days up to `day`; serials rise from `serial`."""
    own = np.array([int(code[-2:]) for code in city.areas.kode_kecamatan])[area]
    count = np.arange(len(area))
    issued = np.datetime64(day) - (count % 90) * _DAY
    prefix = _prefix(np.full(len(area), 73), own, *date_parts(issued))
    return prefix.astype(np.int64) * 10_000 + serial + count // 90


def new_people(city: City, persons: dict, area: np.ndarray, serial: int) -> None:
    """Add names and NIK to people born in the city; `serial` keeps the numbers off older ones."""
    draw_names(persons, persons["lahir"].astype("datetime64[Y]").astype(int) + 1970)
    own = np.array([int(code[-2:]) for code in city.areas.kode_kecamatan])[area]
    day, month, year = date_parts(persons["lahir"])
    place = np.full(len(area), 73)
    prefix = _prefix(place, own, day + 40 * persons["perempuan"], month, year)
    persons["nik"] = _unique_numbers(prefix, area) + serial


def digits(numbers: np.ndarray) -> pa.Array:
    """16-digit numbers as text, never through a float."""
    return pc.cast(pa.array(numbers), pa.string())


def idsemesta(keys: np.ndarray, copy: np.ndarray | int = 0) -> pa.Array:
    """The ministry's 12-digit person number as text; a copy of a person got the next one."""
    number = 350_000_000_000 + (keys >> np.uint64(26)).astype(np.int64)
    return pa.array(number + copy).cast(pa.string())


def _nik_prefix(city: City, area: np.ndarray) -> np.ndarray:
    """Place of first registration and birth date, the day plus 40 for women."""
    persons, keys = city.persons, city.persons["kunci"]
    own = np.array([int(code[-2:]) for code in city.areas.kode_kecamatan])[area]
    native = uniform(keys, "asal nik")
    regency = np.where(native < 0.82, 73, integers(keys, "asal kabupaten", 1, 29))
    district = np.select(
        [native < 0.66, native < 0.82],
        [own, integers(keys, "asal kecamatan", 1, 5)],
        default=integers(keys, "asal kecamatan luar", 1, 24),
    )
    day, month, year = date_parts(persons["lahir"])
    day = day + 40 * persons["perempuan"]
    return _prefix(regency, district, day, month, year)


def _kk_prefix(city: City) -> np.ndarray:
    """Kecamatan of the city and the date the card was issued."""
    families = city.families
    own = np.array([int(code[-2:]) for code in city.areas.kode_kecamatan])[families["area"]]
    span = (dt.date(2026, 6, 30) - dt.date(2007, 1, 1)).days
    issued = np.datetime64("2007-01-01") + integers(families["kunci"], "terbit kk", 0, span) * _DAY
    return _prefix(np.full(len(own), 73), own, *date_parts(issued))


def _prefix(regency, district, day, month, year) -> np.ndarray:
    place = (IMPOSSIBLE_PROVINCE * 100 + regency) * 100 + district
    return ((place * 100 + day) * 100 + month) * 100 + year % 100


def age_on(date: dt.date, born: np.ndarray) -> np.ndarray:
    """(n,) full years on `date`; negative for those born later."""
    day, month, year = date_parts(born)
    early = (month > date.month) | ((month == date.month) & (day > date.day))
    return date.year - year - early


def date_parts(dates: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Day, month and year, each (n,), of datetime64[D]."""
    months = dates.astype("datetime64[M]")
    day = (dates - months.astype("datetime64[D]")).astype(int) + 1
    return day, months.astype(int) % 12 + 1, dates.astype("datetime64[Y]").astype(int) + 1970


def _unique_numbers(prefix: np.ndarray, area: np.ndarray) -> np.ndarray:
    """(n,) int64: prefix and a serial. Each kelurahan has its own serials (every 57th), so that
    its numbers do not move when another kelurahan changes."""
    order = np.lexsort((prefix, area))
    key = prefix[order] * 64 + area[order]
    fresh = np.concatenate([[True], key[1:] != key[:-1]])
    start = np.flatnonzero(fresh)
    within = np.arange(len(key)) - np.repeat(start, np.diff(np.append(start, len(key))))
    serial = np.empty(len(key), dtype=np.int64)
    serial[order] = 1 + within * SERIAL_STEP + area[order]
    return prefix.astype(np.int64) * 10_000 + serial


def _draw_address(city: City) -> None:
    """Add `jalan` (street number), `gang` (0 = none) and `nomor` to the families."""
    families, keys = city.families, city.families["kunci"]
    streets = len(vocabulary().streets)
    first = np.array([int(hash_key(code, "jalan")) % streets for code in city.areas.kode])
    # Streets belong to RTs: neighbours share one.
    local = integers(families["kunci_rt"], "jalan", 0, STREETS_PER_AREA - 1)
    families["jalan"] = ((first[families["area"]] + local) % streets).astype(np.int16)
    lane = integers(keys, "gang", 1, 12)
    families["gang"] = np.where(uniform(keys, "pakai gang") < 0.45, lane, 0).astype(np.int16)
    families["nomor"] = integers(keys, "nomor rumah", 1, 98).astype(np.int16)


def address_text(
    families: dict, rows: np.ndarray, *, with_rt: bool, altered: np.ndarray | None = None
) -> pa.Array:
    """Upper-case street addresses of the given family rows, "JL. MELATI GG. 3 NO. 12 …".

    Where `altered`, the lane is left out and the house number is another one.
    """
    lane, number = families["gang"][rows], families["nomor"][rows]
    if altered is not None:
        lane, number = np.where(altered, 0, lane), np.where(altered, number % 98 + 1, number)
    streets = pa.array([f"JL. {name.upper()}" for name in vocabulary().streets])
    text = streets.take(pa.array(families["jalan"][rows]))
    lanes = pa.array(["", *(f" GG. {i}" for i in range(1, 13))])
    text = _append(text, lanes.take(pa.array(lane)))
    numbers = pa.array([f" NO. {i}" for i in range(99)])
    text = _append(text, numbers.take(pa.array(number)))
    if with_rt:
        units = pa.array([f"{i:03d}" for i in range(1000)])
        text = _append(text, units.take(pa.array(families["rt"][rows])), " RT ")
        text = _append(text, units.take(pa.array(families["rw"][rows])), " RW ")
    return text


def _append(text: pa.Array, tail: pa.Array, between: str = "") -> pa.Array:
    return pc.binary_join_element_wise(text, tail, between)
