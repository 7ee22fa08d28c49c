"""Part *Petugas* of the page Verifikasi: the pilar sosial and how much each has to do."""

import pandas as pd
import streamlit as st

from pedekate.charts.classes import color_of
from pedekate.charts.theme import NEED
from pedekate.format import angka, is_missing, tanggal
from pedekate.spatial.classify import class_breaks
from pedekate.ui import data
from pedekate.ui.kit import components
from pedekate.ui.kit.components import Column, Ranking
from pedekate.ui.verification import text
from pedekate.ui.verification.view import place
from pedekate.verification import roster
from pedekate.verification.progress import surely_largest, workload


def show(kecamatan: str | None) -> None:
    """Officers by role, and open families per officer in each kelurahan."""
    people, table = roster.load(), data.verification_progress()
    area, rows = place(table, kecamatan)
    every = table[table["tingkat"] == "kelurahan"].reset_index(drop=True)
    load = every.merge(workload(every, people.in_kelurahan()), on="kode")
    load["nilai"] = load["beban"].astype(float)
    people_there = load["petugas"].where(load["petugas"] > 0)
    best = surely_largest(load["beban"], load["penyebut"].astype("Float64") / people_there)
    heaviest = None if best is None else load.loc[best, "nama"]
    counts = [(role, people.count(role)) for role in roster.ROLES]
    sentence = text.officers_headline(people.total(), counts, heaviest)
    lead = (
        "Pembagian contoh, bukan daftar kota: yang diketahui hanya jumlah 127 (Juli 2023). Isi "
        "data/pilar/pilar_sosial.csv dengan daftar Dinsos."
        if people.contoh
        else "Daftar dari data/pilar/pilar_sosial.csv."
    )
    components.page_header(sentence, lead)
    left, right = st.columns([5, 6], gap="large")
    with left:
        _roster_block(people, table)
    with right:
        _workload_block(load[load["kode"].isin(rows["kode"])], load, area)


def _roster_block(people: roster.Roster, table: pd.DataFrame) -> None:
    components.block_title("Petugas per kecamatan", "Orang menurut peran; tanpa nama")
    codes = people.table["kode_wilayah"].str[:8]
    sums = people.table.pivot_table(
        index=codes, columns="peran", values="jumlah", aggfunc="sum", fill_value=0
    ).reindex(columns=list(roster.ROLES), fill_value=0)
    names = table[table["tingkat"] == "kecamatan"].set_index("kode")
    rows = names[["nama", "penyebut", "pembilang"]].join(sums).reset_index(drop=True)
    rows["belum"] = rows["penyebut"] - rows["pembilang"]
    rows["per_tksk"] = rows["belum"].astype("Float64") / rows["TKSK"].where(rows["TKSK"] > 0)
    whole = table[table["tingkat"] == "kota"].iloc[0]
    total = {"nama": "Kota Malang", **rows[list(roster.ROLES)].sum().to_dict()}
    total["belum"] = whole["penyebut"] - whole["pembilang"]
    total["per_tksk"] = float(total["belum"]) / total["TKSK"] if total["TKSK"] else None
    both = pd.concat([rows, pd.DataFrame([total])], ignore_index=True)
    columns = [Column("nama", "Kecamatan", number=False)]
    columns += [Column(role, role) for role in roster.ROLES]
    columns += [Column("belum", "Belum diputus"), Column("per_tksk", "per TKSK")]
    components.plain_table(both, columns, marked=[False] * len(rows) + [True])
    components.source_line("Sumber: data/pilar; keluarga sasaran tanpa putusan yang berlaku.")


def _workload_block(rows: pd.DataFrame, every: pd.DataFrame, area: pd.Series) -> None:
    day = tanggal(data.status().tanggal_registri)
    components.block_title(
        "Keluarga yang belum diputus per petugas",
        f"Keluarga sasaran tanpa putusan yang berlaku dibagi Puskesos dan Faskel, {day}",
        "terdaftar",
    )
    breaks, top = class_breaks(every["nilai"].to_numpy(float)), every["nilai"].max()
    rows = rows.assign(
        alasan=rows["keterangan"],
        tempat=rows["nama_kecamatan"] if area["tingkat"] == "kota" else "",
        peringkat=rows["nilai"].rank(method="min", ascending=False),
    ).sort_values(["peringkat", "nama"], na_position="last")
    ranking = Ranking(
        label="Keluarga per petugas", format_value=angka, color=color_of(breaks, NEED),
        maximum=1.0 if is_missing(top) else float(top),
    )  # fmt: skip
    components.ranked_table(
        rows, ranking, [Column("petugas", "Petugas"), Column("belum", "Belum diputus")]
    )
