"""Citations as sentences: AP, APA (7th edition), Chicago (17th, bibliography), MLA (9th).

What the archive supplied stands in square brackets, as these manuals want it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from generator.contexts import CitationPart
from generator.dates import StatedDate
from generator.names import name_key
from generator.organise.citation.cited import CitedRelease
from generator.organise.citation.dates import american, associated_press, modern_language, year_first

_ENDS = re.compile("[.?!…。！？؟۔।][\"'”’»」』)\\]]*$")
_STRONG_ENDS = re.compile("[?!。！？؟][\"'”’»」』)\\]]*$")
_STRAIGHT = re.compile(r'"([^"]*)"')


def ap(cited: CitedRelease) -> Iterator[CitationPart]:
    """Yield the parts of a full attribution; the stylebook knows no bibliography."""
    authors = _authors(cited, lambda names: _listing(names, " and ", " and "))
    yield _plain(f"{authors}, " if authors else "")
    yield from _quoted_title(cited, ",")
    rest = ["news release", _date(cited, associated_press, ""), f"via {cited.wire}" if cited.wire else "", cited.url]
    yield _plain(" " + ", ".join(part for part in rest if part) + _notes(cited, "."))


def apa(cited: CitedRelease) -> Iterator[CitationPart]:
    """Yield the parts of a reference; the site is left out when it speaks for itself."""
    authors = _authors(cited, lambda names: _listing(names, " & ", ", & "))
    date = f"({_date(cited, year_first, 'n.d.')})."
    if authors:
        yield from (_name(_ended(authors)), _plain(f" {date} "))
    yield _title(cited, italic=not cited.title_inferred)
    carrier = "" if _speaks_for_itself(cited) else f" {_ended(cited.container)}"
    yield _plain(f" [Press release].{'' if authors else f' {date}'}{carrier} {cited.url}{_notes(cited, '')}")


def chicago(cited: CitedRelease) -> Iterator[CitationPart]:
    """Yield the parts of an entry of a bibliography."""
    authors = _authors(cited, lambda names: _listing(names, " and ", ", and "))
    yield _plain(f"{_ended(authors)} " if authors else "")
    yield from _quoted_title(cited, ".")
    wire = f" {_ended(cited.wire)}" if cited.wire else ""
    yield _plain(f" Press release, {_ended(_date(cited, american, 'n.d.'))}{wire} {cited.url}.{_notes(cited, '')}")


def mla(cited: CitedRelease) -> Iterator[CitationPart]:
    """Yield the parts of a work cited; who speaks on a site of its own is not named twice."""
    authors = "" if _speaks_for_itself(cited) else _authors(cited, _first_of_many)
    yield _plain(f"{_ended(authors)} " if authors else "")
    yield from _quoted_title(cited, ".")
    yield _plain(" ")
    yield _name(cited.container, italic=True)
    rest = [_date(cited, modern_language, ""), cited.url]
    yield _plain("".join(f", {part}" for part in rest if part) + f". Press release.{_notes(cited, '')}")


def _plain(text: str) -> CitationPart:
    return CitationPart(text=text)


def _name(text: str, *, italic: bool = False) -> CitationPart:
    return CitationPart(
        text=text, italic=italic, isolated=any(unicodedata.bidirectional(one) in ("R", "AL") for one in text)
    )


def _title(cited: CitedRelease, *, italic: bool = False) -> CitationPart:
    return CitationPart(text=f"[{cited.title}]" if cited.title_inferred else cited.title, italic=italic, title=True)


def _quoted_title(cited: CitedRelease, mark: str) -> Iterator[CitationPart]:
    """Yield the title in quotation marks, with the mark that follows inside of them, as Americans set it."""
    if cited.title_inferred:
        yield _title(cited)
        yield _plain(mark)
        return
    inner = _STRAIGHT.sub("‘\\1’", cited.title).replace("“", "‘").replace("”", "’")
    ended = _ENDS.search(inner) if mark == "." else _STRONG_ENDS.search(inner)
    if ended:
        mark = ""
    elif inner.endswith("’") and "‘" in inner:
        inner, mark = inner[:-1], f"{mark}’"
    yield _plain("“")
    yield CitationPart(text=inner, title=True)
    yield _plain(f"{mark}”")


def _authors(cited: CitedRelease, join: Callable[[Sequence[str]], str]) -> str:
    names = join(cited.authors) if cited.authors else ""
    return f"[{names}]" if names and cited.authors_inferred else names


def _listing(names: Sequence[str], between_two: str, before_last: str) -> str:
    if len(names) < 3:
        return between_two.join(names)
    return ", ".join(names[:-1]) + before_last + names[-1]


def _first_of_many(names: Sequence[str]) -> str:
    return f"{names[0]}, et al." if len(names) > 2 else " and ".join(names)


def _date(cited: CitedRelease, write: Callable[[StatedDate], str], undated: str) -> str:
    if cited.date is None:
        return undated
    return f"[{write(cited.date)}]" if cited.date_inferred else write(cited.date)


def _speaks_for_itself(cited: CitedRelease) -> bool:
    return len(cited.authors) == 1 and name_key(cited.authors[0]) == name_key(cited.container)


def _notes(cited: CitedRelease, end: str) -> str:
    """Return the notes as sentences after the citation, which `end` closes before them."""
    return "".join([end, *(f" {_ended(note)}" for note in cited.notes)]) if cited.notes else ""


def _ended(text: str) -> str:
    return text if _ENDS.search(text) else f"{text}."
