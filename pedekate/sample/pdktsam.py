"""PDKTSAM: verdicts of field verification per kelurahan, our own documented layout."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pedekate.sample.city import City
from pedekate.sample.columns import code_number, coded, iso_dates
from pedekate.sample.defects import break_numbers, spelling
from pedekate.sample.draws import child_keys, hash_key, normal, uniform
from pedekate.sample.identity import address_text
from pedekate.sample.names import name_text
from pedekate.sample.registers import Listing

VERDICTS = (
    "layak", "tidak layak", "meninggal", "pindah", "ganda", "tidak ditemukan", "data diperbaiki",
)  # fmt: skip
ELIGIBLE, NOT_ELIGIBLE, DEAD, MOVED, TWICE, NOT_FOUND, CORRECTED = range(7)
# Families on the list of the full city, for 290,000 families.
LIST_SIZE, FULL_CITY = 27_500, 290_000
# Musyawarah kelurahan are held every three months.
MEETINGS = np.array(
    ["2025-02-20", "2025-05-22", "2025-08-21", "2025-11-20", "2026-02-19", "2026-05-21",
     "2026-08-20", "2026-10-15"], dtype="datetime64[D]",
)  # fmt: skip


def build_pdktsam(city: City, listing: Listing) -> dict[str, np.ndarray]:
    """Rows in file order: `keluarga`, `kepala`, `hasil` (index in VERDICTS), `rapat`, `kunci`."""
    families, keys = city.families, city.families["kunci"]
    # Old lists bring families in (DTKS first, low national decile), neighbours do the rest.
    pull = (
        1.2 * listing.dtks
        + 0.9 * ((listing.desil > 0) & (listing.desil <= 3))
        - 0.5 * families["kesejahteraan"]
        + normal(keys, "pdktsam")
    )
    candidates = np.flatnonzero(listing.dtks | listing.dtsen)
    number = round(LIST_SIZE * city.residents / FULL_CITY)
    chosen = candidates[np.argsort(-pull[candidates], kind="stable")[:number]]
    meeting = (uniform(keys[chosen], "rapat") * len(MEETINGS)).astype(int)
    order = np.lexsort((uniform(keys[chosen], "pdktsam urut"), meeting, families["area"][chosen]))
    family, meeting = chosen[order], meeting[order]
    head = np.flatnonzero(city.persons["hubungan"] == 1)[family]
    return {
        "keluarga": family,
        "kepala": head,
        "rapat": meeting,
        "hasil": _verdict(city, family),
        "kunci": child_keys(keys[family] ^ hash_key("pdktsam"), family * 0),
    }


def _verdict(city: City, family: np.ndarray) -> np.ndarray:
    keys = city.families["kunci"][family]
    u = uniform(keys, "putusan")
    # What the surveyors see of welfare: those clearly above the rest are found not eligible.
    seen = city.families["kesejahteraan"][family] + 0.5 * normal(keys, "mata petugas")
    eligible = seen < -0.45
    ordinary = np.where(
        eligible,
        np.where(u < 0.12, CORRECTED, ELIGIBLE),
        np.where(u < 0.10, CORRECTED, NOT_ELIGIBLE),
    )
    left = family >= city.residents
    special = np.select(
        [u > 0.985, u > 0.970, u > 0.958, u > 0.930], [TWICE, NOT_FOUND, MOVED, DEAD], default=-1
    )
    verdict = np.where(special >= 0, special, ordinary)
    gone = np.where(u < 0.75, MOVED, NOT_FOUND)
    return np.where(left, gone, verdict).astype(np.int8)


def pdktsam_table(city: City, record: dict) -> pa.Table:
    """Columns of `pdktsam_verifikasi.csv`."""
    families, family, keys = city.families, record["keluarga"], record["kunci"]
    head = {name: values[record["kepala"]] for name, values in city.persons.items()}
    area = families["area"][family]
    names = tuple(head[f"nama_{i}"] for i in (1, 2, 3))
    return pa.table(
        {
            "kode_kelurahan": coded(area, city.areas.kode),
            "nama_kelurahan": coded(area, city.areas.nama),
            "no_kk": break_numbers(
                families["no_kk"][family], keys, city.galat.kk * 0.03, "kk rusak"
            ),
            "nik_kepala": break_numbers(head["nik"], keys, city.galat.nik * 0.03, "nik rusak"),
            "nama_kepala": name_text(names, spelling(keys, city.galat.ejaan * 0.05, "ejaan nama")),
            "alamat": address_text(families, family, with_rt=False),
            "rt": code_number(families["rt"][family], width=3),
            "rw": code_number(families["rw"][family], width=3),
            "hasil": coded(record["hasil"], VERDICTS),
            "tanggal_verifikasi": _verified_on(record),
            "nomor_berita_acara": _minutes_number(city, area, record["rapat"]),
        }
    )


def _verified_on(record: dict) -> pa.Array:
    """Field visits fall in the four weeks before the meeting."""
    days = (uniform(record["kunci"], "hari kunjungan") * 28).astype("timedelta64[D]")
    return iso_dates(MEETINGS[record["rapat"]] - days)


def _minutes_number(city: City, area: np.ndarray, meeting: np.ndarray) -> pa.Array:
    """One berita acara per kelurahan and meeting, "BA/003/3573021004/2025"."""
    year = MEETINGS.astype("datetime64[Y]").astype(int) + 1970
    within = [f"BA/{i % 4 + 1:03d}" for i in range(len(MEETINGS))]
    return pc.binary_join_element_wise(
        pa.array(within).take(pa.array(meeting)),
        pa.array([code.replace(".", "") for code in city.areas.kode]).take(pa.array(area)),
        pa.array([str(y) for y in year]).take(pa.array(meeting)),
        "/",
    )
