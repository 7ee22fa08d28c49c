"""Training the linkage model anew and saving it, for `muat` to use until the next training."""

import json
from datetime import date
from importlib.metadata import version
from pathlib import Path

from pedekate.errors import InputError
from pedekate.registry.linkage import model
from pedekate.registry.linkage import settings as link_settings
from pedekate.registry.linkage.probabilistic import ProbabilisticMatcher
from pedekate.store.build import Workspace


def train(ws: Workspace, *, day: date, data: str, target: Path = link_settings.TRAINED) -> None:
    """Estimate m and u from the persons of all sources in `orang` and write `model.json`.

    Args:
        day: the day of the training, kept with the model.
        data: in words, what it was trained on.

    Raises:
        InputError: fewer than two sources hold persons.
    """
    matcher = ProbabilisticMatcher()
    matcher.prepare(ws)
    sources = ws.rows(
        "select u.sumber, u.urutan from urutan_sumber as u "
        "where exists (select 1 from orang as o where o.urutan = u.urutan and o.asal = 'berkas') "
        "order by u.urutan"
    )
    if len(sources) < 2:
        raise InputError("Melatih model perlu berkas per orang dari sedikitnya dua sumber.")
    tables = [f"latih_{name}" for name, _ in sources]
    for table, (_, order) in zip(tables, sources, strict=True):
        ws.run(f"create table {table} as select * from ciri where urutan = {order}")
    trained = {
        "dilatih": day.isoformat(),
        "data": data,
        "splink": version("splink"),
        "model": model.train(ws, matcher.settings, tables),
    }
    target.write_text(json.dumps(trained, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
