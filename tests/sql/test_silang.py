"""The marts of comparison on a hand-made register: every table computed by hand, and the laws."""

import pytest

from pedekate.reconciliation import rules
from pedekate.store import queries

A, B, C = "35.73.01.1001", "35.73.01.1002", "35.73.02.1001"
RANK = {reason.id: place for place, reason in enumerate(rules.load().alasan)}


@pytest.fixture
def register(empty_register, tulis, build):
    """Seven families.

    k1 in all four sources, agreeing. k2 in DTSEN (decile 7), DTKS and P3KE (decile 2). k3 in DTKS
    and PDKTSAM, whose verdict is `pindah`. k4 in DTKS alone without any valid number. k5 in DTSEN
    (decile 9) alone. k6 in DTSEN, not ranked, and DTKS. k7 in DTKS and P3KE; a head recorded dead.
    """
    con = empty_register
    dates = {"dtsen": "2026-10-31", "dtks": "2026-09-30", "p3ke": "2023-12-31",
             "pdktsam": "2026-10-31", "daftar_bayar": "2026-10-31"}  # fmt: skip
    for source, day in dates.items():
        tulis.baris(
            con, "berkas", nama=f"{source}.csv", sumber=source, profil=source, tanggal_data=day,
            baris_masuk=1, baris_diterima=1, baris_ditolak=0,
        )  # fmt: skip
    families = {
        "k1": (A, 3, {"desil_nasional": 1, "desil_p3ke": 1, "hasil_verifikasi": "layak"}),
        "k2": (A, 4, {"desil_nasional": 7, "desil_p3ke": 2}),
        "k3": (A, 2, {"hasil_verifikasi": "pindah"}),
        "k4": (B, 1, {}),
        "k5": (B, 5, {"desil_nasional": 9}),
        "k6": (C, 2, {}),
        "k7": (C, 1, {"desil_p3ke": 3}),
    }
    said = {
        "k1": {"dtsen": {"desil": 1, "jumlah_anggota": 3, "jenis_atap": "asbes"}, "dtks": {},
               "p3ke": {"desil": 1, "jenis_atap": "asbes_seng"}, "pdktsam": {}},
        "k2": {"dtsen": {"desil": 7, "jumlah_anggota": 4, "jenis_atap": "genteng"},
               "dtks": {}, "p3ke": {"desil": 2, "jenis_atap": "asbes_seng"}},
        "k3": {"dtks": {}, "pdktsam": {}},
        "k4": {"dtks": {"kk_sah": False, "nik_kepala_sah": False}},
        "k5": {"dtsen": {"desil": 9}},
        "k6": {"dtsen": {}, "dtks": {}},
        "k7": {"dtks": {}, "p3ke": {"desil": 3}},
    }  # fmt: skip
    for name, (area, size, traits) in families.items():
        held = {f"di_{source}": True for source in said[name]}
        paid = {"terima_bpnt": name in ("k1", "k3")}
        tulis.keluarga(con, name, area, jumlah_anggota=size, **traits, **held, **paid)
        for source, answers in said[name].items():
            base = {"kk_sah": source != "p3ke", "nik_kepala_sah": True, "kode_kelurahan": area}
            tulis.baris(
                con, "sumber_keluarga", id_sumber=f"{source}:{name}", sumber=source,
                id_keluarga=name, **(base | answers),
            )  # fmt: skip
            valid = answers.get("nik_kepala_sah", True)
            dead = (name, source) == ("k7", "dtks")
            for number in range(size if source != "pdktsam" else 1):
                tulis.baris(
                    con, "sumber_individu", id_sumber=f"{source}:{name}-{number}", sumber=source,
                    id_individu=f"{name}-{number}", id_keluarga=name, nik_sah=valid,
                    hubungan_keluarga="kepala" if number == 0 else "anak",
                    jenis_kelamin="P" if (name, source) == ("k2", "p3ke") else "L",
                    meninggal=dead and number == 0,
                )  # fmt: skip
    flags = [("bpnt", "daftar_bayar", "k1", A), ("bpnt", "daftar_bayar", "k3", A),
             ("bpnt", "daftar_bayar", None, B), ("bpnt", "dtks", "k1", None),
             ("bpnt", "dtks", "k2", None), ("bst", "dtks", "k1", None)]  # fmt: skip
    for program, source, family, area in flags:
        tulis.baris(
            con, "kepesertaan",
            program=program, sumber=source, id_keluarga=family, kode_kelurahan=area,
        )  # fmt: skip
    return build(con)


def reasons(reader, a, b):
    table = queries.silang_alasan(reader, a=a, b=b)
    return table.groupby("alasan")[["keluarga", "orang"]].sum().T.to_dict("list")


def test_persons_by_the_registries_that_list_them(register):
    table = queries.silang_orang(register)
    pattern = table.groupby(["di_dtsen", "di_dtks", "di_p3ke"])["orang"].sum().to_dict()
    # k7's only person is dead in DTKS and alive in P3KE; PDKTSAM lists heads, so k3 is DTKS's.
    assert pattern == {
        (True, True, True): 3 + 4, (False, True, False): 2 + 1, (True, False, False): 5,
        (True, True, False): 2, (False, False, True): 1,
    }  # fmt: skip


def test_why_a_dtks_family_is_not_in_dtsen(register):
    assert reasons(register, "dtks", "dtsen") == {
        "ada": [3, 9], "pindah": [1, 2], "nomor_tidak_sah": [1, 1], "meninggal": [1, 0],
    }  # fmt: skip


def test_a_rank_beyond_the_limit_and_no_rank_are_told_apart(register):
    found = reasons(register, "dtks", "dtsen_1_5")
    assert found["ada"] == [1, 3] and found["peringkat"] == [1, 4]
    assert found["belum_diperingkat"] == [1, 2]


def test_a_family_the_source_does_not_aim_at_and_an_old_file(register):
    # k5: decile 9. k6: not ranked and P3KE three years older. k3: moved, which is known first.
    assert reasons(register, "dtsen", "p3ke") == {
        "ada": [2, 7], "di_luar_cakupan": [1, 5], "beda_waktu": [1, 2],
    }  # fmt: skip


def test_recipients_nobody_found_are_a_reason_of_their_own(register):
    found = reasons(register, "bayar_bpnt", "dtsen")
    assert found == {"ada": [1, 0], "pindah": [1, 0], "tidak_terpadankan": [1, 0]}


def test_reasons_add_up_to_the_set(register):
    held = {"dtsen": 4, "dtks": 6, "p3ke": 3, "pdktsam": 2, "bayar_bpnt": 3, "dtsen_1_5": 1}
    for pair in queries.silang_pasangan(register).itertuples():
        found = reasons(register, pair.himpunan_a, pair.himpunan_b)
        assert sum(n for n, _ in found.values()) == held[pair.himpunan_a], pair
        assert set(found) <= set(RANK) | {"ada"}


def test_deciles_of_families_both_rank(register):
    table = queries.silang_desil(register, a="dtsen", b="p3ke")
    rows = {(int(r.desil_a), int(r.desil_b)): r.keluarga for r in table.itertuples()}
    assert rows == {(1, 1): 1, (7, 2): 1}
    assert queries.silang_desil(register, a="dtsen", b="skor").empty


def test_score_deciles_have_the_sizes_of_the_national_ones(empty_register, tulis, build):
    """Deciles 1, 1, 4 and scores that put the third family first."""
    for name, decile, score in (("k1", 1, 2.0), ("k2", 1, 3.0), ("k3", 4, 1.0), ("k4", None, 0.5)):
        tulis.keluarga(empty_register, name, A, desil_nasional=decile, skor=score, di_dtsen=True)
        tulis.baris(
            empty_register, "sumber_keluarga", id_sumber=name, sumber="dtsen", id_keluarga=name,
            desil=decile, kk_sah=True, nik_kepala_sah=True,
        )  # fmt: skip
    table = queries.silang_desil(build(empty_register), a="dtsen", b="skor")
    rows = {(int(r.desil_a), int(r.desil_b)): r.keluarga for r in table.itertuples()}
    assert rows == {(1, 1): 1, (1, 4): 1, (4, 1): 1}


def test_status_of_a_programme_by_list_and_registry(register):
    table = queries.silang_status(register, program="bpnt", a="daftar_bayar", b="dtks")
    rows = table.groupby(["status_a", "status_b"])["keluarga"].sum().to_dict()
    assert rows == {
        ("ya", "ya"): 1, ("ya", "tidak"): 1, ("tidak", "ya"): 1, ("tidak", "tidak"): 3,
        ("tidak", "luar"): 1,
    }  # fmt: skip
    assert sum(rows.values()) == 7
    compared = queries.silang_perbandingan(register)["program"].dropna().tolist()
    assert compared == ["bpnt"], "one source alone compares with nobody"


def test_targets_by_every_basis(register):
    table = queries.silang_andai(register, program="bpnt", batas=5)
    size = {
        base: int(table.loc[table[base].astype(bool), "keluarga"].sum())
        for base in ("dtks", "dtks_tanda", "dtsen", "p3ke", "pdktsam", "menerima")
    }
    assert size == {
        "dtks": 6, "dtks_tanda": 2, "dtsen": 1, "p3ke": 3, "pdktsam": 1, "menerima": 2
    }  # fmt: skip
    assert table["keluarga"].sum() == 7
    assert queries.silang_andai(register, program="bpnt", batas=7)["dtsen"].sum() == 2


def test_fields_agree_as_far_as_both_can_tell(register):
    table = queries.silang_isian(register).set_index(["kolom", "sumber_a", "sumber_b", "hasil"])
    roof = table.loc[("jenis_atap", "dtsen", "p3ke")]["keluarga"].to_dict()
    # asbestos may be "asbes/seng"; roof tiles may not
    assert roof == {"sama_kasar": 1, "beda": 1}
    head = table.loc[("jenis_kelamin_kepala", "dtsen", "p3ke")]["keluarga"].to_dict()
    assert head == {"sama": 1, "beda": 1}
    members = table.loc[("jumlah_anggota", "dtsen", "dtks")]["keluarga"].groupby("hasil").sum()
    assert members.to_dict() == {"sama": 3}
    # DTKS never says what the roof is, so there is nothing to compare.
    assert ("jenis_atap", "dtsen", "dtks") not in table.index.droplevel("hasil")
