"""The elements of a dateline, read one after the other: places, a date, a wire, a time of day, a name between slashes.

What the elements amount to is not decided here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.ingest.date_phrases import WrittenDate, match_date, match_time
from generator.ingest.place_phrases import PlacePhrase, match_places
from generator.ingest.wires import match_wire

UNSEEN = "\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Characters without width, as a character class holds them: some wires isolate their names with them."""
_SEPARATORS = re.compile(rf"[\s,;:.•·|/()（）\[\]【】*_@=\\\-‐-―−~、،؛，：－＿{UNSEEN}]*")
_OPENING = re.compile(r"[/(（]|--")
_CLOSING = re.compile(r"[-–—/)）\]:|]")
_LINK_END = re.compile(r"\]\([^()\s]{1,300}\)")
_REMARK = re.compile(r"\s*\([^()]{1,80}\)(?=\s*[-–—/])")
_AGENCY = re.compile(r"(?P<name>[^\W\d_a-z][\w.&'’ -]{1,40})\)(?=\s*[-‐-―−])")
"""Who reported, when it is no wire of the table: (Reuters)."""
_KNOWN_AGENCY = re.compile(r"(?:AP|Reuters|AFP|UPI|dpa|EFE|ANSA|APA|PTI|Xinhua|CP)\)(?=\s*[-‐-―−])")
_ISSUER = re.compile(r"[^/\n]{2,100}/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Elements:
    """What a dateline was found to hold, up to `end`."""

    start: int
    end: int
    last: str = ""
    """Which element came last: place, date, wire, time or issuer."""
    places: PlacePhrase | None = None
    date: WrittenDate | None = None
    wire: str | None = None
    wired: bool = False
    """Whether a wire is named, known or unknown."""
    marked: bool = False
    """Whether the wire stands between brackets, slashes or double dashes."""


def scan(text: str, start: int) -> Iterator[Elements]:
    """Yield the growing list of elements from `start` on, each kind once, until something else comes."""
    elements = Elements(start=start, end=start)
    while True:
        gap = _SEPARATORS.match(text, elements.end)
        longer = gap and _next_element(text, elements, gap)
        if not longer:
            return
        yield longer
        elements = longer


def _next_element(text: str, elements: Elements, gap: re.Match[str]) -> Elements | None:
    position = gap.end()
    if not elements.wired and (longer := _with_wire(text, elements, gap)):
        return longer
    if elements.date is None and (date := match_date(text, position)):
        return replace(elements, end=date.end, last="date", date=date)
    if gap[0].endswith(("(", "（")) and (agency := _match_agency(text, position, elements)):
        return replace(elements, end=agency.end(), last="wire", wired=True, marked=True)
    if elements.last in ("date", "") and (end := match_time(text, position)):
        return replace(elements, end=end, last="time")
    if elements.date and not elements.wired and "/" in gap[0] and (issuer := _ISSUER.match(text, position)):
        return replace(elements, end=issuer.end() - 1, last="issuer")
    if elements.places is None and (places := match_places(text, position)):
        return replace(elements, end=places.end, last="place", places=places)
    return None


def _match_agency(text: str, start: int, elements: Elements) -> re.Match[str] | None:
    """Match a name in brackets behind place and date; with less than both only an agency's is sure."""
    if elements.places is None or elements.wired:
        return None
    stated = elements.date and elements.date.date
    return _AGENCY.match(text, start) if stated else _KNOWN_AGENCY.match(text, start)


def _with_wire(text: str, elements: Elements, gap: re.Match[str]) -> Elements | None:
    found = match_wire(text, gap.end())
    if not found:
        return None
    name, end = found
    if "[" in gap[0] and (link := _LINK_END.match(text, end)):
        end = link.end()
    if remark := _REMARK.match(text, end):
        end = remark.end()
    follows = _SEPARATORS.match(text, end)
    closed = follows is not None and (follows.end() == len(text) or _CLOSING.search(follows[0]) is not None)
    opened = _OPENING.search(gap[0]) is not None
    closed = closed or (opened and follows is not None and match_date(text, follows.end()) is not None)
    marked = closed and opened
    if not marked and not ((closed or text[end - 1] == ")") and (elements.date or elements.places)):
        return None
    return replace(elements, end=end, last="wire", wire=name, wired=True, marked=marked)
