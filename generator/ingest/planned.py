"""What a dry run would have written: the releases wait in a file, for an export may hold half a gigabyte of them."""

from generator.ingest.spool import SpooledByPath
from generator.model import FrontMatter


class Planned(SpooledByPath[tuple[FrontMatter, str]]):
    """The front matter and body of each release of a dry run; an import that writes never opens the file."""
