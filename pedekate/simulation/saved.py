"""A scenario with a name, and what it was first run on: as text a person can read, and back."""

import dataclasses
import datetime as dt
import tomllib
from functools import cache
from typing import Annotated, get_type_hints

import tomli_w
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, create_model

from pedekate.errors import InputError, printable
from pedekate.simulation import provenance
from pedekate.simulation.programme_run import Prepared
from pedekate.simulation.run import Result
from pedekate.simulation.scenario import Scenario

FORMAT = 1
LONGEST_NAME, LONGEST_NOTE = 80, 400
_LARGEST = 65_536  # bytes of a file; a scenario needs one
_HEAD = """\
# PeDeKaTe SAM: satu skenario simulasi. Jalankan lagi dengan:
#   python -m pedekate simulasi --skenario BERKAS
# Simulasi adalah saran. Penerima ditetapkan lewat musyawarah kelurahan dan keputusan pejabat, dan
# setiap warga dapat mengajukan keberatan atau usulan.

"""


class Marks(BaseModel):
    """Fingerprints of one run: of the run itself, its data, its parameters; version of the code."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    simulasi: Annotated[str, Field(max_length=80)]
    data: Annotated[str, Field(max_length=80)]
    parameter: Annotated[str, Field(max_length=80)]
    kode: Annotated[str, Field(max_length=80)]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SavedScenario:
    """A scenario under a name.

    Attributes:
        sidik_jari: marks of the run it was saved from.
        disimpan: when, UTC, whole seconds. oleh: account that saved it.
    """

    nama: str
    skenario: Scenario
    sidik_jari: Marks
    disimpan: dt.datetime
    oleh: str
    catatan: str = ""


def marks(prepared: Prepared, result: Result) -> Marks:
    """Marks of a run of this code."""
    return Marks(
        simulasi=result.fingerprint, data=prepared.register.data, parameter=prepared.parameters,
        kode=provenance.code_mark(),
    )  # fmt: skip


def clean_name(name: str) -> str:
    """The name as it is kept: one line, single blanks.

    Raises:
        InputError: empty, too long, with unprintable characters, or only digits (those are the
            numbers by which an address calls a scenario).
    """
    found = " ".join(name.split())
    if not found or len(found) > LONGEST_NAME:
        raise InputError(f"Nama skenario harus 1–{LONGEST_NAME} huruf; tulis nama yang lain.")
    if found != printable(found):
        raise InputError("Nama skenario memuat tanda yang tidak dapat dicetak; tulis ulang.")
    if found.isdecimal():
        raise InputError("Nama skenario tidak boleh hanya angka; tambahkan kata.")
    return found


def clean_note(note: str) -> str:
    """The note as it is kept: one line, at most `LONGEST_NOTE` characters."""
    return printable(" ".join(note.split()))[:LONGEST_NOTE]


def to_text(one: SavedScenario) -> str:
    """The scenario as TOML; the same scenario gives the same bytes."""
    values = dataclasses.asdict(one.skenario)
    head = {
        "format": FORMAT, "nama": one.nama, "catatan": one.catatan, "disimpan": one.disimpan,
        "oleh": one.oleh,
    }  # fmt: skip
    content = head | {
        "skenario": {name: _short(value) for name, value in values.items() if value is not None},
        "sidik_jari": one.sidik_jari.model_dump(),
    }
    return _HEAD + tomli_w.dumps(content)


def from_text(text: str | bytes, name: str) -> SavedScenario:
    """Read what `to_text` wrote; a field this version does not know is refused, not dropped.

    Args:
        name: the file's, for the sentence of an error.

    Raises:
        InputError: not such a file, or a value in it cannot be used.
    """
    found = _read(text, name)
    try:
        asked = Scenario(**{k: v for k, v in found.skenario if v is not None})
        nama = clean_name(found.nama)
    except InputError as error:
        raise InputError(f"Berkas skenario {name} tidak dapat dipakai: {error}") from None
    return SavedScenario(
        nama=nama, skenario=asked, sidik_jari=found.sidik_jari, oleh=found.oleh,
        disimpan=found.disimpan.astimezone(dt.UTC).replace(microsecond=0),
        catatan=clean_note(found.catatan),
    )  # fmt: skip


def differences(before: Marks, now: Marks) -> list[str]:
    """What has changed since: of "data", "parameter", "kode", those that differ."""
    return [
        part
        for part in ("data", "parameter", "kode")
        if getattr(before, part) != getattr(now, part)
    ]


def altered(one: SavedScenario) -> bool:
    """Whether somebody changed the scenario after it was saved."""
    mark = one.sidik_jari
    return mark.simulasi != one.skenario.fingerprint(
        data=mark.data, code=mark.kode, parameters=mark.parameter
    )


def _short(value: object) -> object:
    """Whole amounts without a decimal point, as far as a float holds every digit."""
    whole = isinstance(value, float) and value.is_integer() and abs(value) < 2**53
    return int(value) if whole else value


def _read(text: str | bytes, name: str) -> BaseModel:
    failed = f"Berkas skenario {name} tidak dapat dibaca"
    again = "unduh lagi dari halaman Simulasi, bagian Skenario"
    if len(text) > _LARGEST:
        raise InputError(f"{failed}: terlalu besar untuk satu skenario; {again}.")
    try:
        words = text.decode() if isinstance(text, bytes) else text
        return _shape().model_validate(tomllib.loads(words))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))[:60] or "isi"
        raise InputError(f"{failed}: '{place}' {_because(first['type'])}; {again}.") from None
    except (ValueError, RecursionError):
        # Not UTF-8, not TOML, a number beyond all bounds, brackets without end.
        raise InputError(f"{failed}: bukan TOML yang utuh; {again}.") from None


@cache
def _shape() -> type[BaseModel]:
    """What a file must hold; the fields of `Scenario` as they are, whichever they are."""
    hints = get_type_hints(Scenario)
    fields = {
        field.name: (
            hints[field.name], ... if field.default is dataclasses.MISSING else field.default,
        )
        for field in dataclasses.fields(Scenario)
    }  # fmt: skip
    strict = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)
    return create_model(
        "ScenarioFile",
        __config__=strict,
        format=(Annotated[int, Field(ge=FORMAT, le=FORMAT)], ...),
        nama=(Annotated[str, Field(max_length=2 * LONGEST_NAME)], ...),
        catatan=(str, ""),
        disimpan=(AwareDatetime, ...),
        oleh=(Annotated[str, Field(max_length=LONGEST_NAME)], ...),
        skenario=(create_model("ScenarioFields", __config__=strict, **fields), ...),
        sidik_jari=(Marks, ...),
    )


def _because(kind: str) -> str:
    if kind == "missing":
        return "belum ada"
    if kind == "extra_forbidden":
        return "tidak dikenal versi ini"
    if kind.startswith(("int", "float", "greater", "less", "finite")):
        return "bukan angka yang dapat dipakai"
    if kind.startswith(("datetime", "timezone")):
        return "harus tanggal dan jam dengan zona waktu"
    return "tidak dapat dipakai"
