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
from pedekate.ui.data.register import (
    coverage_by_area,
    coverage_by_decile,
    families_by_decile,
    families_by_overlap,
    families_by_source,
    programme_overlap,
    recipients_on_lists,
)
from pedekate.ui.data.verification import (
    drawn_sample,
    due_families,
    measured_errors,
    sample_plan,
    sampled_verdicts,
    unlinked_verdicts,
    verdict_counts,
    verification_progress,
    verification_reasons,
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
    "drawn_sample",
    "due_families",
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
    "measured_errors",
    "measures",
    "programme_overlap",
    "recipients_on_lists",
    "rejections",
    "sample_plan",
    "sampled_verdicts",
    "score_model",
    "status",
    "unlinked_verdicts",
    "verdict_counts",
    "verification_progress",
    "verification_reasons",
]
