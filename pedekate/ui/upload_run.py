"""Loading what was handed over: start, watch, stop, and what came of it."""

import datetime as dt
import shutil
from pathlib import Path

import streamlit as st

from pedekate import config
from pedekate.errors import InputError
from pedekate.format import angka
from pedekate.ui import components, data, upload_files
from pedekate.ui.upload_files import HandedFile
from pedekate.ui.upload_job import Job

EVERY_SECONDS = 0.7


def block(files: list[HandedFile]) -> None:
    """The button, or the running load, or its outcome."""
    held = _held()
    if held["job"] is not None:
        _watch()
    elif files and st.button(f"Muat {angka(len(files))} berkas", type="primary", key="muat"):
        held["job"] = Job(
            _filed(files), gudang=config.gudang_dir(), sintetis=data.status().sintetis
        )
        st.rerun()


@st.cache_resource(show_spinner=False)
def _held() -> dict:
    """The one load of this server: another visitor sees it too and starts no second."""
    return {"job": None}


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
    job = _held()["job"]
    if job is None:
        return
    if job.running:
        step = job.step()
        st.progress(step.bagian, text=f"{step.langkah} …")
        if st.button("Batalkan", key="batal", help="Basis data lama tetap berlaku"):
            job.stop()
        return
    _outcome(job)
    if st.button("Selesai", key="selesai"):
        _held()["job"] = None
        upload_files.forget()
        st.rerun()


def _outcome(job: Job) -> None:
    result = job.result()
    if job.stopped:
        components.notice("Pemuatan dibatalkan; basis data lama tetap berlaku.")
    elif result is None:
        for sentence in job.messages() or ["Pemuatan gagal; basis data lama tetap berlaku."]:
            components.notice(sentence)
    else:
        components.notice(
            f"Selesai dalam {angka(result['detik'])} detik: registri kini memuat "
            f"{angka(result['keluarga'])} keluarga dan {angka(result['individu'])} orang. "
            f"Sidik jari {result['sidik_jari']}."
        )
        for sentence in job.messages():
            components.notice(sentence)
