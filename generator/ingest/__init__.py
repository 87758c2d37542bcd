"""Import: whatever holds a press release, made into a release of the archive."""

from generator.ingest.importing import import_sources
from generator.ingest.results import ImportOptions, SourceResult, summarise

__all__ = ["ImportOptions", "SourceResult", "import_sources", "summarise"]
