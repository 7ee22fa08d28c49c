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
from pedekate.ui.data.quality import (
    dimensions,
    may_see_rows,
    quality_by_kelurahan,
    quality_freshness,
    quality_matrix,
    quality_rows,
    quality_rules,
    quality_trend,
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
    "Measure",
    "Status",
    "area_value",
    "area_values",
    "areas",
    "city_value",
    "coverage_by_area",
    "coverage_by_decile",
    "dimensions",
    "facts",
    "families_by_decile",
    "families_by_overlap",
    "families_by_source",
    "files",
    "lease",
    "may_see_rows",
    "measure",
    "measure_by_class",
    "measure_by_kecamatan",
    "measure_by_kelurahan",
    "measures",
    "programme_overlap",
    "quality_by_kelurahan",
    "quality_freshness",
    "quality_matrix",
    "quality_rows",
    "quality_rules",
    "quality_trend",
    "recipients_on_lists",
    "rejections",
    "score_model",
    "status",
]
