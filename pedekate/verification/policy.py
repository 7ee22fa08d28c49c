"""The rules of verification as data: `data/verifikasi/alasan.toml` and `galat.toml`."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pedekate import config, config_file

FOLDER = config.DATA / "verifikasi"
ReasonId = Literal[
    "putusan_diabaikan", "ada_yang_meninggal", "mungkin_ganda", "bantuan_desil_tinggi",
    "bantuan_tanpa_desil", "skor_rendah_tanpa_bantuan", "beda_desil", "tanpa_nik_sah",
    "putusan_lama", "belum_pernah",
]  # fmt: skip
WITH_LIMIT = {"bantuan_desil_tinggi", "skor_rendah_tanpa_bantuan", "beda_desil", "putusan_lama"}
Source = Annotated[str, Field(min_length=8)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Target(_Strict):
    """The families verification is about: any one condition is enough."""

    desil_maks: Annotated[int, Field(ge=1, le=10)]
    desil_p3ke_maks: Annotated[int, Field(ge=1, le=10)]
    sumber: tuple[Literal["dtsen", "dtks", "p3ke", "pdktsam", "regsosek", "bdt"], ...]
    penerima_bantuan: bool


class Reason(_Strict):
    """Why a family should be looked at; `batas` is the limit of those that have one."""

    id: ReasonId
    nama: Annotated[str, Field(min_length=8)]
    batas: float | None = None

    @model_validator(mode="after")
    def _limit_where_needed(self) -> "Reason":
        if (self.batas is None) == (self.id in WITH_LIMIT):
            raise ValueError(f"'batas' alasan {self.id} wajib ada hanya bila alasan memakainya")
        return self


class ReviewPolicy(_Strict):
    """Whom to verify, the reasons in order of urgency, rhythm of the meetings."""

    sumber: Source
    muskel_bulan: Annotated[int, Field(ge=1)]
    keluarga_per_lembar: Annotated[int, Field(ge=1)]
    sasaran: Target
    alasan: tuple[Reason, ...]


class Claim(_Strict):
    """What a source says of a family: flag column true, or a decile of at most `maks`."""

    id: str
    nama: str
    kolom: Literal["desil", "di_dtsen", "di_dtks", "di_p3ke", "di_pdktsam", "di_regsosek", "di_bdt"]
    maks: int | None = None


class DecileClass(_Strict):
    """A class of national deciles by its upper end; None: families without a decile."""

    id: str
    nama: str
    maks: int | None = None


class ErrorPolicy(_Strict):
    """When a verdict means the source was wrong, and when a rate may be shown."""

    sumber: Source
    n_minimum: Annotated[int, Field(ge=2)]
    keyakinan: Annotated[float, Field(gt=0.5, lt=1)]
    benar: tuple[str, ...]
    keliru: tuple[str, ...]
    klaim: tuple[Claim, ...]
    kelas: tuple[DecileClass, ...]

    @model_validator(mode="after")
    def _apart(self) -> "ErrorPolicy":
        if set(self.benar) & set(self.keliru):
            raise ValueError("sebuah putusan tidak dapat sekaligus benar dan keliru")
        return self


@cache
def review_policy(path: Path = FOLDER / "alasan.toml") -> ReviewPolicy:
    """Targets and reasons in force.

    Raises:
        ConfigError: the file is missing or does not hold what is expected.
    """
    return _load(path, ReviewPolicy)


@cache
def error_policy(path: Path = FOLDER / "galat.toml") -> ErrorPolicy:
    """Claims, classes and limits of the measured error.

    Raises:
        ConfigError: the file is missing or does not hold what is expected.
    """
    return _load(path, ErrorPolicy)


def _load(path: Path, model: type[_Strict]):
    return config_file.load(path, model)
