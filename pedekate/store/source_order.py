"""Which source decides a field of a family: read from the SQL that decides, so there is no copy."""

import re
from functools import cache

from pedekate.store.connection import sql

HEAD = "kepala"


@cache
def orders() -> dict[str, tuple[str, ...]]:
    """Field of `keluarga` → the sources asked for it, in order; the first known answer counts.

    "kepala" stands for the person who is the head, whose own answers come first; where the head
    is not asked only sources follow. A field that is not here is not chosen field by field (the
    place of a family is where the first source in the register's order says). Derived from
    `registri/21_keluarga.sql`, which joins every source under an alias of its own.
    """
    text = sql("registri/21_keluarga")
    aliases = dict(re.findall(r"join isi_ks as (\w) on .*sumber = '(\w+)'", text))
    aliases |= {alias: HEAD for alias in re.findall(r"join kepala as (\w) on", text)}
    found = {}
    for inside, field in re.findall(r"coalesce\(\s*((?:\w\.\w+,?\s*)+)\)\s+as (\w+)", text):
        asked = [aliases.get(alias) for alias in re.findall(r"(\w)\.\w+", inside)]
        found[field] = tuple(name for name in asked if name)
    return found
