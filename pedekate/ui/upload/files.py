"""Files a visitor handed over: kept for this session, recognised by content, tried, not loaded."""

import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import streamlit as st

from pedekate.access import roles
from pedekate.errors import InputError
from pedekate.format import angka, daftar
from pedekate.indicators import external
from pedekate.registry import aggregates, first_rows, profiles, trial
from pedekate.registry.trial import Trial
from pedekate.ui import data
from pedekate.ui.kit import components
from pedekate.ui.kit.components import Column
from pedekate.ui.methodology import texts
from pedekate.ui.upload import preview
from pedekate.ui.upload.job import private_folder

_ROOM = "unggah_ruang"
_TURN = "unggah_giliran"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedFile:
    """One uploaded file.

    Attributes:
        trials: what loading it would do, one entry per recognised table.
        problem: why it cannot be used as it is; None when recognised.
        mappable: it holds a table, so a person can say which column is what.
    """

    path: Path
    trials: tuple[Trial, ...]
    problem: str | None
    mappable: bool

    @property
    def ready(self) -> bool:
        """Recognised, and at least one row would be accepted."""
        return any(t.laporan.baris_diterima for t in self.trials)

    @property
    def unknown(self) -> bool:
        """A readable table that no profile describes."""
        return self.problem is not None and self.mappable


class _Room:
    """Where one session's uploads lie."""

    def __init__(self) -> None:
        self.path = private_folder(self, "unggah")


def choose() -> list[HandedFile]:
    """The place to drop files; what was dropped, tried."""
    handed = st.file_uploader(
        "Berkas instansi (CSV, XLSX, XLS, ODS, Parquet)", accept_multiple_files=True,
        key=f"unggah_berkas_{st.session_state.get(_TURN, 0)}",
    )  # fmt: skip
    paths = [kept(file) for file in handed]
    synthetic = data.status().sintetis
    with st.spinner("Memeriksa berkas"):
        return [_tried(str(p), p.stat().st_mtime_ns, synthetic, _known_layouts()) for p in paths]


def forget() -> None:
    """Empty the place to drop files: what was in it is loaded."""
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def summary(files: list[HandedFile]) -> tuple[str, str]:
    """The page's sentence and the lines below it."""
    if not files:
        return (
            "Letakkan berkas instansi di atas; <em>isinya diperiksa dulu, baru dimuat</em>",
            "Nama berkas bebas: jenisnya dikenali dari judul kolom. Berkas tinggal di server ini, "
            "dan data lama tetap berlaku sampai pemuatan selesai.",
        )
    ready = [f for f in files if f.ready]
    unknown = [f for f in files if f.unknown]
    broken = [f for f in files if f.problem and not f.mappable]
    accepted = sum(t.laporan.baris_diterima for f in ready for t in f.trials)
    parts = [f"{angka(len(ready))} dari {angka(len(files))} berkas siap dimuat"]
    rest = []
    if unknown:
        rest.append(f"{angka(len(unknown))} belum dikenali")
    if broken:
        rest.append(f"{angka(len(broken))} tidak dapat dibaca")
    if rest:
        parts.append(f"<em>{daftar(rest)}</em>")
    return "; ".join(parts), f"{angka(accepted)} baris akan diterima."


def checked(files: list[HandedFile]) -> None:
    """What every file is taken for, its balance of rows, and every reason in words."""
    components.block_title(
        "Hasil pemeriksaan", "Baris data; masuk = diterima + ditolak. Belum ada yang dimuat."
    )
    components.plain_table(
        pd.DataFrame(_balance(files)),
        [
            Column("berkas", "Berkas", str, number=False),
            Column("jenis", "Dikenali sebagai", str, number=False),
            Column("masuk", "Masuk", wide_only=True),
            Column("diterima", "Diterima"),
            Column("ditolak", "Ditolak"),
        ],
    )
    reasons = [(f.path.name, reason) for f in files for t in f.trials for reason in t.alasan]
    if reasons:
        components.block_title(
            "Mengapa baris ditolak atau ditandai",
            "Ditandai: baris tetap diterima, isiannya dianggap tidak diketahui",
        )
        preview.reasons("Berkas", reasons)
    for file in files:
        if file.problem and not file.mappable:
            components.notice(file.problem)


def visitor() -> None:
    """For a role that may not load: what there is, and how to get the role."""
    allowed = next(role for role in roles.load().peran if "muat" in role.hak)
    components.page_header(
        f"{angka(len(data.files()))} berkas membentuk data ini; "
        f"<em>memuat berkas memerlukan peran {allowed.nama}</em>",
        "Pengelola server menambah akun dengan perintah: "
        f"python -m pedekate akun NAMA --peran {allowed.id}, lalu Anda masuk di halaman Masuk.",
    )
    loaded()


def loaded() -> None:
    """Before anything is dropped: what the register is made of today, and what it can take."""
    left, right = st.columns([3, 2], gap="large")
    with left:
        components.block_title(
            "Berkas yang sekarang berlaku", "Baris data yang diterima dan ditolak", "terdaftar"
        )
        components.plain_table(
            texts.balance_table(data.files()),
            [
                Column("nama", "Berkas", str, number=False),
                Column("sumber", "Sumber", str, number=False),
                Column("tanggal", "Tanggal data", str, number=False, wide_only=True),
                Column("baris_diterima", "Diterima"),
                Column("baris_ditolak", "Ditolak"),
            ],
        )
    with right:
        names = sorted(profile.nama for profile in _layouts())
        components.block_title(
            f"{angka(len(names))} jenis berkas dikenali",
            "Berkas lain dapat dijodohkan kolomnya di halaman ini",
        )
        components.plain_table(
            pd.DataFrame({"nama": names}), [Column("nama", "Jenis berkas", str, number=False)]
        )


def _balance(files: list[HandedFile]) -> list[dict]:
    rows = []
    for file in files:
        for one in file.trials:
            report = one.laporan
            rows.append({
                "berkas": file.path.name, "jenis": one.profil.nama, "masuk": report.baris_masuk,
                "diterima": report.baris_diterima, "ditolak": report.baris_ditolak,
            })  # fmt: skip
        if not file.trials:
            kind = "belum dikenali" if file.mappable else "tidak dapat dibaca"
            empty = dict.fromkeys(("masuk", "diterima", "ditolak"))
            rows.append({"berkas": file.path.name, "jenis": kind, **empty})
    return rows


def kept(file) -> Path:
    """The upload on disk, in a folder only this session knows and that goes away with it."""
    room = st.session_state.setdefault(_ROOM, _Room())
    folder = room.path / re.sub(r"\W", "", file.file_id)[:40]
    path = folder / Path(file.name).name
    if not path.exists():
        folder.mkdir(exist_ok=True)
        path.write_bytes(file.getbuffer())
    return path


def _layouts() -> tuple[profiles.Profile | aggregates.AggregateProfile, ...]:
    return (*profiles.load_all(), *aggregates.load_all())


def _known_layouts() -> tuple[str, ...]:
    return tuple(profile.id for profile in _layouts())


@st.cache_data(show_spinner=False, max_entries=32)
def _tried(path: str, mtime: int, synthetic: bool, layouts: tuple[str, ...]) -> HandedFile:
    file = Path(path)
    try:
        found = trial.run(
            file, _layouts(), book=external.book(), name=file.name, sintetis=synthetic
        )
    except InputError as error:
        return HandedFile(path=file, trials=(), problem=str(error), mappable=_has_table(file))
    return HandedFile(path=file, trials=tuple(found), problem=None, mappable=True)


def _has_table(path: Path) -> bool:
    try:
        return bool(first_rows.look(path))
    except InputError:
        return False
