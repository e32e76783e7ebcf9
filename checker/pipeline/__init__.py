"""The stages put together, as pure functions: the engine only schedules them, the store only remembers them."""

# first, since it makes most patterns: they take longer to make where imports are many levels deep
import checker.extract.values.scan  # noqa: F401
from checker.pipeline.claims import claims_of
from checker.pipeline.context import Context, context_of
from checker.pipeline.files import documents_in
from checker.pipeline.folder import check_documents, check_readings, read_documents, readings
from checker.pipeline.reading import facts_in
from checker.pipeline.values import values_of
from checker.pipeline.workshop import ALONE, Progress, Task, Workshop

__all__ = [
    "ALONE",
    "Context",
    "Progress",
    "Task",
    "Workshop",
    "check_documents",
    "check_readings",
    "claims_of",
    "context_of",
    "documents_in",
    "facts_in",
    "read_documents",
    "readings",
    "values_of",
]
