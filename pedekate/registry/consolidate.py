"""Matched sources → the city register: merged fields, enrolment, verdicts, pseudonyms, tables."""

from datetime import date

import pandas as pd

from pedekate.registry import fields
from pedekate.registry.keyed import hmac_pads
from pedekate.store.build import Workspace


def merge(ws: Workspace, register_date: date) -> None:
    """One value per field by the order of sources; needs the tables of the matching step."""
    ws.put("waktu", pd.DataFrame({"tanggal": [register_date]}))
    ws.run("create or replace table waktu as select cast(tanggal as date) as tanggal from waktu")
    ws.run("registri/20_individu")
    ws.run("registri/21_keluarga")
    ws.run("registri/22_kepesertaan")


def pseudonymise(ws: Workspace, key: bytes) -> None:
    """Fill `samaran`: keyed pseudonym (16 hex digits) of every family and person.

    HMAC-SHA-256 of the natural key, as RFC 2104 defines it, computed inside the database.
    """
    ws.run("registri/23_kunci_samaran")
    ws.run("registri/24_samaran", **hmac_pads(key))


def fill(ws: Workspace) -> None:
    """Copy the register into the attached databases `analitik` and `identitas`."""
    ws.run("registri/30_isi_analitik")
    ws.run("registri/31_isi_identitas")
    _fill_survey(ws)


def _fill_survey(ws: Workspace) -> None:
    present = {row[0] for row in ws.rows("select column_name from (describe analitik.survei)")}
    for name, kind in fields.SURVEY.items():
        if name not in present:
            ws.run(f"alter table analitik.survei add column {name} {kind}")
    ws.run(
        "insert into analitik.survei by name "
        "select * exclude (no_berkas, sumber, baris) from kanon_survei order by no_berkas, baris"
    )
