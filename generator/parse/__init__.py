"""One `SourceFile` → one `Release` or `Page`.

Parsing never looks at another file and never fails: a problem is returned beside what could be read.
"""

from generator.parse.batches import ParsedPage, ParsedRelease, Task, parse_batch
from generator.parse.pages import parse_page
from generator.parse.releases import Bodies, Parser, parse_release

__all__ = [
    "Bodies",
    "ParsedPage",
    "ParsedRelease",
    "Parser",
    "Task",
    "parse_batch",
    "parse_page",
    "parse_release",
]
