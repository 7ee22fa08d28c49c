"""Who is paid: PKH, BPNT and BPNTD by registry rank plus local discretion; PBI per family."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from pedekate.sample.city import City
from pedekate.sample.columns import coded, constant, count
from pedekate.sample.defects import break_numbers, kelurahan_index, kelurahan_labels, spelling
from pedekate.sample.draws import child_keys, hash_key, normal, uniform
from pedekate.sample.identity import address_text, idsemesta
from pedekate.sample.names import name_text
from pedekate.sample.registers import Listing

# Families paid in Kota Malang at the end of 2023 (Dinsos), for the full city of 290,000 families.
QUOTAS = {"PKH": 9_537, "BPNT": 15_011, "BPNTD": 6_226}
FULL_CITY = 290_000
# Highest national decile of each programme.
LIMITS = {"PKH": 4, "BPNT": 5, "BPNTD": 5}
# Share chosen by people who know the neighbours instead of by rank.
DISCRETION = 0.13
UNREGISTERED = 0.03
# Lists were drawn from ranks up to three years old: sd against unit-variance welfare.
RANK_NOISE = 1.3
# How much closer a BPNT family is to PKH: about seven in ten PKH families get both.
FAVOUR = 1.6
# BPNTD of 2023: 400 of 6,400 for disability, 200 for the elderly.
DISABLED_SHARE, ELDERLY_SHARE = 0.0625, 0.03125
STAGES = {"PKH": "TAHAP 4 2026", "BPNT": "OKT-DES 2026", "BPNTD": "SEP-OKT 2026"}


@dataclass(frozen=True, slots=True)
class Recipients:
    """(n,) family masks per programme code."""

    masks: dict[str, np.ndarray]


def choose_recipients(city: City, listing: Listing) -> Recipients:
    """Fill each programme's quota, scaled to the size of the city.

    PKH needs a component and mostly goes to BPNT families; BPNTD mostly avoids them.
    """
    families, keys = city.families, city.families["kunci"]
    size = city.residents / FULL_CITY
    quota = {name: max(1, round(number * size)) for name, number in QUOTAS.items()}
    everyone = np.ones(len(keys), dtype=bool)
    bpnt = _fill(city, listing, "BPNT", quota["BPNT"], everyone)
    component = (
        (families["jumlah_hamil"] > 0)
        | (families["jumlah_usia_dini"] > 0)
        | (families["jumlah_pelajar"] > 0)
        | (families["jumlah_lansia"] > 0)
        | (families["jumlah_disabilitas_berat"] > 0)
    )
    pkh = _fill(city, listing, "PKH", quota["PKH"], component, favour=bpnt)
    others = ~bpnt | (uniform(keys, "bpntd rangkap") < 0.05)
    bpntd = _city_staples(city, listing, quota["BPNTD"], others)
    return Recipients({"PKH": pkh, "BPNT": bpnt, "BPNTD": bpntd})


def _city_staples(city: City, listing: Listing, quota: int, eligible) -> np.ndarray:
    """BPNTD: small fixed parts for disability and old people living alone, then the poor."""
    families, chosen = city.families, np.zeros(len(eligible), dtype=bool)
    alone = (families["ukuran"] == 1) & (families["jumlah_lansia"] == 1)
    disabled = families["jumlah_disabilitas_berat"] > 0
    near = eligible & listing.dtsen & (listing.desil <= LIMITS["BPNTD"])
    for group, share in ((disabled, DISABLED_SHARE), (alone, ELDERLY_SHARE)):
        wanted = group & near & ~chosen
        chosen |= _lowest(families["kesejahteraan"], wanted, round(quota * share))
    rest = _fill(city, listing, "BPNTD", quota - int(chosen.sum()), eligible & ~chosen)
    return chosen | rest


def _fill(city: City, listing: Listing, name: str, quota: int, eligible, favour=None) -> np.ndarray:
    """Mask of the families paid: most by rank, some by discretion, a few outside the registers."""
    keys, limit = city.families["kunci"], LIMITS[name]
    rank = listing.skor + RANK_NOISE * normal(keys, f"{name} urutan")
    if favour is not None:
        rank = rank - FAVOUR * favour
    ranked = eligible & (listing.desil >= 1) & (listing.desil <= limit)
    chosen = _lowest(rank, ranked, round(quota * (1 - DISCRETION - UNREGISTERED)))
    # Neighbours see hardship that no questionnaire shows, and favour friends; the rank may be
    # missing, or one above the limit.
    local = city.families["kesejahteraan"] + 1.5 * normal(keys, f"{name} musyawarah")
    known = eligible & listing.dtsen & (listing.desil <= limit + 1) & ~chosen
    chosen |= _lowest(local, known, round(quota * DISCRETION))
    outside = eligible & ~listing.dtsen & ~chosen
    return chosen | _lowest(local, outside, quota - int(chosen.sum()))


def _lowest(values: np.ndarray, mask: np.ndarray, number: int) -> np.ndarray:
    rows = np.flatnonzero(mask)
    chosen = rows[np.argsort(values[rows], kind="stable")[:number]]
    result = np.zeros(len(values), dtype=bool)
    result[chosen] = True
    return result


def build_list(city: City, recipients: Recipients, name: str) -> dict[str, np.ndarray]:
    """Rows of one payment list: `keluarga`, `individu` (the person paid), `kunci`."""
    family = np.flatnonzero(recipients.masks[name])
    area = city.families["area"][family]
    family = family[np.lexsort((uniform(city.families["kunci"][family], name), area))]
    return {
        "keluarga": family,
        "individu": _paid_person(city, family),
        "kunci": child_keys(city.families["kunci"][family] ^ hash_key(name), family * 0),
    }


def _paid_person(city: City, family: np.ndarray) -> np.ndarray:
    """The head's wife where there is one (cards are issued to the mother), else the head."""
    persons = city.persons
    wife = (persons["hubungan"] == 2) & persons["perempuan"] & persons["hidup"]
    payee = np.flatnonzero(persons["hubungan"] == 1)[: len(city.families["area"])].copy()
    rows = np.flatnonzero(wife)
    payee[persons["keluarga"][rows]] = rows
    return payee[family]


def list_table(city: City, record: dict, name: str, stage: str) -> pa.Table:
    """Columns of the payment list of programme `name` for one stage of payment."""
    family, keys, rows = record["keluarga"], record["kunci"], len(record["keluarga"])
    person = {column: values[record["individu"]] for column, values in city.persons.items()}
    area = city.families["area"][family]
    spelt = kelurahan_index(city, area, keys, 0.35, "ejaan kelurahan", bps=False)
    names = tuple(person[f"nama_{i}"] for i in (1, 2, 3))
    return pa.table(
        {
            "NAMA PENERIMA": name_text(
                names, spelling(keys, city.galat.ejaan * 0.05, "ejaan nama")
            ),
            "NIK KTP": break_numbers(person["nik"], keys, city.galat.nik * 0.02, "nik rusak"),
            "NO KK": break_numbers(
                city.families["no_kk"][family], keys, city.galat.kk * 0.05, "kk rusak"
            ),
            "TAHAP": constant(stage, rows),
            "BANSOS": constant(name, rows),
            "IDSEMESTA": idsemesta(person["kunci"]),
            "NM PROV": constant("JAWA TIMUR", rows),
            "NM KAB": constant("KOTA MALANG", rows),
            "NM KEC": coded(area, [text.upper() for text in city.areas.nama_kecamatan]),
            "NM KEL": coded(spelt, kelurahan_labels(city, bps=False)[0]),
            "ALAMAT": address_text(city.families, family, with_rt=True),
            "UMUR": count(person["umur"]),
            "TANGGUNGAN": count(np.maximum(city.families["ukuran"][family] - 1, 0)),
        }
    )
