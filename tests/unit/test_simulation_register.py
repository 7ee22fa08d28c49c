"""The simulation on a register of a dozen families, by hand."""

from functools import cache

import duckdb
import numpy as np
import pandas as pd
import pytest
from pytest import approx

from pedekate import config
from pedekate.schema.program import Program
from pedekate.simulation import eligibility, programme_run, programs, ranking, register
from pedekate.simulation.run import place
from pedekate.store.connection import ANALITIK, KEBENARAN, open_reader
from tests.contract.test_program import _minimal

LINE = 737_954
# id, members, decile, score, papers, verdict, receives PKH, true consumption (None: no true family)
FAMILIES = [
    ("a", 4, 1, 13.0, True, None, False, 400_000),
    ("b", 3, 2, 13.2, True, None, False, 500_000),
    ("c", 2, 2, 13.1, True, None, True, 600_000),  # barred: receives PKH
    ("d", 5, 9, 13.3, True, None, False, 450_000),  # decile above the limit
    ("e", 1, None, 13.4, True, None, False, 700_000),  # no decile
    ("f", 2, 1, 12.9, False, None, False, 650_000),  # no valid papers
    ("g", 6, 1, 12.8, True, "tidak_ditemukan", False, 300_000),  # struck off
    ("h", 3, 3, None, True, None, False, 720_000),  # no score
    ("i", 2, 4, 13.9, True, None, False, 900_000),
    ("j", 1, 1, 13.5, True, None, False, None),  # nobody behind this record
]
PROGRAM = Program.model_validate(
    _minimal(
        pengecualian=[
            {
                "alasan": "sudah menerima PKH", "sumber": "contoh uji", "keyakinan": "rendah",
                "syarat": {"kolom": "terima_pkh", "sama": True},
            }
        ],
        penerima_sekarang={"kolom": "terima_pkh", "sama": True},
        kelompok_rentan={"kolom": "jumlah_anggota", "paling_sedikit": 3},
    )
)  # fmt: skip


@pytest.fixture
def gudang(tmp_path):
    schema = config.ROOT / "pedekate" / "schema"
    with duckdb.connect(str(tmp_path / ANALITIK)) as con:
        con.execute((schema / "analitik.sql").read_text(encoding="utf-8"))
        con.execute("insert into meta values ('sidik_jari', 'uji'), ('sintetis', 'ya')")
        _insert(con, "wilayah", [_area("35.73.01.1001", 1), _area("35.73.02.1001", 2)])
        _insert(con, "keluarga", [_family(k, *row) for k, row in enumerate(FAMILIES)])
        _insert(con, "sumber_keluarga", [_source(*row) for row in FAMILIES])
    truth = [(k, row) for k, row in enumerate(FAMILIES, start=1) if row[7] is not None]
    with duckdb.connect(str(tmp_path / KEBENARAN)) as con:
        con.execute((schema / "kebenaran.sql").read_text(encoding="utf-8"))
        rows = [_truth(k, row[0], row[1], row[7]) for k, row in truth]
        rows.append(_truth(98, None, 4, 350_000))  # in no register
        rows.append(_truth(99, "a", 2, 380_000))  # shares the record of family a
        _insert(con, "kebenaran", rows)
    return tmp_path


def _insert(con, table: str, rows: list[dict]) -> None:
    con.register("baris", pd.DataFrame(rows))
    con.execute(f"insert into {table} by name select * from baris")
    con.unregister("baris")


def _area(code: str, number: int) -> dict:
    return {"kode_kelurahan": code, "kode_bps": str(number), "nama_kelurahan": code, "luas_km2": 1,
            "kode_kecamatan": code[:8], "nama_kecamatan": code[:8],
            "penduduk_2023_estimasi": 1}  # fmt: skip


@cache
def _empty_family() -> dict:
    """Zero or false in every column that may not be empty."""
    with duckdb.connect() as con:
        con.execute((config.ROOT / "pedekate/schema/analitik.sql").read_text(encoding="utf-8"))
        types = con.execute("describe keluarga").df()
    required = types[types["null"] == "NO"]
    pairs = zip(required["column_name"], required["column_type"], strict=True)
    return {column: False if kind == "BOOLEAN" else 0 for column, kind in pairs}


def _family(k, name, members, decile, score, papers, verdict, pkh, _) -> dict:
    return _empty_family() | {
        "id_keluarga": name, "kode_kelurahan": f"35.73.0{1 + k % 2}.1001", "skor": score,
        "jumlah_anggota": members, "desil_nasional": decile, "hasil_verifikasi": verdict,
        "terima_pkh": pkh,
    }  # fmt: skip


def _source(name, members, decile, score, papers, verdict, pkh, _) -> dict:
    return {"id_sumber": f"s{name}", "sumber": "dtsen", "id_keluarga": name, "kk_sah": papers,
            "nik_kepala_sah": True}  # fmt: skip


def _truth(number, family, members, consumption) -> dict:
    return {"id_benar": number, "id_keluarga": family, "kode_kelurahan": "35.73.01.1001",
            "jumlah_anggota": members, "pengeluaran_per_kapita": consumption}  # fmt: skip


@pytest.fixture
def prepared(gudang):
    with open_reader(gudang / ANALITIK) as reader:
        city = register.load(reader, gudang)
        rules = eligibility.candidates(reader, city, PROGRAM)
    return programme_run.prepare_programme(PROGRAM, city, rules)


def _run(prepared, peringkat="skor", budget=12.0):
    line = programme_run.queue(prepared, peringkat)
    chosen = programme_run.scenario(prepared, peringkat=peringkat, anggaran_rp=budget)
    result = programme_run.run(prepared, line, chosen, code="uji")
    return result, programme_run.causes(prepared, line, result)


def test_true_families_are_the_population(prepared):
    city = prepared.register
    assert len(city.row) == 11 and city.population.basis == "kebenaran"
    assert (city.row >= 0).sum() == 9  # 98 has no record, 99 only shares one
    assert city.without_family == 1  # j


def test_each_poor_family_has_one_cause_and_they_add_up(prepared):
    """A budget of 12 pays one family (Rp 1 a month): a and b are the only candidates with score."""
    result, causes = _run(prepared)
    assert causes == {
        "tidak_di_registri": 2, "dokumen_tidak_sah": 1, "dicoret_verifikasi": 1,
        "tidak_memenuhi_syarat": 1, "tanpa_komponen": 0, "syarat_tidak_diketahui": 1,
        "terhalang_pengecualian": 1, "tidak_terperingkat": 1, "anggaran_habis": 1,
    }  # fmt: skip
    poor = result.everybody.totals[2]
    assert poor == 10 and result.served.totals[2] == 1
    assert sum(causes.values()) + 1 == poor


def test_unknown_decile_excludes_and_is_counted(prepared):
    assert prepared.candidates.unknown == 1


@pytest.mark.parametrize(
    "peringkat, size", [("skor", 3), ("desil", 4), ("kategori", 3), ("daftar", 1)]
)
def test_who_is_in_the_queue(prepared, peringkat, size):
    """skor: a, b, i. desil: a, b, h, i. kategori: a, b, h (three or more). daftar: c."""
    assert len(programme_run.queue(prepared, peringkat).order) == size


def test_decile_ties_share_the_marginal_place(prepared):
    result, _ = _run(prepared, "desil", budget=18.0)
    queue = programme_run.queue(prepared, "desil")
    chance = queue.participation(result.position)
    assert sorted(chance[chance > 0]) == [0.5, 1.0]


def test_present_list_is_taken_as_it_is(prepared):
    result, causes = _run(prepared, "daftar", budget=1000.0)
    assert result.served.totals[0] == 1
    assert causes["terhalang_pengecualian"] == 0 and causes["anggaran_habis"] == 0
    assert causes["tidak_terperingkat"] == 7


@pytest.mark.parametrize("peringkat", ["undian", "universal", "sempurna"])
def test_yardsticks_look_at_every_family(prepared, peringkat):
    assert len(programme_run.queue(prepared, peringkat).order) == 11
    result, causes = _run(prepared, peringkat)
    assert sum(causes.values()) == causes["anggaran_habis"]
    assert causes["anggaran_habis"] + result.served.totals[2] == approx(10)


def test_without_truth_the_basis_is_the_model(gudang):
    (gudang / KEBENARAN).unlink()
    with duckdb.connect(str(gudang / ANALITIK)) as con:
        con.execute(
            "insert into meta values ('skor_sisaan', "
            '\'{"batas": [12, 13, 13.2, 14], "simpangan": [0.4, 0.4, 0.4, 0.4, 0.4]}\')'
        )
        for table in ("keluarga", "sumber_keluarga"):
            con.execute(f"update {table} set id_keluarga = md5(id_keluarga)[:16]")
    with open_reader(gudang / ANALITIK) as reader:
        city = register.load(reader, gudang)
        rules = eligibility.candidates(reader, city, PROGRAM)
    prepared = programme_run.prepare_programme(PROGRAM, city, rules)
    assert city.population.basis == "model" and len(city.row) == 10
    assert "sempurna" not in programme_run.rankings(prepared)


def test_components_pay_the_highest_amounts_up_to_the_cap():
    pkh = programs.load("pkh")
    columns = [part.kolom for part in pkh.komponen]
    families = pd.DataFrame([dict.fromkeys(columns, 0)] * 3).assign(jumlah_anggota=4)
    families.loc[0, ["jumlah_usia_dini", "jumlah_sd"]] = [3, 4]  # two young children at most
    families.loc[1, "jumlah_lansia"] = 1
    expected = [2 * 3_000_000 + 2 * 900_000, 2_400_000, 0]
    assert programs.units(pkh, families).tolist() == expected


def test_area_quotas_fill_at_the_same_pace():
    """Area 0 has twice the families in need of area 1, so it gets two places for each one there."""
    score = np.array([1.0, 2, 9, 9, 9, 3, 9, 9, 9, 9, 9, 9, 9, 9, 9])
    area = np.array([0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])
    key = ranking.area_quota(score, area, np.ones(15))
    first = np.argsort(key, kind="stable")[:3]
    assert sorted(first) == [0, 1, 5]
    assert key[2] == key[3] == key[4]  # ties share a key


def test_ranking_by_area_serves_the_neediest_area_first():
    score = np.array([1.0, 2, 9, 9, 9, np.nan])
    area = np.array([1, 1, 0, 0, 0, 0])
    key = ranking.key("kelurahan", consumption=score, score=score, area=area, weight=np.ones(6))
    assert key[0] == key[1] < key[2] == key[5]


def test_units_of_students_and_of_whole_kelurahan():
    """A kelurahan counts once and its families share it; one of no known kelurahan gets none."""
    families = pd.DataFrame({"jumlah_sd": [2, 0, 1], "jumlah_anggota": [4, 2, 3],
                             "kode_kelurahan": ["a", "a", None]})  # fmt: skip
    students = Program.model_validate(_minimal(satuan="siswa", kolom_satuan="jumlah_sd"))
    whole = Program.model_validate(_minimal(satuan="wilayah"))
    assert programs.units(students, families).tolist() == [2, 0, 1]
    assert programs.units(whole, families).tolist() == [0.5, 0.5, 0]
    assert students.unit_columns() == {"jumlah_sd"} and "kode_kelurahan" in whole.columns()


def test_a_benefit_for_areas_buys_them_one_after_the_other(gudang):
    program = Program.model_validate(_minimal(satuan="wilayah", perlu_nik_sah=False))
    with open_reader(gudang / ANALITIK) as reader:
        city = register.load(reader, gudang)
        found = eligibility.candidates(reader, city, program)
    ready = programme_run.prepare_programme(program, city, found)
    line = programme_run.queue(ready, "kelurahan")
    first = programme_run.ranking_key(ready, "kelurahan")
    best = np.nanmin(first[found.eligible])
    cheapest = found.units[found.eligible & (first == best)].sum() * 12
    chosen = programme_run.scenario(ready, peringkat="kelurahan", anggaran_rp=float(cheapest))
    served = line.participation(place(line, chosen)[0])
    assert np.allclose(served[found.eligible & (first == best)], 1)
    assert np.allclose(served[~(found.eligible & (first == best))], 0)


def test_administration_of_the_programme_is_paid_from_the_budget(gudang):
    share = {"sejak": "2024-01-01", "nilai": 0.25, "sumber": "contoh uji", "keyakinan": "rendah"}
    program = Program.model_validate(_minimal(biaya_admin=[share]))
    with open_reader(gudang / ANALITIK) as reader:
        city = register.load(reader, gudang)
        found = eligibility.candidates(reader, city, program)
    ready = programme_run.prepare_programme(program, city, found)
    result, _ = _run(ready, budget=15.0)  # Rp 12 for one family, a quarter more to pay it
    assert result.values["slot_keluarga"] == approx(1) and result.values["belanja"] == approx(15)
