"""Columns beside the text of a page that no tag marks as such: told by their place in the grid, and by their names.

What names somebody to ask, or what is about the issuer, stays, wherever it stands.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.ingest.html_page import HEADINGS, Element, text_of

_FEWEST_OF_TEXT = 0.25
"""The share of the article that the column with the headline must have: less is a head above the columns."""
_MOST_OF_TEXT = 0.5
"""The share that a column without it must have."""
_NAME = re.compile(
    r"(?:^|[\s_-])(?:side|sidebar|left|right|rail|secondary|widgets?|extras?)(?:$|[\s_-]|col)", re.IGNORECASE
)
_GRID = re.compile(
    r"(?:^|\s)(?:col|span|grid|large|medium|small|columns?)-?(?:xs-|sm-|md-|lg-|xl-|\d+-)?(?P<width>\d{1,2})(?=$|\s)"
)
_NARROW, _WIDE = 4, 6
"""Twelfths of a page's width."""
_TO_ASK = re.compile(r"\S@\S+\.\w|\bcontact|\bkontakt|\bpresse|\+?\d[\d ()./-]{7,}\d", re.IGNORECASE)
_ABOUT = re.compile(
    r"\s*(?:about|über|à propos|acerca|sobre|om)\b(?!\s+(?:this|the (?:blog|site|author)|me|us|our|uns|nous)\b)",
    re.IGNORECASE,
)


def drop_columns(container: Element, title: Element | None, weights: dict[Element, int]) -> None:
    """Drop the columns beside that of the text; `weights` tells how much of the article each part holds."""
    whole = weights.get(container, 0)
    for around, column, least in _columns(container, title, weights):
        if weights.get(column, 0) < whole * least:
            return
        for beside in list(around):
            if beside is not column and _is_beside(beside, column):
                beside.drop_tree()


def _columns(
    container: Element, title: Element | None, weights: dict[Element, int]
) -> Iterator[tuple[Element, Element, float]]:
    """Yield each element from the container inwards, with the part of it that may be the column of the text."""
    inwards = [] if title is None else [title, *title.iterancestors()]
    if container in inwards:
        path = inwards[inwards.index(container) :: -1]
        yield from ((around, column, _FEWEST_OF_TEXT) for around, column in pairwise(path))
        return
    around = container
    while len(around):
        column = max(around, key=lambda child: weights.get(child, 0))
        yield around, column, _MOST_OF_TEXT
        around = column


def _is_beside(element: Element, column: Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in HEADINGS or element.find(".//*") is None:
        return False
    narrow, wide = _width(element), _width(column)
    is_narrow = narrow is not None and wide is not None and narrow <= _NARROW and wide >= _WIDE
    if not is_narrow and not _NAME.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
        return False
    headings = [text_of(each) for each in element.iter(*HEADINGS)]
    return bool(headings) and not _TO_ASK.search(text_of(element)) and not any(map(_ABOUT.match, headings))


def _width(element: Element) -> int | None:
    widths = [int(found["width"]) for found in _GRID.finditer(element.get("class") or "")]
    return widths[-1] if widths else None
