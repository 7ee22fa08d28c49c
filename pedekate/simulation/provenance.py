"""The rules of the world a simulation rests on, as one fingerprint."""

import hashlib
import json

from pedekate.indicators.catalogue import coarse_classes
from pedekate.parameters import load as parameter
from pedekate.parameters.official import latest
from pedekate.schema.program import Program

# Parameters a simulation of a programme, or the draws that judge it, look at.
PARAMETERS = ("garis_kemiskinan", "luar_registri", "galat_susenas")
_OFFICIAL = "P0_persentase_penduduk_miskin"


def parameters_mark(program: Program) -> str:
    """Twelve letters over a programme's description and the parameters it is simulated with.

    Over what the files say, not over their bytes: a comment or a blank line changes nothing.
    """
    official = latest(_OFFICIAL)
    content = {
        "program": program.model_dump(mode="json"),
        "parameter": {name: parameter(name).latest.model_dump(mode="json") for name in PARAMETERS},
        "resmi": [int(official["tahun"]), float(official["nilai"])],
        "kelas_kasar": coarse_classes(),
    }
    payload = json.dumps(content, sort_keys=True)
    return hashlib.sha256(payload.encode()).hexdigest()[:12]
