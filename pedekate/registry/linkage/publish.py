"""What linkage leaves behind in the built databases: how sure, how many, what is in doubt."""

import math

import pandas as pd

from pedekate.registry import sources
from pedekate.registry.keyed import hmac_pads
from pedekate.registry.linkage import settings as link_settings
from pedekate.registry.linkage.settings import LinkSettings, Trained
from pedekate.store.build import Workspace


def fill(ws: Workspace, key: bytes) -> None:
    """Fill the linkage tables of the attached `analitik` and `identitas`.

    Needs the tables of matching, of the merged register, and `samaran`.
    """
    settings, trained = link_settings.load(), link_settings.load_trained()
    low, high = settings.tinjau
    ws.put("batas_tinjau", pd.DataFrame({"bawah": [low], "atas": [high]}))
    thresholds = pd.DataFrame({"ambang": settings.ambang})
    ws.put("ambang_coba", thresholds.assign(berlaku=thresholds["ambang"] == settings.terima))
    ws.run("padanan/20_ambang_keluarga")
    ws.run("padanan/21_ambang_orang")
    for table in ("akar_keluarga", "akar_orang"):
        _climb(ws, table)
    ws.run("padanan/22_ambang_hitung")
    ws.run("padanan/30_isi_analitik")
    ws.run(
        "create or replace table rekaman_dicari as "
        "select orang_kiri as id_o from tautan_peluang union select orang_kanan from tautan_peluang"
    )
    ws.run("padanan/11_kunci_rekaman", **hmac_pads(key))
    ws.run("padanan/31_isi_identitas")
    ws.put("analitik.model_padanan", _weights(settings, trained), append=True)
    ws.run("padanan/17_contoh")
    examples = _examples(settings, ws.frame("select * from contoh_terpilih order by keadaan"))
    if len(examples):
        ws.put("analitik.contoh_pasangan", examples, append=True)


def _climb(ws: Workspace, table: str) -> None:
    """Follow `akar` to the end: what a record joins may itself join something earlier. Every round
    doubles the reach, and a chain has at most one record per source."""
    reach = 1
    while reach < len(sources.order()):
        ws.run(
            f"create or replace table {table} as "
            "select s.* replace (coalesce(b.akar, s.akar) as akar) "
            f"from {table} as s left join {table} as b on b.ambang = s.ambang and b.id = s.akar"
        )
        reach *= 2


def meta() -> dict[str, str]:
    """Rows of `meta` that name the model: fingerprint, day and data of its training."""
    trained = link_settings.load_trained()
    return {
        "model_padanan": link_settings.fingerprint(),
        "model_padanan_dilatih": trained.dilatih.isoformat(),
        "model_padanan_data": trained.data,
        "model_padanan_ambang": f"{link_settings.load().terima}",
    }


def _weights(settings: LinkSettings, trained: Trained) -> pd.DataFrame:
    rows = []
    for comparison, found in zip(settings.banding, trained.model["comparisons"], strict=True):
        for level, numbers in zip(comparison.tingkat, found["comparison_levels"], strict=True):
            if not level.kosong:
                m, u = numbers["m_probability"], numbers["u_probability"]
                rows.append((comparison.nama, level.label, m, u, math.log2(m / u)))
    table = pd.DataFrame(rows, columns=["pembanding", "tingkat", "m", "u", "bobot"])
    return table.assign(urutan=range(1, len(table) + 1))


def _examples(settings: LinkSettings, chosen: pd.DataFrame) -> pd.DataFrame:
    """Long form: one row per step of the waterfall, what was known before first."""
    rows = []
    for pair in chosen.to_dict("records"):
        head = (pair["keadaan"], pair["sumber_a"], pair["sumber_b"], round(pair["peluang"], 3))
        before = "satu keluarga" if pair["sekeluarga"] else "keluarga, KK, dan tempat"
        steps = [("Titik awal", before, pair["bobot_awal"])]
        for comparison in settings.banding:
            if not comparison.bersama:
                level = _level(comparison, pair[f"tingkat_{comparison.kolom}"])
                steps.append((comparison.nama, level, pair[f"bobot_{comparison.kolom}"]))
        rows += [
            (*head, number, name, level, round(weight, 1))
            for number, (name, level, weight) in enumerate(steps, 1)
        ]
    names = ["keadaan", "sumber_a", "sumber_b", "peluang", "urutan", "pembanding", "tingkat"]
    return pd.DataFrame(rows, columns=[*names, "bobot"])


def _level(comparison: link_settings.Comparison, number: int) -> str:
    """Label of Splink's level number: the last level is 0, levels that say nothing are -1."""
    informative = [level.label for level in comparison.tingkat if not level.kosong]
    if number >= 0:
        return informative[::-1][number]
    return next(level.label for level in comparison.tingkat if level.kosong)
