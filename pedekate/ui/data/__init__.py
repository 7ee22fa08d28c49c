"""The one cached door to the tables. Nothing leaves it unprotected, nobody passes without a role.

One module a subject; a page asks `data.<question>` and need not know which.
"""

from pedekate.ui.data.city import (
    CITY,
    Status,
    areas,
    facts,
    files,
    rejections,
    score_model,
    status,
)
from pedekate.ui.data.door import lease
from pedekate.ui.data.indicators import (
    Measure,
    area_value,
    area_values,
    city_value,
    measure,
    measure_by_class,
    measure_by_kecamatan,
    measure_by_kelurahan,
    measures,
)
from pedekate.ui.data.linkage import (
    link_examples,
    link_model,
    link_thresholds,
    links_by_method,
)
from pedekate.ui.data.register import (
    coverage_by_area,
    coverage_by_decile,
    families_by_decile,
    families_by_overlap,
    families_by_source,
    programme_overlap,
    recipients_on_lists,
)
from pedekate.ui.data.waves import Changes, WavePair, changes, programme_changes, wave_pairs

__all__ = [
    "CITY",
    "Changes",
    "Measure",
    "Status",
    "WavePair",
    "area_value",
    "area_values",
    "areas",
    "changes",
    "city_value",
    "coverage_by_area",
    "coverage_by_decile",
    "facts",
    "families_by_decile",
    "families_by_overlap",
    "families_by_source",
    "files",
    "lease",
    "link_examples",
    "link_model",
    "link_thresholds",
    "links_by_method",
    "measure",
    "measure_by_class",
    "measure_by_kecamatan",
    "measure_by_kelurahan",
    "measures",
    "programme_changes",
    "programme_overlap",
    "recipients_on_lists",
    "rejections",
    "score_model",
    "status",
    "wave_pairs",
]
