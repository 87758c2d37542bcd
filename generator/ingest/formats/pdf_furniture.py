"""What the pages of a PDF repeat: running headers and footers, page numbers, "(more)"; none of it is the release."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.ingest.formats.pdf_pages import Line, Page

_EDGE = 0.15
"""The share of a page's height at its top, and at its bottom, in which such lines stand."""
_MOST_AT_EDGE = 4
_LARGER = 1.15
_SAME_HEIGHT = 12
"""Points."""
_PAGE_NUMBER = re.compile(
    r"[\s\-–—(\[|]*(?:(?:page|seite|p\.|página|pagina|страница|第)\s*)?(?P<number>\d{1,4})"
    r"(?:\s*(?:of|von|de|sur|di|/|\||из)\s*\d{1,4})?\s*页?[\s\-–—)\]|]*",
    re.IGNORECASE,
)
_MORE = re.compile(r"[\s\-–—(\[]*(?:more|continued|mehr|suite|segue|sigue)(?: follows)?[\s\-–—)\]…]*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Cleared:
    """The pages without what they repeat, and what that was."""

    pages: tuple[Page, ...]
    repeated: tuple[str, ...]
    """Every dropped line of words, as often as it stood."""
    numbers: int
    """How many page numbers were dropped."""


def drop_furniture(pages: Sequence[Page]) -> Cleared:
    """Drop the lines at the edges that stand on half of the pages or more, and page numbers."""
    running = _find_running(pages)
    cleared: list[Page] = []
    repeated: list[str] = []
    numbers = 0
    for number, page in enumerate(pages, 1):
        dropped: set[int] = set()
        for edge in _edges(page):
            for line in edge:
                if _is_page_number(line, number, len(pages)):
                    numbers += id(line) not in dropped
                elif id(line) in running or (len(pages) > 1 and _MORE.fullmatch(line.text)):
                    repeated += [line.text] * (id(line) not in dropped)
                else:
                    break  # what stands further in is text
                dropped.add(id(line))
        cleared.append(replace(page, lines=tuple(line for line in page.lines if id(line) not in dropped)))
    return Cleared(tuple(cleared), tuple(repeated), numbers)


def _find_running(pages: Sequence[Page]) -> set[int]:
    """Return the identities of the lines that repeat."""
    places: defaultdict[tuple[int, str], list[tuple[int, Line]]] = defaultdict(list)
    for number, page in enumerate(pages):
        for edge, lines in enumerate(_edges(page)):
            for line in lines:
                places[edge, _DIGITS.sub("#", line.text.casefold())].append((number, line))
    running: set[int] = set()
    for found in places.values():
        count = len({number for number, _ in found})
        if count < 2 or count * 2 < len(pages):
            continue
        usual = min(line.size for _, line in found)
        heights = sorted(line.box.bottom for _, line in found)
        height = heights[len(heights) // 2]
        running.update(
            id(line)
            for _, line in found
            # A headline that later pages repeat in small is still the headline.
            if line.size <= usual * _LARGER and abs(line.box.bottom - height) <= _SAME_HEIGHT
        )
    return running


def _edges(page: Page) -> tuple[list[Line], list[Line]]:
    """Return the lines at the top and those at the bottom of a page, each from the outermost inwards."""
    from_top = sorted(page.lines, key=lambda line: -line.box.top)
    depth = (page.box.top - page.box.bottom) * _EDGE
    top = [line for line in from_top[:_MOST_AT_EDGE] if line.box.top > page.box.top - depth]
    bottom = [line for line in from_top[: -_MOST_AT_EDGE - 1 : -1] if line.box.bottom < page.box.bottom + depth]
    return top, bottom


def _is_page_number(line: Line, number: int, pages: int) -> bool:
    found = _PAGE_NUMBER.fullmatch(line.text)
    if not found:
        return False
    return int(found["number"]) == number or (pages > 1 and not line.text.strip().isdigit())
