"""The sets of criteria the city keeps in `data/indikator/set/`, and the SQL of their answers."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from pedekate import config, config_file
from pedekate.errors import ConfigError
from pedekate.indicators.catalogue import coarse_classes
from pedekate.schema.coarse import condition_sql
from pedekate.schema.criteria import CriteriaSet, Criterion, SavedSet

_FOLDER = config.INDIKATOR / "set"
_SAVED = _FOLDER / "kota"
_RULES = config.DATA / "aturan" / "prioritas.toml"


@dataclass(frozen=True, slots=True)
class Compiled:
    """A set as the marts read it; see `store.criteria_marts.CompiledSet`."""

    id: str
    sidik: str
    criteria: tuple[tuple[str, str], ...]
    columns: frozenset[str]


class PriorityRules(BaseModel):
    """How kelurahan are ranked and how the ranking is shaken (`data/aturan/prioritas.toml`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    bagian_teratas: float = Field(gt=0, lt=1)
    tarikan: int = Field(ge=20)
    benih: int
    konsentrasi: float = Field(gt=0)
    batas_kokoh: float = Field(gt=0.5, le=1)
    batas_mungkin: float = Field(gt=0, lt=0.5)
    bobot_terbesar: int = Field(ge=1)
    pilihan_k: tuple[float, ...]


@lru_cache
def load() -> dict[str, CriteriaSet]:
    """Every set by id, in display order.

    Raises:
        ConfigError: a file is not TOML or incomplete, or an id is used twice.
    """
    found = sorted(
        (_read(path, CriteriaSet) for path in _FOLDER.glob("*.toml")), key=lambda s: s.urutan
    )
    by_id = {one.id: one for one in found}
    if len(by_id) < len(found):
        raise ConfigError("Dua berkas di data/indikator/set memakai id yang sama; ubah salah satu.")
    return by_id


def get(set_id: str) -> CriteriaSet:
    """The set with this id.

    Raises:
        ConfigError: no such set.
    """
    if set_id not in load():
        raise ConfigError(f"Set kriteria '{set_id}' tidak ada di data/indikator/set.")
    return load()[set_id]


def saved(set_id: str, folder: Path | None = None) -> dict[str, SavedSet]:
    """Saved weights for one set, by id, from the city's folder; read anew each time: a city adds
    files while the server runs.

    Raises:
        ConfigError: a file is not TOML or incomplete, names a criterion the set lacks, or gives
            a weight the page cannot show.
    """
    criteria = get(set_id).weights()
    most = priority_rules().bobot_terbesar
    result = {}
    for path in sorted((folder or _SAVED).glob("*.toml")):
        one = _read(path, SavedSet)
        if one.set != set_id:
            continue
        if unknown := sorted(one.weights().keys() - criteria.keys()):
            raise ConfigError(
                f"Berkas {path.name} memberi bobot bagi {', '.join(unknown)}, yang bukan kriteria "
                f"set '{set_id}'; pilih dari {', '.join(criteria)}."
            )
        if any(w not in range(most + 1) for w in one.weights().values()):
            raise ConfigError(
                f"Berkas {path.name} memakai bobot yang bukan bilangan bulat 1–{most}; perbaiki."
            )
        result[one.id] = one
    return result


def saved_text(one: SavedSet) -> str:
    """The set as a TOML file to keep in `data/indikator/set/kota/`."""
    lines = [
        "# Simpan di data/indikator/set/kota/; halaman Indikator › Prioritas memuatnya kembali.",
        f'id = "{one.id}"',
        f'nama = "{one.nama}"',
        f'set = "{one.set}"',
        f"k = {one.k!r}",
    ]
    for part in one.indikator:
        lines += ["", "[[indikator]]", f'kolom = "{part.kolom}"', f"bobot = {part.bobot!r}"]
    return "\n".join(lines) + "\n"


@lru_cache
def priority_rules() -> PriorityRules:
    """Rules of the priority ranking.

    Raises:
        ConfigError: the file is missing, not TOML or incomplete.
    """
    return _read(_RULES, PriorityRules)


def compiled() -> list[Compiled]:
    """Every set, ready for the marts."""
    return [
        Compiled(
            one.id, one.digest(),
            tuple((answer_sql(c), conditional_sql(c)) for c in one.observed),
            frozenset().union(*(c.columns() for c in one.observed)),
        )
        for one in load().values()
    ]  # fmt: skip


def answer_sql(criterion: Criterion) -> str:
    """Three-valued SQL: TRUE the family lacks it, FALSE it does not, NULL unknown."""
    lacks = condition_sql(criterion.syarat, coarse_classes())
    if criterion.ragu is None:
        return lacks
    doubtful = condition_sql(criterion.ragu, coarse_classes())
    return f"(case when {doubtful} then null else {lacks} end)"


def conditional_sql(criterion: Criterion) -> str:
    """SQL: TRUE where the lack is absent only on a condition nobody recorded."""
    if criterion.bersyarat is None:
        return "false"
    return condition_sql(criterion.bersyarat, coarse_classes())


def _read(path: Path, shape):
    return config_file.load(path, shape)
