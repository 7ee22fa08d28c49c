"""Tables of finished figures per area: Bappeda's indicator tables and BPS aggregates.

They share the front half of the by-name files (recognition by content, rules as data, balanced
counts) and end in one table, `agregat_luar`, apart from the register.
"""

from pedekate.registry.aggregates.load import create_tables, fill, load_file, newest_period
from pedekate.registry.aggregates.profile import AggregateProfile, load_all

__all__ = ["AggregateProfile", "create_tables", "fill", "load_all", "load_file", "newest_period"]
