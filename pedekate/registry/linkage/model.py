"""Splink behind three functions: score candidate pairs, and train the model on a register."""

import logging
from collections.abc import Sequence

from splink import Linker, SettingsCreator
from splink.backends.duckdb import DuckDBAPI

from pedekate.registry.linkage import settings as link_settings
from pedekate.registry.linkage.settings import Comparison, LinkSettings, Trained
from pedekate.store.build import Workspace

# Splink warns of levels it never saw; `m_minimum` in model.toml is the answer to that.
logging.getLogger("splink").setLevel(logging.ERROR)
# The two sides of every link; Splink orders them by name, so the new record is on the left.
NEW, OLD = "baru", "lama"
_KEEP_WEIGHTS = {
    "retain_matching_columns": True,
    "retain_intermediate_calculation_columns": True,
}
_U_PAIRS, _SEED = 5e6, 2025


def score(ws: Workspace, settings: LinkSettings, trained: Trained) -> None:
    """Create `nilai`: one row per candidate pair with its weights and comparison levels.

    Needs `masukan_baru`, `masukan_lama`, `pasangan_blok` and `frekuensi_nama`. Columns: id_kiri,
    id_kanan, bobot_orang (what belongs to the person), bobot_bersama (what the family shares), both
    base-2 log Bayes factors without the prior; for every comparison `tingkat_…` (its level's number
    from the last one up, -1 where nothing is known) and `bobot_…`; `terisi`, how many were known.
    """
    api = DuckDBAPI(connection=ws.connection)
    sides = [api.register(f"masukan_{side}", dataset_display_name=side) for side in (NEW, OLD)]
    linker = _linker(sides, trained.model | _KEEP_WEIGHTS)
    tables = linker.table_management
    tables.register_term_frequency_lookup(api.register("frekuensi_nama"), "nama_bunyi")
    tables.register_blocked_pairs_for_predict(api.register("pasangan_blok"))
    predicted = linker.inference.predict(warning_mode="never")
    ws.run(
        f"create or replace table nilai as select id_o_l as id_kiri, id_o_r as id_kanan, "
        f"{_weights(settings, shared=False)} as bobot_orang, "
        f"{_weights(settings, shared=True)} as bobot_bersama, {_details(settings)} "
        f"from {predicted.physical_name}"
    )
    linker.table_management.delete_tables_created_by_splink_from_db()


def train(ws: Workspace, settings: LinkSettings, tables: Sequence[str]) -> dict:
    """m and u of every level by expectation maximisation, from registers that share people.

    Args:
        tables: one table per register with the columns of `ciri`.

    Returns:
        Splink's model as a dictionary. Truth is not needed: u comes from random pairs, m from pairs
        that agree on NIK (for everything else) and on name and birth date (for the NIK).
    """
    api = DuckDBAPI(connection=ws.connection)
    registers = [api.register(table, dataset_display_name=table) for table in tables]
    linker = _linker(registers, _untrained(settings), validate=True)
    training = linker.training
    training.estimate_u_using_random_sampling(max_pairs=_U_PAIRS, seed=_SEED, num_chunks=1)
    for rule in (
        "l.nik = r.nik",
        "l.nama_bunyi = r.nama_bunyi and l.tanggal_lahir = r.tanggal_lahir",
    ):
        training.estimate_parameters_using_expectation_maximisation(rule)
    model = linker.misc.save_model_to_json()
    for comparison, trained in zip(settings.banding, model["comparisons"], strict=True):
        _raise_to_floor(comparison, trained["comparison_levels"])
    return model


def _raise_to_floor(comparison: Comparison, levels: list[dict]) -> None:
    """m of no level below its `m_minimum`; the levels above theirs give way in proportion."""
    informative = [
        (level, trained)
        for level, trained in zip(comparison.tingkat, levels, strict=True)
        if not level.kosong
    ]
    low = {x.label for x, t in informative if t.get("m_probability", 0.0) < x.m_minimum}
    given = sum(x.m_minimum for x, _ in informative if x.label in low)
    kept = sum(t["m_probability"] for x, t in informative if x.label not in low)
    for level, trained in informative:
        share = trained.get("m_probability", 0.0) / kept * (1 - given)
        trained["m_probability"] = level.m_minimum if level.label in low else share


def _untrained(settings: LinkSettings) -> dict:
    return {
        "link_type": "link_only",
        "unique_id_column_name": "id_o",
        "probability_two_random_records_match": settings.peluang_ada / settings.penduduk_minimum,
        "comparisons": link_settings.splink_comparisons(settings),
        "blocking_rules_to_generate_predictions": [
            " and ".join(f"l.{column} = r.{column}" for column in block.syarat)
            for block in settings.blok
        ],
        "retain_matching_columns": False,
    }


def _linker(registers: Sequence, model: dict, *, validate: bool = False) -> Linker:
    settings = SettingsCreator.from_path_or_dict(model)
    return Linker(registers, settings, log_level=None, validate_settings=validate)


def _weights(settings: LinkSettings, *, shared: bool) -> str:
    return " + ".join(_weight(c) for c in settings.banding if c.bersama == shared)


def _weight(comparison: Comparison) -> str:
    if any(level.frekuensi for level in comparison.tingkat):
        return f"(mw_{comparison.kolom} + mw_tf_adj_{comparison.kolom})"
    return f"mw_{comparison.kolom}"


def _details(settings: LinkSettings) -> str:
    """Level and weight of every comparison, and how many had something to compare."""
    columns = [f"gamma_{c.kolom} as tingkat_{c.kolom}" for c in settings.banding]
    columns += [f"{_weight(c)} as bobot_{c.kolom}" for c in settings.banding]
    filled = [f"case when gamma_{c.kolom} >= 0 then 1 else 0 end" for c in settings.banding]
    return ", ".join([*columns, f"{' + '.join(filled)} as terisi"])
