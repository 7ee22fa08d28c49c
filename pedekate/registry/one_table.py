"""One recognised table of a file → judged rows and balanced counts, whatever its kind."""

from pedekate.registry import aggregates, clean
from pedekate.registry.aggregates import AggregateProfile
from pedekate.registry.clean import FileContext, FileReport
from pedekate.registry.readers import RawFile
from pedekate.schema.external import ExternalBook
from pedekate.store.build import Workspace


def load(ws: Workspace, raw: RawFile, context: FileContext, book: ExternalBook) -> FileReport:
    """By name or aggregate; see the two `load_file`.

    Raises:
        InputError: the table says it is synthetic and the run does not.
    """
    if isinstance(raw.profile, AggregateProfile):
        return aggregates.load_file(ws, raw, context, book)
    return clean.load_file(ws, raw, context)
