"""What a simulation rests on besides its data, as fingerprints: rules of the world, code."""

import hashlib
import json
from functools import cache

from pedekate import __version__, config
from pedekate.indicators.catalogue import coarse_classes
from pedekate.parameters import load as parameter
from pedekate.parameters.official import latest
from pedekate.schema.program import Program

# Parameters a simulation of a programme, or the draws that judge it, look at.
PARAMETERS = ("garis_kemiskinan", "luar_registri", "galat_susenas")
# Rooms whose code decides an outcome.
_ROOMS = ("indicators", "schema", "simulation")
_OFFICIAL = "P0_persentase_penduduk_miskin"


def parameters_mark(program: Program) -> str:
    """Twelve letters over a programme's description and the parameters it is simulated with.

    Over what the files say, not over their bytes: a comment or a blank line changes nothing.
    """
    content = {"program": program.model_dump(mode="json"), **_world()}
    payload = json.dumps(content, sort_keys=True)
    return hashlib.sha256(payload.encode()).hexdigest()[:12]


@cache
def _world() -> dict[str, object]:
    """What every programme is simulated with; the files are read once, as their loaders do."""
    official = latest(_OFFICIAL)
    return {
        "parameter": {name: parameter(name).latest.model_dump(mode="json") for name in PARAMETERS},
        "resmi": [int(official["tahun"]), float(official["nilai"])],
        "kelas_kasar": coarse_classes(),
    }


@cache
def code_mark() -> str:
    """The program's version, and eight letters over the code that computes an outcome.

    A version is raised by hand and rarely; the letters change with every line that might matter.
    """
    digest = hashlib.sha256()
    for room in _ROOMS:
        for path in sorted((config.ROOT / "pedekate" / room).glob("*.py")):
            digest.update(path.read_bytes())
    return f"{__version__}+{digest.hexdigest()[:8]}"
