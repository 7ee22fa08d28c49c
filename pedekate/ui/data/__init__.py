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
from pedekate.ui.data.external import External, external_measures, external_rows
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
    register_measures,
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

__all__ = [
    "CITY",
    "External",
    "Measure",
    "Status",
    "area_value",
    "area_values",
    "areas",
    "city_value",
    "coverage_by_area",
    "coverage_by_decile",
    "external_measures",
    "external_rows",
    "facts",
    "families_by_decile",
    "families_by_overlap",
    "families_by_source",
    "files",
    "lease",
    "measure",
    "measure_by_class",
    "measure_by_kecamatan",
    "measure_by_kelurahan",
    "measures",
    "programme_overlap",
    "recipients_on_lists",
    "register_measures",
    "rejections",
    "score_model",
    "status",
]
