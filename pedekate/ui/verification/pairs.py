"""Part *Pasangan meragukan* of the page Verifikasi: two blind reviewers, a third if they differ."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from pedekate import config
from pedekate.access import vault
from pedekate.access.roles import HOW_TO_SIGN_IN
from pedekate.format import angka, is_missing, tanggal
from pedekate.schema import review
from pedekate.store import casebook
from pedekate.ui import access, data
from pedekate.ui.kit import categories, components
from pedekate.ui.kit.components import Column

_OPEN, _PURPOSE = "pasangan_terbuka", "pasangan_perlu"
_FIELDS = (
    ("nama", "Nama"), ("nik", "NIK"), ("tanggal_lahir", "Tanggal lahir"),
    ("jenis_kelamin", "Jenis kelamin"), ("alamat", "Alamat"), ("kelurahan", "Kelurahan"),
    ("sumber", "Sumber"),
)  # fmt: skip
_BUTTONS = {
    review.SAME: "Orang yang sama", review.DIFFERENT: "Orang berbeda", review.UNSURE: "Tidak yakin",
}  # fmt: skip
_HOW = (
    "Dua peninjau menjawab tanpa melihat jawaban yang lain. Bila sama, putusan disimpan dan "
    "dipakai setiap kali data dimuat; bila berbeda, peninjau ketiga memutuskan. Tanpa putusan, "
    "dua catatan tetap dianggap dua orang."
)


def show(kecamatan: str | None) -> None:
    """The next pair of this reviewer; visitors learn how the review works."""
    who = access.session()
    if not who.may("pasangan"):
        components.page_header(
            "Pasangan meragukan ditinjau dua orang, <em>tanpa saling melihat jawaban</em>",
            f"{_HOW} Tinjauan dibuka untuk Petugas Dinsos; {HOW_TO_SIGN_IN}.",
        )
        return
    gudang = config.gudang_dir()
    pairs = vault.doubtful_pairs(gudang, who)
    answers = casebook.pair_answers(gudang)
    waiting = queue(pairs, answers, who.akun)
    components.page_header(_headline(pairs, answers, len(waiting)), _HOW)
    purpose = st.text_input(
        "Keperluan membuka nama dan NIK (dicatat di jejak)", max_chars=120, key=_PURPOSE
    )
    if len(purpose.strip()) < vault.MIN_PURPOSE:
        components.notice("Tuliskan keperluannya untuk membuka pasangan pertama.")
    elif waiting:
        _review(who, waiting[0], purpose)


def queue(
    pairs: Sequence[tuple[str, str]],
    answers: Mapping[tuple[str, str], Sequence[tuple[str, str]]],
    account: str,
) -> list[tuple[str, str]]:
    """Pairs this account may still answer, in the order given."""
    waiting = []
    for pair in pairs:
        given = answers.get(tuple(sorted(pair)), ())
        mine = account in {who for who, _ in given}
        if not mine and review.needs_answer([answer for _, answer in given]):
            waiting.append(pair)
    return waiting


def _headline(pairs, answers, waiting: int) -> str:
    if not pairs:
        return "Tidak ada pasangan meragukan di registri ini"
    known = [answers.get(tuple(sorted(pair)), ()) for pair in pairs]
    settled = sum(review.decision([a for _, a in given]) is not None for given in known)
    return (
        f"{angka(settled)} dari {angka(len(pairs))} pasangan meragukan sudah diputus; "
        f"<em>{angka(waiting)} menunggu jawaban Anda</em>"
    )


def _review(who: access.Session, keys: tuple[str, str], purpose: str) -> None:
    row = _opened(who, keys, purpose)
    components.block_title(
        "Apakah dua catatan ini orang yang sama?",
        "Isian yang berbeda dicetak tebal; pendapat model tidak ditampilkan agar tidak menuntun",
    )
    components.plain_table(
        compared(row, data.areas("kelurahan").set_index("kode")["nama"]),
        [Column(c, label, number=False) for c, label in
         (("isian", "Isian"), ("a", "Catatan pertama"), ("b", "Catatan kedua"))],
    )  # fmt: skip
    with st.container(horizontal=True):
        for answer, label in _BUTTONS.items():
            st.button(label, key=f"jawab_{answer}", on_click=_answer, args=(who.akun, keys, answer))


def _opened(who: access.Session, keys: tuple[str, str], purpose: str) -> dict:
    """The pair from the vault; kept while it is on screen, so that one opening is one line."""
    kept = st.session_state.get(_OPEN)
    if kept is None or kept[:2] != (who.akun, keys):
        row = vault.pair(config.gudang_dir(), who, *keys, purpose=purpose)
        st.session_state[_OPEN] = kept = (who.akun, keys, row)
    return kept[2]


def _answer(account: str, keys: tuple[str, str], answer: str) -> None:
    casebook.answer_pair(config.gudang_dir(), *keys, akun=account, jawaban=answer)
    st.session_state.pop(_OPEN, None)


def compared(row: Mapping[str, object], kelurahan: pd.Series) -> pd.DataFrame:
    """isian, a, b: the two records side by side, in bold where both are known and differ."""
    lines = []
    for field, label in _FIELDS:
        a, b = (_text(row, field, side, kelurahan) for side in ("a", "b"))
        if a and b and a != b and field != "sumber":
            a, b = f"<b>{a}</b>", f"<b>{b}</b>"
        lines.append((label, a or "–", b or "–"))
    return pd.DataFrame(lines, columns=["isian", "a", "b"])


def _text(row: Mapping[str, object], field: str, side: str, kelurahan: pd.Series) -> str:
    if field == "kelurahan":
        return str(kelurahan.get(row[f"kode_kelurahan_{side}"], ""))
    value = row[f"{field}_{side}"]
    if is_missing(value) or value == "":
        return ""
    if field == "tanggal_lahir":
        return tanggal(value)
    named = {"sumber": "sumber", "jenis_kelamin": "jenis_kelamin"}.get(field)
    return categories.names(named).get(str(value), str(value)) if named else str(value)
