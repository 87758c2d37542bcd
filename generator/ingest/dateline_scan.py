"""The elements of a dateline, read one after the other: places, a date, a wire, a time of day, a name between slashes.

What the elements amount to is not decided here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.ingest.date_phrases import WrittenDate, match_date, match_time
from generator.ingest.place_phrases import PlacePhrase, match_places
from generator.ingest.release_lines import match_marker
from generator.ingest.wires import match_wire
from generator.model import Place

UNSEEN = "\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Characters without width, as a character class holds them: some wires isolate their names with them."""
_SEPARATORS = re.compile(rf"[\s,;:.•·|/()（）\[\]【】*_@=・\\\-‐-―−~、،؛，：－＿{UNSEEN}]*")
_OPENING = re.compile(r"[/(（]|--")
_CLOSING = re.compile(r"[-–—/)）\]】:|]")
_LINK_END = re.compile(r"\]\([^()\s]{1,300}\)")
_REMARK = re.compile(r"\s*\([^()]{1,80}\)(?=\s*[-–—/])")
_AGENCY = re.compile(r"(?P<name>[^\W\d_][\w.&'’ -]{1,40})\)(?=\s*[-‐-―−])")
"""Who reported, when it is no wire of the table: (Reuters)."""
_KNOWN_AGENCY = re.compile(
    r"(?:AP|Reuters|AFP|UPI|dpa|EFE|ANSA|APA|PTI|Xinhua|CP|Bernama|ANTARA|ایرنا|ایسنا|مهر|وام|واس|بنا|كونا)\)(?=\s*[-‐-―−])"
)
_ACRONYM = re.compile(r"[A-Z]{2,6}\)(?=\s*[-‐-―−])")
_KOREAN_AGENCY = re.compile(r"[가-힣]{2,10}\)")
"""Who reported from where, in one pair of brackets: (서울=연합뉴스)."""
_VIA = re.compile(r"via\s+", re.IGNORECASE)
_MOST_SET_APART = 4
_SET_APART = re.compile(r"[|‐-―−-]")
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
    if elements.last == "wire" and (end := _match_second_wire(text, position)):
        return replace(elements, end=end)
    if elements.last == "place" and elements.date is None and (longer := _with_date_further_on(text, elements, gap)):
        return longer
    if elements.last == "date" and gap[0].endswith(("(", "（")) and (end := _match_same_date(text, position, elements)):
        return replace(elements, end=end)
    if elements.date is None and (date := match_date(text, position)):
        return replace(elements, end=date.end, last="date", date=date)
    if gap[0] == "=" and elements.last == "place" and (korean := _KOREAN_AGENCY.match(text, position)):
        return replace(elements, end=korean.end(), last="wire", wired=True, marked=True)
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
    if elements.date:
        return _AGENCY.match(text, start)
    if elements.places.known and elements.places.shouted and (found := _ACRONYM.match(text, start)):
        return found
    return _KNOWN_AGENCY.match(text, start)


def _match_second_wire(text: str, start: int) -> int | None:
    """Return the offset behind a wire named besides the first: --(BUSINESS WIRE)--(ビジネスワイヤ)--, via X."""
    via = _VIA.match(text, start)
    if not via and text[start - 1 : start] not in "(（":
        return None
    found = match_wire(text, via.end() if via else start)
    follows = _SEPARATORS.match(text, found[1]) if found else None
    return found[1] if found and follows and _CLOSING.search(follows[0]) else None


def _match_same_date(text: str, start: int, elements: Elements) -> int | None:
    """Return the offset behind a day that is written once more, in another calendar."""
    again = match_date(text, start)
    return again.end if again and elements.date and again.date and again.date == elements.date.date else None


def _with_date_further_on(text: str, elements: Elements, gap: re.Match[str]) -> Elements | None:
    """Take in what stands between a place and the date: more places behind a dash, or the words Press release."""
    phrase = elements.places
    for _ in range(_MOST_SET_APART):
        more = match_places(text, gap.end()) if _SET_APART.search(gap[0]) else None
        end = more.end if more and more.known else match_marker(text, gap.end())
        follows = _SEPARATORS.match(text, end) if end is not None else None
        if phrase is None or follows is None:
            return None
        if more and more.known:
            phrase = replace(phrase, places=_joined(phrase.places, more.places))
        if date := match_date(text, follows.end()):
            return replace(elements, end=date.end, last="date", places=phrase, date=date)
        gap = follows
    return None


def _joined(places: tuple[Place, ...], more: tuple[Place, ...]) -> tuple[Place, ...]:
    """Join places, where a country alone belongs to the city before it: "Doha – Qatar"."""
    if more[0].city is not None:
        return places + more
    last = places[-1]
    area = replace(last, country=last.country or more[0].country, region=last.region or more[0].region)
    return (*places[:-1], area, *more[1:])


def _with_wire(text: str, elements: Elements, gap: re.Match[str]) -> Elements | None:
    via = _VIA.match(text, gap.end()) if elements.end == elements.start else None
    found = match_wire(text, via.end() if via else gap.end())
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
    marked = closed and (opened or _begins_with_wire(text, elements, follows))
    if not marked and not ((closed or text[end - 1] == ")") and (elements.date or elements.places)):
        return None
    return replace(elements, end=end, last="wire", wire=name, wired=True, marked=marked)


def _begins_with_wire(text: str, elements: Elements, follows: re.Match[str] | None) -> bool:
    """Tell whether a wire begins the text and its date or place follows: "ACCESSWIRE / September 9, 2021 /"."""
    if elements.end > elements.start or not follows:
        return False
    date = match_date(text, follows.end())
    if date:
        return date.date is not None
    places = match_places(text, follows.end())
    return places is not None and places.known
