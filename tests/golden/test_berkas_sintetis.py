"""Registry layer of the synthetic city (methods 4.2 step 7): defects at their published rates,
every row traceable, no real number, no truth in the agencies' files. Seed 2025, 20,000 families.
"""

import importlib.util
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pedekate.config import LABEL_SINTETIS
from pedekate.sample.frame import families_per_area, load_areas
from pedekate.sample.recipe import load_recipe

pytestmark = pytest.mark.city
_SPEC = importlib.util.spec_from_file_location("sampel", Path(__file__).with_name("sampel.py"))
sampel = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(sampel)

SCALE = 20_000 / 290_000
FILES = (
    "dtsen_keluarga.csv", "dtsen_anggota.csv", "siks_dtks.csv", "p3ke_keluarga.xlsx",
    "p3ke_individu.csv", "pdktsam_verifikasi.csv", "penerima_pkh.csv", "penerima_bpnt.csv",
    "penerima_bpntd.csv", "susenas.csv",
)  # fmt: skip


@pytest.fixture(scope="module")
def city(kota_20k):
    """Every file once, by name."""
    names = (*FILES, *(f"kebenaran/{n}.parquet" for n in ("keluarga", "individu", "catatan")))
    return {name: sampel.read(kota_20k, name) for name in names}


def true_families(city, name: str) -> np.ndarray:
    notes = city["kebenaran/catatan.parquet"]
    return notes.loc[notes["berkas"] == name, "id_benar"].to_numpy()


def true_decile(families: pd.DataFrame) -> pd.Series:
    """Deciles of persons by true consumption, by `id_benar`."""
    ordered = families.sort_values("pengeluaran_per_kapita")
    people = ordered["jumlah_anggota"]
    decile = ((people.cumsum() - people / 2) / people.sum() * 10).astype(int) + 1
    return decile.set_axis(ordered["id_benar"])


# ---------------------------------------------------------------- privacy


@pytest.mark.parametrize("name", FILES)
def test_no_number_could_belong_to_a_real_person(city, name):
    numbers = set()
    for column in city[name]:
        values = city[name][column].dropna()
        numbers.update(values[values.str.fullmatch(r"\d{15,16}")].str[:2])
    # 00 only in the all-zero slip; the provinces of Indonesia are 11 to 97.
    assert numbers <= {"99", "00"}


@pytest.mark.parametrize("name", FILES)
def test_truth_stays_out_of_the_agencies_files(city, name):
    told = set(city[name].columns)
    assert not {"id_benar", "id_benar_individu", "klaster", "kesejahteraan"} & told
    assert ("pengeluaran_per_kapita" in told) == (name == "susenas.csv")
    assert list(city[name].columns)[-1] == LABEL_SINTETIS
    assert city[name][LABEL_SINTETIS].isna().all()


# ---------------------------------------------------------------- totals and traces


def test_families_per_kelurahan_follow_the_frame(city):
    areas = load_areas()
    counts = city["kebenaran/keluarga.parquet"]["kode_kelurahan"].value_counts()
    assert counts[areas.kode].tolist() == families_per_area(areas, 20_000).tolist()


def test_every_kelurahan_is_in_every_register(city):
    dtsen, dtks = city["dtsen_keluarga.csv"], city["siks_dtks.csv"]
    assert dtsen["kode_kelurahan_desa"].nunique() == 57
    assert dtks.loc[dtks["kab_capil"] == "3573", "id_desa"].nunique() == 57
    assert city["p3ke_keluarga.xlsx"]["Kode Kemdagri"].nunique() == 57
    assert city["pdktsam_verifikasi.csv"]["kode_kelurahan"].nunique() == 57


@pytest.mark.parametrize("name", FILES)
def test_every_row_leads_back_to_the_truth(city, name):
    notes = city["kebenaran/catatan.parquet"]
    notes = notes[notes["berkas"] == name]
    assert notes["baris"].tolist() == list(range(1, len(city[name]) + 1))
    persons = city["kebenaran/individu.parquet"]
    assert notes["id_benar"].isin(persons["id_benar"]).all()
    named = notes.dropna(subset="id_benar_individu")
    family = persons.set_index("id_benar_individu")["id_benar"]
    assert (family[named["id_benar_individu"].astype(int)].to_numpy() == named["id_benar"]).all()


def test_dtsen_members_belong_to_their_family_row(city):
    stated = city["dtsen_keluarga.csv"].set_index("nomor_kartu_keluarga")
    stated = stated.loc[stated.index.notna() & ~stated.index.duplicated(keep=False)]
    counted = city["dtsen_anggota.csv"].groupby("nomor_kartu_keluarga").size()
    both = stated.join(counted.rename("dihitung"), how="inner")
    assert len(both) > 0.97 * len(city["dtsen_keluarga.csv"])
    assert (both["jumlah_anggota_keluarga"].astype(int) == both["dihitung"]).mean() > 0.999


# ---------------------------------------------------------------- who is missing, who is double


def test_dtks_misses_more_the_richer_the_family(city):
    families = city["kebenaran/keluarga.parquet"]
    listed = pd.Series(np.isin(families["id_benar"], true_families(city, "siks_dtks.csv")))
    decile = true_decile(families)[families["id_benar"]].reset_index(drop=True)
    people = families["jumlah_anggota"]
    missing = 1 - (listed * people).groupby(decile).sum() / people.groupby(decile).sum()
    assert missing.is_monotonic_increasing
    assert missing[1] == pytest.approx(0.22, abs=0.03)  # full city .220
    assert missing[10] > 0.75  # .982
    # Full city 185,100 rows.
    assert len(city["siks_dtks.csv"]) == pytest.approx(185_000 * SCALE, rel=0.03)


def test_dtsen_misses_few_and_tenants_more(city):
    families = city["kebenaran/keluarga.parquet"]
    missing = ~families["id_benar"].isin(true_families(city, "dtsen_keluarga.csv"))
    assert 0.02 <= missing.mean() <= 0.05  # full city .039
    tenant = families["status_kepemilikan_rumah"] == "2"
    assert missing[tenant].mean() > 1.8 * missing[~tenant].mean()


def test_national_deciles_hold_the_published_persons(city):
    families = city["kebenaran/keluarga.parquet"]
    rows = city["dtsen_keluarga.csv"].assign(id_benar=true_families(city, "dtsen_keluarga.csv"))
    rows = rows.drop_duplicates("id_benar").merge(families, on="id_benar")
    share = rows.groupby("desil_nasional")["jumlah_anggota"].sum()
    share = share / families["jumlah_anggota"].sum()
    for decile, expected in zip("12345", (0.0314, 0.0426, 0.0370, 0.0269, 0.0213), strict=True):
        assert share[decile] == pytest.approx(expected, abs=0.001)
    assert rows["desil_nasional"].isna().mean() == pytest.approx(0.025, abs=0.006)


def test_split_and_double_families_in_dtsen(city):
    dtsen = city["dtsen_keluarga.csv"].assign(id_benar=true_families(city, "dtsen_keluarga.csv"))
    again = dtsen[dtsen.duplicated("id_benar", keep=False)].sort_values("id_benar")
    # A split family has two heads; a double one the same head, spelt or housed otherwise.
    extra = len(dtsen) - dtsen["id_benar"].nunique()
    assert 0.012 <= extra / len(dtsen) <= 0.025  # full city .0169 split + .0029 double
    pairs = again.groupby("id_benar").filter(lambda rows: len(rows) == 2)
    differs = pairs.groupby("id_benar")[["alamat", "nama_anggota_keluarga"]].nunique().max(axis=1)
    assert (differs == 2).mean() > 0.95


def test_broken_numbers_at_their_published_rates(city):
    def unusable(name: str, column: str) -> float:
        text = city[name][column].fillna("")
        month = text.str[8:10].where(text.str.fullmatch(r"99\d{14}"), "99")
        return float((~month.between("01", "12") | text.str.endswith("0000")).mean())

    assert unusable("siks_dtks.csv", "NIK") == pytest.approx(0.11, abs=0.01)
    assert unusable("siks_dtks.csv", "NOKK") == pytest.approx(0.17, abs=0.02)
    assert unusable("p3ke_keluarga.xlsx", "NIK") == pytest.approx(0.11, abs=0.015)
    assert 0.01 <= unusable("dtsen_anggota.csv", "nomor_induk_kependudukan") <= 0.02


def test_the_dead_the_gone_and_the_moved_stand_in_dtks(city):
    notes = city["kebenaran/catatan.parquet"]
    notes = notes[notes["berkas"] == "siks_dtks.csv"].reset_index(drop=True)
    status = city["kebenaran/individu.parquet"].set_index("id_benar_individu")["status"]
    share = status[notes["id_benar_individu"].astype(int)].value_counts(normalize=True)
    assert 0.01 <= share["meninggal"] <= 0.02  # .014
    assert 0.02 <= share["pindah"] <= 0.08  # .05
    home = city["kebenaran/keluarga.parquet"].set_index("id_benar")["kode_kelurahan"]
    listed = city["siks_dtks.csv"]["id_desa"]
    resident = notes["id_benar"].isin(home.index)
    known = home[notes.loc[resident, "id_benar"]].str.replace(".", "").to_numpy()
    moved = (listed[resident].to_numpy() != known).mean()
    assert moved == pytest.approx(0.03, abs=0.008)


def test_old_records_not_found_in_the_new_register(city):
    """The city found 11 % of DTKS records without a match (October 2025)."""
    dtsen = city["dtsen_keluarga.csv"]
    ranked = true_families(city, "dtsen_keluarga.csv")[dtsen["desil_nasional"].notna()]
    unmatched = ~np.isin(true_families(city, "siks_dtks.csv"), ranked)
    assert unmatched.mean() == pytest.approx(0.11, abs=0.02)  # full city .106


# ---------------------------------------------------------------- what is wrong in a row


def test_wrong_dwelling_cells(city):
    """14.7 % of dwelling cells differ from the truth, 60 of 100 of them poorer."""
    dtsen = city["dtsen_keluarga.csv"]
    dtsen = dtsen.assign(id_benar=true_families(city, "dtsen_keluarga.csv"))
    # Coarse text is no mistake: compare rows with fine codes only.
    rows = dtsen[dtsen["luas_lantai"].notna()]
    rows = rows.merge(city["kebenaran/keluarga.parquet"], on="id_benar", suffixes=("", "_benar"))
    wrong, poorer, richer = [], 0, 0
    for field in load_recipe().isian:
        if field.kolom.startswith("aset_"):
            continue
        place = {code: i for i, code in enumerate(field.kode)}
        seen, true = (
            rows[column].astype(object).map(place).astype(float)
            for column in (field.kolom, field.kolom + "_benar")
        )
        both = seen.notna() & true.notna()
        wrong.append((seen != true)[both].mean())
        poorer += (seen < true)[both].sum()
        richer += (seen > true)[both].sum()
    floor = rows["luas_lantai"].astype(int)
    wrong.append((floor != rows["luas_lantai_benar"]).mean())
    assert np.mean(wrong) == pytest.approx(0.147, abs=0.02)
    assert poorer / (poorer + richer) == pytest.approx(0.60, abs=0.03)


def test_areas_err_differently(city):
    dtsen = city["dtsen_keluarga.csv"].assign(id_benar=true_families(city, "dtsen_keluarga.csv"))
    rows = dtsen[dtsen["luas_lantai"].notna()]
    rows = rows.merge(city["kebenaran/keluarga.parquet"], on="id_benar", suffixes=("", "_benar"))
    wrong = rows["sumber_air_minum_utama"] != rows["sumber_air_minum_utama_benar"]
    by_area = wrong.groupby(rows["kode_kelurahan_desa"]).mean()
    assert by_area.max() > 3 * by_area.min()


def test_families_known_to_one_source_only(city):
    dtsen = city["dtsen_keluarga.csv"]
    assert (
        dtsen["jenis_atap_terluas"].eq("asbes/seng").sum()
        / (dtsen["jenis_atap_terluas"].isin(["3", "4", "asbes/seng"]).sum())
        >= 0.05
    )
    for text in ("<=900", ">900"):
        assert dtsen["daya_terpasang"].eq(text).any()
    coarse = dtsen["sumber_air_minum_utama"].eq("kemasan/isi ulang")
    assert coarse.any() and dtsen.loc[coarse, "luas_lantai"].isna().all()
    assert 0.05 <= dtsen["luas_lantai"].isna().mean() <= 0.13


def test_kelurahan_and_names_are_spelt_in_several_ways(city):
    spellings = city["siks_dtks.csv"].groupby("id_desa")["desa_kelurahan"].nunique()
    assert (spellings > 1).sum() >= 15
    notes = city["kebenaran/catatan.parquet"]
    by_person = [
        city[name]
        .set_axis(notes.loc[notes["berkas"] == name, "id_benar_individu"].astype(int))[column]
        .pipe(lambda names: names[~names.index.duplicated()])
        for name, column in (("siks_dtks.csv", "Nama"), ("dtsen_anggota.csv", "nama"))
    ]
    both = pd.concat(by_person, axis=1, join="inner")
    assert 0.05 <= (both["Nama"] != both["nama"]).mean() <= 0.15


# ---------------------------------------------------------------- programmes and verdicts


@pytest.mark.parametrize("code, families", [("PKH", 9_537), ("BPNT", 15_011), ("BPNTD", 6_226)])
def test_lists_fill_their_quota(city, code, families):
    rows = city[f"penerima_{code.lower()}.csv"]
    assert len(rows) == round(families * SCALE) and set(rows["BANSOS"]) == {code}
    assert len(np.unique(true_families(city, f"penerima_{code.lower()}.csv"))) == len(rows)


def test_lists_reach_a_plausible_part_of_the_poor(city):
    families = city["kebenaran/keluarga.parquet"].set_index("id_benar")
    poor = families[families["pengeluaran_per_kapita"] < sampel.LINE].index
    paid = {n: true_families(city, f"penerima_{n}.csv") for n in ("pkh", "bpnt", "bpntd")}
    any_list = np.concatenate(list(paid.values()))
    assert 0.35 <= poor.isin(paid["bpnt"]).mean() <= 0.60  # full city .45 of persons
    assert 0.49 <= poor.isin(any_list).mean() <= 0.70  # .62 of families
    assert np.isin(paid["bpntd"], paid["bpnt"]).mean() < 0.10
    assert 0.6 <= np.isin(paid["pkh"], paid["bpnt"]).mean() <= 0.8
    unlisted = ~np.isin(any_list, true_families(city, "dtsen_keluarga.csv"))
    assert 0.01 <= unlisted.mean() <= 0.06


def test_verdicts(city):
    rows = city["pdktsam_verifikasi.csv"]
    assert len(rows) == pytest.approx(27_500 * SCALE, abs=2)
    share = rows["hasil"].value_counts(normalize=True)
    assert set(share.index) == {
        "layak", "tidak layak", "meninggal", "pindah", "ganda", "tidak ditemukan",
        "data diperbaiki",
    }  # fmt: skip
    assert 0.5 <= share["layak"] <= 0.75 and 0.08 <= share["tidak layak"] <= 0.25
    assert rows["tanggal_verifikasi"].between("2025-01-01", "2026-10-31").all()
    pattern = re.compile(r"BA/\d{3}/3573\d{6}/202[56]")
    assert rows["nomor_berita_acara"].map(lambda text: bool(pattern.fullmatch(text))).all()
    families = city["kebenaran/keluarga.parquet"].set_index("id_benar")["pengeluaran_per_kapita"]
    true = pd.Series(true_families(city, "pdktsam_verifikasi.csv"))
    spent = true.map(families).groupby(rows["hasil"]).median()
    assert spent["tidak layak"] > 1.3 * spent["layak"]
