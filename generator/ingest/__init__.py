"""Import: whatever holds a press release, made into a release of the archive."""

from generator.ingest.again import import_again
from generator.ingest.importing import import_sources
from generator.ingest.results import ImportOptions, SourceResult, summarise
from generator.ingest.workers import Limits

__all__ = ["ImportOptions", "Limits", "SourceResult", "import_again", "import_sources", "summarise"]
