"""Loading what was handed over: start, watch, stop, and what came of it."""

import datetime as dt
import shutil
from pathlib import Path

import streamlit as st

from pedekate import config
from pedekate.errors import InputError
from pedekate.format import angka, daftar
from pedekate.store import casebook
from pedekate.ui import access, data, links
from pedekate.ui.kit import components
from pedekate.ui.maps import kept
from pedekate.ui.upload import files as upload_files
from pedekate.ui.upload.files import HandedFile
from pedekate.ui.upload.job import Job
from pedekate.ui.upload.preview import RIGHT

EVERY_SECONDS = 0.7
_NAMED = 4  # more files than this are counted, not named


def block(files: list[HandedFile]) -> None:
    """The button, or the running load, or its outcome."""
    job = _held()["job"]
    if job is not None:
        _watch() if job.running else _finished(job)
    elif files and st.button(f"Muat {angka(len(files))} berkas", type="primary", key="muat"):
        _start(files)
        st.rerun()


def summary() -> tuple[str, str] | None:
    """The page's sentence and the lines below it while a load runs or its outcome stands."""
    job = _held()["job"]
    if job is None:
        return None
    many = f"{angka(job.banyak)} berkas"
    if job.running:
        return f"{many} sedang dimuat; <em>data lama tetap berlaku sampai selesai</em>", (
            "Halaman lain tetap dapat dipakai; membatalkan tidak mengubah apa pun."
        )
    if job.stopped:
        return "Pemuatan dibatalkan; <em>data lama tetap berlaku</em>", ""
    if (result := job.result()) is None:
        return f"{many} tidak dapat dimuat; <em>data lama tetap berlaku</em>", ""
    rows = sum(file["baris_diterima"] for file in result["berkas"])
    return f"{angka(len(result['berkas']))} berkas dimuat; <em>{angka(rows)} baris diterima</em>", (
        f"Selesai dalam {angka(result['detik'])} detik. Semua halaman sudah memakai data baru."
    )


def is_over() -> bool:
    """Whether the outcome of a load stands on the page."""
    job = _held()["job"]
    return job is not None and not job.running


@st.cache_resource(show_spinner=False)
def _held() -> dict:
    """The one load of this server: another user sees it too and starts no second."""
    return {"job": None}


def _start(files: list[HandedFile]) -> None:
    who = access.session()
    who.require("muat", RIGHT)
    _held()["job"] = Job(
        _filed(files), gudang=config.gudang_dir(), sintetis=data.status().sintetis,
        akun=who.akun, peran=who.role.id,
    )  # fmt: skip


def _filed(files: list[HandedFile]) -> list[Path]:
    """Copies in the folder of incoming files, so that a later rebuild has them too."""
    folder = config.masuk_dir() / "unggahan" / f"{dt.datetime.now():%Y-%m-%d_%H%M%S}"
    try:
        folder.mkdir(parents=True)
        return [Path(shutil.copy(file.path, folder)) for file in files]
    except OSError as error:
        raise InputError(
            "Berkas tidak dapat disimpan di folder data/masuk; periksa ruang cakram dan izinnya."
        ) from error


@st.fragment(run_every=EVERY_SECONDS)
def _watch() -> None:
    """Progress and the way out; the rest of the page is left alone until the load has ended."""
    job = _held()["job"]
    if job is None or not job.running:
        st.rerun()
    step = job.step()
    st.progress(step.bagian, text=f"{step.langkah} …")
    if st.button("Batalkan", key="batal", help="Basis data lama tetap berlaku"):
        _stop(job)
        st.rerun()


def _stop(job: Job) -> None:
    who = access.session()
    job.stop()
    if job.stopped:
        casebook.record(
            config.gudang_dir(), akun=who.akun, peran=who.role.id, kegiatan="muat dibatalkan",
            saringan=f"{job.banyak} berkas",
        )  # fmt: skip


def _finished(job: Job) -> None:
    result = job.result()
    if result is not None:
        left, right = st.columns([3, 2], gap="large")
        with left:
            _changed(result)
        with right:
            _onward(result)
    if not job.stopped:
        for sentence in job.messages():
            components.notice(sentence)
    if st.button("Selesai", key="selesai"):
        _held()["job"] = None
        # What did not get in stays where it was dropped, for another try.
        if result is not None:
            upload_files.forget()
        st.rerun()


def _changed(result: dict) -> None:
    """Which files came in, which stay, which are kept for comparison only."""
    new = [file["nama"] for file in result["berkas"]]
    earlier = result["berkas_tersimpan"]
    stays = [file["nama"] for file in earlier if file["berlaku"]]
    compared = [file["nama"] for file in earlier if not file["berlaku"]]
    items = [
        (f"{angka(len(new))} berkas baru", _names(new)),
        (f"{angka(result['keluarga'])} keluarga", f"dan {angka(result['individu'])} orang kini "
         "membentuk registri"),
    ]  # fmt: skip
    if stays:
        items.append((f"{angka(len(stays))} berkas lama", "tetap berlaku"))
    if compared:
        names = f"{_names(compared)}; disimpan untuk perbandingan"
        items.append((f"{angka(len(compared))} gelombang lama", names))
    components.change_list("Yang berubah", items)


def _names(files: list[str]) -> str:
    return daftar(files) if len(files) <= _NAMED else f"{files[0]} dan lainnya"


def _onward(result: dict) -> None:
    """Where to see it: each new measure of a table of figures on the map, and the comparison."""
    new = {file["nama"] for file in result["berkas"]}
    measures = [m.id for m in data.external_measures() if new & set(m.berkas)]
    shown = kept.mapped_measures()
    components.block_title("Lihat hasilnya")
    for measure in [m for m in measures if m in shown][:_NAMED]:
        links.to("peta", f"Peta: {shown[measure]}", {"ukuran": shown[measure]})
    if not measures:
        links.to("peta", "Peta")
    links.to("padanan", "Padanan data")
