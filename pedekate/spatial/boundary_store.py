"""The boundaries in force: a city's own, kept in its gudang, else those we ship."""

import datetime as dt
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from pedekate.errors import ConfigError, InputError
from pedekate.schema.geography import Geography
from pedekate.spatial.boundaries import BOUNDARIES, load_boundaries, load_geography
from pedekate.spatial.own_boundaries import OwnBoundaries

OWN = "batas.geojson"
_NEW = "batas.baru.geojson"
_ABOUT = "pedekate_batas"
REMOVE = "python -m pedekate batas --hapus"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the page Metodologi says of own boundaries; `tanggal` is when they came into force."""

    sumber: str
    berkas: str
    tanggal: dt.date
    luas_km2: float
    titik: int
    catatan: tuple[str, ...]


def install(found: OwnBoundaries, gudang: Path, *, sumber: str, today: dt.date) -> About:
    """Put checked boundaries in force: one file, replaced as a whole.

    Raises:
        InputError: no source named, or the folder cannot be written; the old ones stay.
    """
    if not (sumber := " ".join(sumber.split())):
        raise InputError("Sebutkan sumber batasnya, misalnya penerbit dan tahunnya.")
    about = About(
        sumber=sumber, berkas=found.berkas, tanggal=today, luas_km2=round(found.luas_km2, 3),
        titik=found.titik, catatan=found.catatan,
    )  # fmt: skip
    content = json.loads(found.table.to_json(drop_id=True))
    content[_ABOUT] = asdict(about) | {"tanggal": today.isoformat()}
    try:
        gudang.mkdir(parents=True, exist_ok=True)
        new = gudang / _NEW
        new.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        load_boundaries(new)
        new.replace(gudang / OWN)
    except OSError as error:
        raise InputError(
            f"Batas tidak dapat disimpan di {gudang} ({error.strerror}); periksa izin dan ruang "
            "cakramnya."
        ) from None
    return about


def remove(gudang: Path) -> bool:
    """Back to the boundaries we ship; False when there were no others."""
    own = gudang / OWN
    there = own.exists()
    own.unlink(missing_ok=True)
    return there


def in_force(gudang: Path) -> Path:
    """The file the maps are drawn from."""
    own = gudang / OWN
    return own if own.exists() else BOUNDARIES


def about(gudang: Path) -> About | None:
    """Where own boundaries come from; None when ours are in force.

    Raises:
        ConfigError: the file was damaged since it was put there.
    """
    own = gudang / OWN
    if not own.exists():
        return None
    try:
        facts = json.loads(own.read_text(encoding="utf-8"))[_ABOUT]
        day = dt.date.fromisoformat(facts.pop("tanggal"))
        return About(**facts | {"catatan": tuple(facts["catatan"])}, tanggal=day)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged() from error


def geography(gudang: Path) -> Geography:
    """The geography of the boundaries in force, with their source.

    Raises:
        ConfigError: they cannot be read.
    """
    if (own := about(gudang)) is None:
        return load_geography()
    try:
        return load_geography(gudang / OWN, source=f"{own.sumber} ({own.berkas})")
    except ConfigError as error:
        raise _damaged() from error


def _damaged() -> ConfigError:
    return ConfigError(
        f"Batas milik kota ({OWN} di gudang) rusak; muat ulang berkasnya, atau kembalikan batas "
        f"bawaan dengan perintah: {REMOVE}"
    )
