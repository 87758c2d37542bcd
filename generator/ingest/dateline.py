"""The dateline grammar: where a release says when, where and through which wire it was issued.

A dateline is kept verbatim; date, place and wire are read from it only where they are stated. Running prose is none:
when in doubt there is no dateline. Only the head of a paragraph is looked at, whatever its length.
"""

import re
from dataclasses import dataclass

from generator.dates import StatedDate
from generator.ingest.date_phrases import match_date
from generator.ingest.dateline_ends import DASH, TRAILER, mark_of, reads_like_a_dateline
from generator.ingest.dateline_scan import UNSEEN, Elements, scan
from generator.ingest.han_places import is_han, split_han_place
from generator.ingest.place_names import AMERICAN_STATES, place_key
from generator.ingest.release_lines import match_marker, read_release_line
from generator.ingest.wires import AMERICAN_WIRES, sets_wire_apart
from generator.model import Place

_HEAD = 400
"""How many characters of a paragraph are looked at."""
_MOST_STARTS = 10
"""How many places further on in the head are tried."""

_LEAD_IN = re.compile(rf"[\s{UNSEEN}]*(?:```\w*\s+)?")
_EMPHASIS = re.compile(r"\*{1,2}")
_LIST_ITEM = re.compile(r"(?:[*+•·|>-]|\d{1,2}[.)])\s")
_LATER_START = re.compile(
    r"(?<=\n)(?=\S)|(?<=[.!?)”\"’]\s)(?=[A-ZÀ-Þ])|(?<=[a-zß-ÿ.!?)”\"’])(?=[A-ZÀ-Þ]{2})|(?<=[a-zß-ÿ™®]\s)(?=[A-ZÀ-Þ]{2})"
)
_ELEMENT_DATELINE = re.compile(r"\s*<DateLine>(?P<text>[^<>]{1,200})</DateLine>\s*", re.IGNORECASE)
_EQS_HEADER = re.compile(
    r"(?:EQS|DGAP)-[\w -]{2,30}:(?s:.{3,300}?)"
    r"(?P<date>\d{1,2}(?:\.\d{1,2}\.|-[A-Z][a-z]{2}-)\d{4}|\d{4}-\d\d-\d\d)\s*/\s*\d{1,2}:\d\d"
    r"(?:\s+CES?T(?:/CES?T)?)?\s*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """What a release states about its issue before the first word of its text."""

    text: str
    """As it stood, with its separators, without white space around it."""
    start: int
    """The offset in the paragraph; more than 0 where a remark or a pull quote's attribution stands before it."""
    end: int
    """The offset in the paragraph at which the text of the release begins."""
    date: StatedDate | None = None
    """A day or a month; None unless the year is stated."""
    embargo: StatedDate | None = None
    place: Place | None = None
    """The first place."""
    places: tuple[str, ...] = ()
    """All places, as "City, Region", if there are more than one."""
    source: str | None = None
    """The wire's canonical name."""


def find_dateline(paragraph: str) -> Dateline | None:
    """Return the dateline a paragraph begins with, or the one that follows a remark in it."""
    head = paragraph[:_HEAD]
    whole = len(paragraph) <= _HEAD
    if special := _read_element(head) or _read_eqs_header(head):
        return special
    lead = _LEAD_IN.match(head)
    start = lead.end() if lead else 0
    if not _is_item(head, start) and (found := _longest_dateline(head, start, whole=whole)):
        return None if match_marker(head, found.end) else found
    if after := match_marker(head, start):
        found = _longest_dateline(head, after, whole=whole)
        return found if found and found.place else None
    return _find_later(head, start, whole=whole)


def find_release_line(paragraph: str) -> Dateline | None:
    """Return what a line such as "FOR IMMEDIATE RELEASE - JULY 30, 2026" states; None if it states no date.

    A line that consists of a date is one too, and so is an embargo's.
    """
    head = paragraph[:_HEAD]
    line = read_release_line(head, whole=len(paragraph) <= _HEAD)
    if line is None:
        return None
    return Dateline(
        text=head[: line.end].strip(" \t\r\n\ufeff\u200b"),
        start=0,
        end=line.end,
        date=None if line.embargo else line.date,
        embargo=line.date if line.embargo else None,
        place=line.place,
    )


def _longest_dateline(head: str, start: int, *, whole: bool) -> Dateline | None:
    for elements in reversed(list(scan(head, start))):
        trailer = TRAILER.match(head, elements.end)
        if trailer is None:
            continue
        rest = head[trailer.end() :]
        mark = "end" if not rest and whole and not trailer["mark"] else mark_of(head, elements, trailer, rest[:1])
        if reads_like_a_dateline(elements, mark, rest):
            return _dateline(head, elements, trailer.end())
    return None


def _find_later(head: str, start: int, *, whole: bool) -> Dateline | None:
    """Look for a dateline behind a remark: with city, date and wire, or beginning a line and ending in a dash."""
    wired = sets_wire_apart(head)
    if not wired and "\n" not in head:
        return None
    for number, later in enumerate(_LATER_START.finditer(head, start + 1)):
        if number == _MOST_STARTS:
            break
        begins_line = head[later.start() - 1] == "\n"
        if not (wired or begins_line) or _is_item(head, later.start()):
            continue
        found = _longest_dateline(head, later.start(), whole=whole)
        if not found or not found.date or not found.place or not found.place.city:
            continue
        if found.source or (begins_line and DASH.match(found.text[-1])):
            return found
    return None


def _is_item(head: str, start: int) -> bool:
    """Tell an item of a list; "4. Juni 2019" is a date."""
    return _LIST_ITEM.match(head, start) is not None and match_date(head, start) is None


def _dateline(head: str, elements: Elements, end: int) -> Dateline:
    start, end = _balance_emphasis(head, elements.start, end)
    places = elements.places.places if elements.places else ()
    return Dateline(
        text=head[start:end].strip(),
        start=start,
        end=end,
        date=_date(elements),
        place=places[0] if places else None,
        places=tuple(map(_in_words, places)) if len(places) > 1 else (),
        source=elements.wire,
    )


def _date(elements: Elements) -> StatedDate | None:
    if elements.date is None:
        return None
    if elements.date.date:
        return elements.date.date
    place = elements.places.places[0] if elements.places else Place()
    is_american = elements.wire in AMERICAN_WIRES or place_key(place.region or "") in AMERICAN_STATES
    return elements.date.american if is_american else None


def _in_words(place: Place) -> str:
    return ", ".join(part for part in (place.city, place.region or place.country) if part)


def _balance_emphasis(head: str, start: int, end: int) -> tuple[int, int]:
    """Take in the end of an emphasis begun in the dateline; leave the beginning of one that goes on in the text."""
    if len(_EMPHASIS.findall(head, start, end)) % 2 == 0:
        return start, end
    if closing := _EMPHASIS.match(head, end):
        return start, len(head) - len(head[closing.end() :].lstrip())
    opening = _EMPHASIS.match(head, start)
    return (opening.end() if opening else start), end


def _read_element(head: str) -> Dateline | None:
    """Read the element of its own that NewsML gives a dateline."""
    found = _ELEMENT_DATELINE.match(head)
    if not found:
        return None
    inner = _longest_dateline(found["text"] + " --", 0, whole=True)
    name = found["text"].strip()
    place = split_han_place(name)[0] if is_han(name) else None
    return Dateline(
        text=found["text"].strip(),
        start=0,
        end=found.end(),
        date=inner.date if inner else None,
        place=inner.place if inner and not place else place,
        source=inner.source if inner else None,
    )


def _read_eqs_header(head: str) -> Dateline | None:
    """Read the block of lines with which EQS opens a release instead of a dateline."""
    found = _EQS_HEADER.match(head)
    if not found:
        return None
    date = match_date(found["date"], 0)
    return Dateline(text=found[0].strip(), start=0, end=found.end(), date=date.date if date else None, source="EQS")
