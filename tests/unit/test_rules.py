"""Rules of one's own: their text, what they may ask, what they admit, and what is shown of it."""

import itertools
import json

import duckdb
import numpy as np
import pytest

from pedekate.errors import InputError
from pedekate.indicators.catalogue import coarse_classes
from pedekate.schema import rule as grammar
from pedekate.schema.coarse import condition_sql
from pedekate.schema.conditions import Condition
from pedekate.simulation import eligibility, programme_run, programs, register, rules
from pedekate.simulation.rule_count import YES, count
from pedekate.store import simulation_frame
from pedekate.store.connection import ANALITIK, open_reader
from pedekate.ui.simulation import model
from pedekate.ui.simulation.rule import edit as rule_edit
from pedekate.ui.simulation.rule import model as rule_model
from pedekate.ui.simulation.rule import text as rule_text

DECILE = {"kolom": "desil_nasional", "paling_banyak": 4}
FLOOR = {"kolom": "jenis_lantai", "dalam": ["tanah"]}


def _text(*clauses, **more) -> str:
    return json.dumps({"syarat": list(clauses), **more})


def test_a_rule_has_one_text_however_it_is_written():
    spellings = [
        '{"syarat":[{"kolom":"desil_nasional","paling_banyak":4},{"kolom":"jenis_lantai",'
        '"sama":"tanah"}],"tambah":["pkh","bantuan_daerah","pkh"],"nama":""}',
        '{ "tambah": ["bantuan_daerah", "pkh"], "syarat": [{"paling_banyak": 4.0, "kolom": '
        '"desil_nasional"}, {"salah_satu": [{"dalam": ["tanah"], "kolom": "jenis_lantai"}]}] }',
    ]
    texts = {grammar.parse(text).text() for text in spellings}
    assert texts == {
        '{"syarat":[{"kolom":"desil_nasional","paling_banyak":4},{"dalam":["tanah"],"kolom":'
        '"jenis_lantai"}],"tambah":["bantuan_daerah","pkh"]}'
    }


def test_every_programme_and_ready_made_rule_is_its_own_text_again():
    own = [rules.of_program(programs.load(name)) for name in programs.names()]
    ready = [rules.from_preset(preset) for preset in rules.catalogue().sasaran]
    assert all(own) and len(ready) >= 8
    for rule in (*own, *ready):
        assert grammar.parse(rule.text()) == rule and len(rule.text()) < grammar.MOST_TEXT / 2


def test_a_condition_nested_deeper_than_a_rule_is_left_to_its_file():
    leaf = Condition.model_validate(DECILE)
    two = Condition(semua=(leaf, Condition.model_validate(FLOOR)))
    for deep in (
        Condition(tidak=leaf), Condition(salah_satu=(two, leaf)), Condition(semua=(leaf, two)),
        Condition(kolom="desil_nasional", kosong=True),
    ):  # fmt: skip
        program = programs.load("bpntd").model_copy(update={"syarat": deep})
        assert rules.of_program(program) is None
    assert len(grammar.clauses_of(two)) == 2


HOSTILE = {
    "bukan JSON": ["", "x", "[" * 3999, '{"a":' * 700, '{"syarat":[{"kolom":1e}]}'],
    "lebih dari 4000": ["x" * 4001],
    "isinya bukan aturan": ["null", "[]", '"syarat"', "1"],
    "sedikitnya satu syarat": ["{}", '{"syarat":[]}', '{"syarat":{"salah_satu":[1]}}'],
    "tidak dikenal": [
        _text(DECILE, hapus=True), _text(DECILE | {"eval": "1"}), _text(DECILE, tambah=["semua"]),
    ],
    "dua kali": ['{"syarat":[],"syarat":[{"kolom":"desil_nasional","paling_banyak":4}]}'],
    "bukan bilangan": ['{"syarat":[{"kolom":"desil_nasional","paling_banyak":NaN}]}'],
    "luar jangkauan": [
        '{"syarat":[{"kolom":"desil_nasional","paling_banyak":1e999}]}',
        '{"syarat":[{"kolom":"desil_nasional","sama":' + "9" * 400 + "}]}",
    ],
    "harus diikuti bilangan": [
        _text({"kolom": "desil_nasional", "paling_banyak": "4"}),
        _text({"kolom": "desil_nasional", "paling_banyak": True}),
    ],
    "tidak seperti yang diharapkan": [
        _text(1), _text({"kolom": "a; drop table keluarga", "sama": 1}), _text(DECILE, nama=7),
        _text(DECILE, tanpa="abc"),
        '{"syarat":[{"tidak":' + '{"tidak":' * 300 + "1" + "}" * 301 + "]}",
    ],
    "tidak ada": [
        _text({"kolom": "id_keluarga", "sama": "x"}), _text({"kolom": "skor", "paling_banyak": 1}),
        _text({"kolom": "kode_kelurahan", "dalam": ["35.73.01.1001"]}),
        _text({"kolom": "desil_nasional", "paling_banyak": 3.5}),
    ],
    "bukan pilihan lantai": [
        _text({"kolom": "jenis_lantai", "sama": "tanah' or 1=1 --"}),
        _text({"kolom": "jenis_lantai", "dalam": ["keramik_sampai_ubin"]}),
        _text({"kolom": "jenis_lantai", "paling_banyak": 1}),
    ],
    "melebihi batas atasnya": [_text(DECILE | {"paling_sedikit": 6})],
    "paling sedikit dan paling banyak": [_text(DECILE | {"lebih_dari": 2})],
    "membandingkan satu medan": [
        _text({"salah_satu": [{"tidak": DECILE}]}), _text({"kolom": "skor", "kosong": True}),
    ],
    "terlalu banyak": [_text(*[DECILE] * 9), _text({"salah_satu": [DECILE] * 9})],
    "kosong": [_text({"salah_satu": []})],
    "melebihi 1 pilihan": [_text({"salah_satu": [DECILE], "sedikitnya": 2})],
    "1–30 nilai": [_text({"kolom": "jenis_lantai", "dalam": []})],
    "ya atau tidak": [_text({"kolom": "lansia_tunggal", "sama": 1})],
    "satu bilangan": [_text({"kolom": "desil_nasional", "dalam": [1, 2]})],
    "terlalu panjang": [_text(DECILE, nama="a" * 61)],
    "satu baris": [_text(DECILE, nama="a\nb"), _text(DECILE, tanpa=["x" * 201])],
    "tidak punya pengecualian": [_text(DECILE, tanpa=["lain"])],
}  # fmt: skip


def test_hostile_texts_are_refused_in_one_sentence():
    program = programs.load("bpntd")
    for why, texts in HOSTILE.items():
        for text in texts:
            with pytest.raises(InputError) as refused:
                rules.applied(program, text) if text else grammar.parse(text)
            said = str(refused.value)
            assert why in said and said.endswith(".") and len(said) < 160, (why, text[:80], said)
            assert said.isprintable()


def test_no_rule_is_the_programme_itself_and_a_rule_changes_who_not_what():
    program = programs.load("bpntd")
    assert rules.applied(program, "") is program
    own = program.pengecualian[0].alasan
    changed = rules.applied(program, _text(FLOOR, tanpa=[own], tambah=["pkh"]))
    assert changed.syarat.columns() == {"jenis_lantai"}
    assert [one.alasan for one in changed.pengecualian] == ["sudah menerima PKH"]
    kept = program.model_dump(exclude={"syarat", "syarat_sumber", "syarat_keyakinan",
                                       "pengecualian"})  # fmt: skip
    assert kept.items() <= changed.model_dump().items()
    assert "bukan aturan resmi" in changed.syarat_sumber


def test_an_exclusion_the_programme_has_in_other_words_is_not_offered_again():
    offered = {
        n: {e.id for e in rules.further_exclusions(programs.load(n))} for n in ("bpntd", "pkh")
    }
    assert "bantuan_pusat" not in offered["bpntd"] and "bantuan_pusat" in offered["pkh"]


def test_at_least_k_of_n_keeps_unknown_unknown():
    """True when k are known to hold, false when k cannot be reached any more, else unknown."""
    columns = ("punya_ac", "punya_mobil", "punya_emas")
    parts = [{"kolom": name, "sama": True} for name in columns]
    answers = list(itertools.product([True, False, None], repeat=3))
    with duckdb.connect() as con:
        con.execute(f"create table k ({', '.join(f'{name} boolean' for name in columns)})")
        con.executemany("insert into k values (?, ?, ?)", answers)
        for k in (1, 2, 3):
            rule = grammar.parse(_text({"salah_satu": parts, "sedikitnya": k}))
            sql = condition_sql(rule.condition(), coarse_classes())
            found = con.execute(f"select {', '.join(columns)}, {sql} from k").fetchall()
            for *row, said in found:
                yes, unknown = row.count(True), row.count(None)
                assert said == (True if yes >= k else None if yes + unknown >= k else False)


# Ten families: decile known? floor known? Each line one family.
#            desil ≤ 4, lantai tanah, PKH
ANSWERS = np.array([
    (1, 1, 0), (1, 1, 1), (1, 1, 0), (1, 0, 0), (1, -1, 0),
    (0, -1, 0), (0, 1, 0), (-1, 1, 0), (-1, -1, 0), (-1, 0, 0),
], dtype=np.int8)  # fmt: skip


def test_a_count_by_hand():
    """1, 2, 3 meet both. 4 fails the floor, 6 and 7 the decile, 10 the floor whatever its decile.

    5 is undecided for its floor, 8 and 9 for their decile (asked first). Of the three that meet the
    rule, 2 receives PKH and 3 has no valid papers.
    """
    decile, floor, pkh = ANSWERS.T
    papers = np.ones(10, dtype=bool)
    papers[[1, 2]] = False  # family 2 is barred already and is not counted twice
    found = count([decile, floor], [("PKH", pkh == YES), ("dokumen", ~papers)], families=10)
    assert (found.left, found.met) == ((5, 3), 3)
    assert (found.refused, found.unknown) == (4, (2, 1))
    assert found.met + found.refused + sum(found.unknown) == found.families
    assert (found.barred, found.eligible) == ({"PKH": 1, "dokumen": 1}, 1)


def test_one_more_condition_never_admits_more_and_order_does_not_matter():
    rng = np.random.default_rng(4)
    for _ in range(200):
        answers = [rng.choice([1, 0, -1], size=50).astype(np.int8) for _ in range(4)]
        bars = [("a", rng.random(50) < 0.3)]
        found = [count(answers[:n], bars, families=50) for n in range(1, 5)]
        assert all(a.met >= b.met and a.eligible >= b.eligible and a.refused <= b.refused
                   for a, b in itertools.pairwise(found))  # fmt: skip
        assert found[-1].left == tuple(one.met for one in found)
        other = count(answers[::-1], bars, families=50)
        assert (other.met, other.refused, other.eligible) == (
            found[-1].met, found[-1].refused, found[-1].eligible
        )  # fmt: skip


def test_counts_are_rounded_together_and_small_ones_left_out():
    decile = np.repeat(np.array([1, 0, -1], dtype=np.int8), [104, 893, 3])
    floor = np.where(np.arange(1000) < 96, 1, 0).astype(np.int8)
    bars = np.arange(1000) < 4
    found = count([decile, floor], [("PKH", bars)], families=1000)
    shown = rule_model.shown(found)
    assert (found.met, found.refused, sum(found.unknown), found.eligible) == (96, 904, 0, 92)
    assert (shown.met, shown.refused, shown.eligible) == (100, 900, 90)
    assert shown.left == (100, 100) and shown.barred == {"PKH": rule_model.SMALL}
    said = rule_text.details(shown)
    assert "PKH" not in said and "tidak dapat dinilai" not in said


@pytest.mark.parametrize("families", [0, 1, 9])
def test_nobody_cannot_be_told_from_a_few(families):
    """Else a rule that fits one known family, and one condition more, would tell about it."""
    answer = np.where(np.arange(1000) < families, 1, 0).astype(np.int8)
    few = rule_model.shown(count([answer], [("PKH", answer == YES)], families=1000))
    none = rule_model.shown(count([answer * 0], [("PKH", answer * 0 == YES)], families=1000))
    assert (few.met, few.left, few.eligible, few.barred) == (
        none.met, none.left, none.eligible, none.barred
    )  # fmt: skip
    assert few.share(0) == 0
    assert rule_text.headline(few) == rule_text.headline(none)
    assert "Kurang dari 10" in rule_text.headline(few)
    assert rule_text.details(few).endswith("Layak diurutkan: kurang dari 10 keluarga.")


def test_words_of_a_rule():
    text = _text(
        DECILE,
        {"sedikitnya": 2, "salah_satu": [
            {"kolom": "luas_lantai_per_orang", "kurang_dari": 7.2},
            {"kolom": "jenis_lantai", "dalam": ["tanah", "bambu"]},
            {"kolom": "jumlah_anggota", "paling_sedikit": 3, "paling_banyak": 5},
        ]},
        {"kolom": "punya_mobil", "sama": False},
        nama="Uji", tambah=["pkh"], tanpa=["sudah menerima bantuan pusat"],
    )  # fmt: skip
    said = rule_text.in_force("bpntd", text).replace("\xa0", " ")
    assert said == (
        "Aturan sendiri, bukan aturan resmi. “Uji”. Desil nasional DTSEN paling banyak 4; "
        "sedikitnya 2 dari 3 hal (luas lantai per orang kurang dari 7,2 m²; lantai terluas: Bambu "
        "atau Tanah; jumlah anggota keluarga antara 3 dan 5 orang); punya mobil: tidak; kecuali "
        "yang sudah menerima PKH."
    )
    assert rule_text.in_force("bpntd", "").startswith("Aturan program.")


def test_edits_make_valid_rules():
    field, rule = rules.catalogue().field, rules.of_program(programs.load("bpntd"))
    two = rule_edit.add(rule, field("jumlah_lansia"))
    either = rule_edit.add_choice(two, 1)
    assert rule_edit.remove(either, 1, 0) == two and rule_edit.remove(two, 1, 0) == rule
    assert rule_edit.remove(rule, 0, 0) == rule  # the last condition stays
    both = rule_edit.need(either, 1, 2)
    assert rule_edit.remove(both, 1, 1).syarat[1].sedikitnya == 1
    one = rule.syarat[0].pilihan[0]
    between = rule_edit.recompared(one, rule_text.BETWEEN)
    assert rule_edit.numbers(rule_edit.revalued(between, [6, 2])) == [2, 6]
    full = rule
    for _ in range(12):
        full = rule_edit.add_choice(rule_edit.add(full, field("terima_pbi")), 0)
    assert len(full.syarat) == grammar.MOST_CLAUSES
    assert len(full.syarat[0].pilihan) == grammar.MOST_CHOICES
    assert grammar.parse(full.text()) == full
    assert len(rule_edit.rename(rule, " a  b " + "x" * 80).nama) == 60


def test_a_changed_ready_made_rule_loses_its_name_but_not_its_origin():
    preset = rules.catalogue().sasaran[0]
    rule = rules.from_preset(preset)
    assert rules.renamed(rule) == rule
    changed = rules.renamed(rule_edit.add(rule, rules.catalogue().field("jumlah_hamil")))
    assert changed.nama == "" and changed.asal == preset.id


@pytest.fixture(scope="module")
def city(gudang_20k):
    with open_reader(gudang_20k / ANALITIK) as reader:
        yield reader, register.load(reader, gudang_20k)


@pytest.mark.city
def test_the_programmes_own_rule_gives_equal_results_to_the_bit(city):
    reader, families = city
    for name in programs.names():
        program = programs.load(name)
        text = rules.of_program(program).text()
        own = rules.applied(program, text)
        a, b = (eligibility.candidates(reader, families, one) for one in (program, own))
        assert np.array_equal(a.cause, b.cause) and a.unknown == b.unknown
        ready = programme_run.prepare_programme(program, families, a)
        same = programme_run.prepare_programme(own, families, b, aturan=text, shared=ready.shared)
        runs = []
        for one in (ready, same):
            line = programme_run.queue(one, "skor")
            chosen = programme_run.scenario(one, peringkat="skor", anggaran_rp=7e8)
            runs.append(programme_run.run(one, line, chosen, code="uji"))
        np.testing.assert_equal(runs[0].values, runs[1].values)
        assert runs[0].fingerprint != runs[1].fingerprint  # it says whose rule it was


@pytest.mark.city
def test_the_count_is_what_the_simulation_admits(city):
    """Rows nobody true stands behind are barred here too: the population has no place for them."""
    reader, families = city
    frame, program = simulation_frame.families(reader), programs.load("bpntd")
    behind = np.zeros(len(frame), dtype=bool)
    behind[families.row[families.row >= 0]] = True
    for preset in rules.catalogue().sasaran:
        rule = rules.from_preset(preset)
        asked = {f"s{n}": one.condition() for n, one in enumerate(rule.syarat)}
        asked |= {f"t{n}": one.syarat for n, one in enumerate(rules.exclusions(rule, program))}
        asked["unfit"] = eligibility.UNFIT
        sql = {name: condition_sql(one, coarse_classes()) for name, one in asked.items()}
        said = simulation_frame.answers(reader, conditions=sql)
        bars = [(name, said[name].to_numpy() == YES) for name in sql if name[0] == "t"]
        bars += [
            ("dokumen", ~frame["dokumen_sah"].to_numpy(bool)),
            ("dicoret", frame["dicoret"].to_numpy(bool)),
            ("tidak layak", said["unfit"].to_numpy() == YES), ("tanpa keluarga", ~behind),
        ]  # fmt: skip
        found = count(
            [said[name].to_numpy() for name in sql if name[0] == "s"], bars, families=len(frame)
        )
        admitted = eligibility.candidates(reader, families, rules.applied(program, rule.text()))
        assert found.eligible == admitted.eligible.sum(), preset.id


@pytest.mark.city
def test_money_left_over_does_not_tell_how_many_received(city):
    reader, families = city
    program = programs.load("bpntd")
    text = _text({"kolom": "desil_nasional", "paling_banyak": 3},
                 {"kolom": "jumlah_hamil", "paling_sedikit": 1})  # fmt: skip
    found = eligibility.candidates(reader, families, rules.applied(program, text))
    ready = programme_run.prepare_programme(program, families, found, aturan=text)
    for budget, used_up in ((1e9, False), (2e6, True)):
        chosen = programme_run.scenario(ready, peringkat="desil", anggaran_rp=budget)
        outcome = programme_run.run(ready, programme_run.queue(ready, "desil"), chosen, code="uji")
        money = model.money(outcome)
        assert money.spent + money.unspent == budget
        unit = chosen.manfaat_rp * chosen.bulan
        assert used_up or money.spent % (model.STEP * unit) == pytest.approx(0, abs=1)
        exact = outcome.values["belanja"]
        assert money.spent == exact if used_up else abs(money.spent - exact) <= model.STEP * unit


@pytest.mark.city
def test_a_kelurahan_without_recipients_cannot_be_told_from_one_with_few(city):
    reader, families = city
    program = programs.load("pbi_jk")
    text = _text({"kolom": "desil_nasional", "paling_banyak": 3})
    found = eligibility.candidates(reader, families, rules.applied(program, text))
    ready = programme_run.prepare_programme(program, families, found, aturan=text)
    chosen = programme_run.scenario(ready, peringkat="desil", anggaran_rp=1e12)
    outcome = programme_run.run(ready, programme_run.queue(ready, "desil"), chosen, code="uji")
    shown, exact = model.recipients_by_area(outcome)["nilai"].to_numpy(), outcome.served.areas[0]
    assert np.array_equal(np.isnan(shown), exact < 10) and np.nanmin(shown) >= 10
    share = model.share_left_out_by_area(outcome)["nilai"].to_numpy()
    poor, reached = outcome.everybody.areas[1], outcome.served.areas[1]
    assert np.isnan(share).tolist() == (poor < 10).tolist()
    assert (share[(poor >= 10) & (reached < 5)] == 100).all()
