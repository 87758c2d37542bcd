"""What ends a dateline, and whether the elements before that end amount to one."""

import re

from generator.ingest.dateline_scan import UNSEEN, Elements
from generator.ingest.place_phrases import PlacePhrase

TRAILER = re.compile(
    rf"(?:\s*(?:[{UNSEEN})\]】）]|\*{{1,3}}|_{{1,2}}|\\))*"
    r"(?P<mark>(?:\s*[/:.,，：])?(?:\s*(?:\\?[-‐-―−－]|[|•·]))*(?:\s*/(?!/))?)"
    r"\s*"
)
DASH = re.compile(r"[-‐-―−－|•·]")
_CLOSED = re.compile(r"\s*[)）】\]]")
_REPORTS = "讯訊电電"
"""A character with which Chinese ends a dateline: 北京讯."""
_PHONE = re.compile(r"\(?\d{3}[)\s.-]")
_SHORTEST_TEXT = 40
"""Characters that follow a dateline which ends like a heading, if it is one."""
_PAIRS = {"(": ")", "（": "）", "[": "]", "【": "】"}
_OPENING_BRACKET = re.compile(r"\s*([(（\[【])")
_DATE_BY_ARTICLE = re.compile(r",\s*(?:den|le|a|am)\s+(?:\w+\s+)?\d", re.IGNORECASE)
"""What only a dateline has behind its city: "Neustadt, den 4. März 2019"."""


def mark_of(head: str, elements: Elements, trailer: re.Match[str], following: str) -> str:
    """Return what ends the elements, as `_kind_of_mark` calls it, or the kind of their last word or brackets."""
    last = head[elements.end - 1 : elements.end]
    mark = _kind_of_mark(trailer[0], following) or ("." if last == "." else "")
    if elements.places and elements.places.known and last in _REPORTS:
        return "reports"
    if not mark and elements.places and _in_brackets(head, elements, trailer[0]):
        return "bracket"
    if not mark and elements.last == "date" and _CLOSED.match(trailer[0]):
        return "closed"
    if mark in (".", ":") and _DATE_BY_ARTICLE.search(head, elements.start, elements.end):
        return "dash"
    return mark


def _in_brackets(head: str, elements: Elements, trailer: str) -> bool:
    """Tell whether one pair of brackets holds all the elements: （東京、2024年1月11日）."""
    opening = _OPENING_BRACKET.match(head, elements.start)
    return bool(opening and trailer.lstrip()[:1] == _PAIRS[opening[1]])


def _kind_of_mark(trailer: str, following: str) -> str:
    """Return what ends a dateline: dash, slash, one of ":.," or nothing. A hyphen inside a word is no dash."""
    if trailer == "-" and following.isalnum():
        return ""
    if DASH.search(trailer):
        return "dash"
    if "/" in trailer:
        return "slash"
    return next((character for character in trailer if character in ":.,"), "")


def reads_like_a_dateline(elements: Elements, mark: str, rest: str) -> bool:
    """Tell whether elements that end with `mark`, before the text `rest`, are a dateline.

    The less they state, the plainer their end must be: "NEW YORK," begins many a sentence.
    """
    following = rest[:1]
    if elements.wired:
        return _reads_like_a_wired_one(elements, mark, following)
    places, date = elements.places, elements.date
    if mark == "reports":
        return True
    if elements.last == "issuer":
        return places is not None and date is not None
    if mark == "bracket":
        return date is not None and date.date is not None and date.date.day is not None
    if following.islower() and mark != "slash":
        return False
    if places is None:
        stated = date is not None and date.date is not None and date.date.day is not None
        return stated and mark == "dash" and not following.isdigit()
    if date is None:
        return mark == "dash" and places.known and _stands_alone(places) and not _PHONE.match(rest)
    if elements.last == "place":
        if date.date is None or (mark == ":" and len(rest) < _SHORTEST_TEXT):
            return False
        return (mark == "dash" and (places.known or places.shouted)) or (
            mark in (",", "end", ".", ":") and places.known
        )
    if mark == "closed":
        return places.known and date.date is not None
    if mark in ("dash", "slash"):
        return True
    if mark in (":", ".") or (not mark and following.isupper() and date.date is not None):
        return places.known
    return (
        mark in (",", "end")
        and places.known
        and date.date is not None
        and not (mark == "end" and len(places.places) > 1)
    )


def _reads_like_a_wired_one(elements: Elements, mark: str, following: str) -> bool:
    if elements.places is None and elements.date is None:
        return elements.marked and elements.wire is not None and not following.islower()
    if elements.date is None and elements.places and not (elements.marked or elements.places.known):
        return False
    if elements.last == "place":
        return (
            mark in ("dash", "end", "bracket")
            and elements.places is not None
            and (elements.places.known or elements.places.shouted)
        )
    if elements.last == "date":
        return mark in ("dash", "slash", ".", "end") or (not mark and following.isupper())
    return True


def _stands_alone(places: PlacePhrase) -> bool:
    """Tell whether a city is written as datelines write it: in capitals, or with where it lies."""
    first = places.places[0]
    return first.city is not None and (places.shouted or first.region is not None or first.country is not None)
