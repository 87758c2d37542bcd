"""One `SourceFile` → one `Release` or `Page`.

Parsing never looks at another file and never fails: a problem is returned beside what could be read.
"""

from generator.parse.pages import parse_page
from generator.parse.releases import Bodies, Parser, parse_release

__all__ = ["Bodies", "Parser", "parse_page", "parse_release"]
