"""Form of NIK and KK numbers, as SQL over a cleaned number. Source of the form: `nomor.toml`."""

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from pedekate import config, config_file

_MONTH = "(0[1-9]|1[0-2])"
_DAY = "(0[1-9]|[12][0-9]|3[01])"
# Women's day of birth carries +40.
_NIK_DAY = "(0[1-9]|[12][0-9]|3[01]|4[1-9]|[56][0-9]|7[01])"


class NumberForm(BaseModel):
    """What a valid number looks like, and when a file's numbers were cut by Excel."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    provinsi: tuple[str, ...]
    provinsi_sintetis: str
    bagian_nol_excel: float
    jumlah_nol_excel: int


@cache
def load(path: Path = config.DATA / "aturan" / "nomor.toml") -> NumberForm:
    """The form of the numbers.

    Raises:
        ConfigError: the file is missing or does not hold what is expected.
    """
    return config_file.load(path, NumberForm)


def valid_nik(column: str, form: NumberForm, *, synthetic: bool, cut_by_excel: bool = False) -> str:
    """Boolean SQL: the text is a possible NIK (never NULL).

    Args:
        column: SQL of the cleaned number.
        synthetic: admit the impossible province of the synthetic city.
        cut_by_excel: the file's numbers lost their last digit; those ending in 0 are unusable.
    """
    checks = [_matches(column, form, _NIK_DAY, synthetic), _not_degenerate(column)]
    day = f"lpad(cast(try_cast(substr({column}, 7, 2) as integer) % 40 as text), 2, '0')"
    rest = f"substr({column}, 11, 2) || substr({column}, 9, 2) || {day}"
    # 29 February needs one leap year among the two centuries the two digits may mean.
    exists = " or ".join(f"try_strptime('{c}' || {rest}, '%Y%m%d') is not null" for c in (19, 20))
    checks.append(
        f"case when substr({column}, 7, 2) in ('29', '30', '31', '69', '70', '71') "
        f"then ({exists}) else true end"
    )
    if cut_by_excel:
        checks.append(f"right({column}, 1) <> '0'")
    return f"coalesce({' and '.join(checks)}, false)"


def valid_kk(column: str, form: NumberForm, *, synthetic: bool, cut_by_excel: bool = False) -> str:
    """Boolean SQL: the text is a possible KK number (never NULL); its date has no +40."""
    checks = [_matches(column, form, _DAY, synthetic), _not_degenerate(column)]
    if cut_by_excel:
        checks.append(f"right({column}, 1) <> '0'")
    return f"coalesce({' and '.join(checks)}, false)"


def birth_date(nik: str, today: str) -> str:
    """Date SQL: birth date inside a valid NIK; the latest century that is not after `today`."""
    day = f"lpad(cast(try_cast(substr({nik}, 7, 2) as integer) % 40 as text), 2, '0')"
    monthday = f"substr({nik}, 9, 2) || {day}"
    century = (
        f"case when '20' || substr({nik}, 11, 2) || {monthday} <= strftime({today}, '%Y%m%d') "
        "then '20' else '19' end"
    )
    return f"cast(try_strptime({century} || substr({nik}, 11, 2) || {monthday}, '%Y%m%d') as date)"


def sex(nik: str) -> str:
    """Text SQL: L or P by the day inside a valid NIK."""
    return f"case when substr({nik}, 7, 2) > '40' then 'P' when {nik} is not null then 'L' end"


def _matches(column: str, form: NumberForm, day: str, synthetic: bool) -> str:
    provinces = [*form.provinsi, *([form.provinsi_sintetis] if synthetic else [])]
    pattern = f"({'|'.join(provinces)})[0-9]{{4}}{day}{_MONTH}[0-9]{{6}}"
    return f"regexp_full_match({column}, '{pattern}')"


def _not_degenerate(column: str) -> str:
    return f"right({column}, 4) <> '0000' and {column} <> repeat(left({column}, 1), 16)"
