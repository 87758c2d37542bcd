"""People: full names that the text shows to be somebody's, by a title, a role, or because they speak."""

import re
from collections.abc import Iterator, Sequence

from generator.ingest.parts.people_names import (
    FULL_NAME,
    ROLE_WORDS,
    bare_name,
    is_person_name,
    split_office,
)
from generator.ingest.place_names import CITIES_ALONE, COUNTRIES, REGIONS, place_key
from generator.model import Quote
from generator.names import name_key

_MOST = 20
_LOWER_ROLES = (
    "leader master activist journalist lawyer author actor actress artist singer scientist engineer researcher founder "
    "co-founder president chairman chairwoman director minister mayor governor senator professor commander general "
    "spokesman spokeswoman spokesperson analyst coach owner partner entrepreneur philanthropist host editor reporter "
    "attorney expert physician surgeon ambassador prisoner champion veteran filmmaker musician writer poet chef "
    "designer architect investor economist head chief deputy"
)
_ANY_ROLE = "|".join((*ROLE_WORDS.split(), *_LOWER_ROLES.split()))
_COURTESY = r"Mr|Mrs|Ms|Mx|Dr|Prof|Sir|Dame|Rev|Hon|Sen|Rep|Gov|Gen|Col|Maj|Capt|Lt|Sgt|Adm|Ayatollah|Sheikh"
_SPEECH = r"said|says|stated|explained|commented|added|noted"

_NAME = re.compile(rf"(?<![\w'’-]){FULL_NAME}")
_BEFORE = re.compile(rf"(?<!\w)(?:(?:{_COURTESY})\.?|(?:{_ANY_ROLE})s?,?|{_SPEECH}|according to)[ \xa0]$")
_BEHIND = re.compile(
    rf"[ \xa0](?:{_SPEECH})\b"
    rf"|,[ \xa0](?:[A-Z][\w.]*,[ \xa0])?(?:the[ \xa0]|an?[ \xa0])?(?:[\w’'.&-]+[ \xa0]){{0,4}}?(?i:{_ANY_ROLE})s?\b"
)
_LEAD_INS = frozenset(
    "Yesterday Tomorrow Today Following Meanwhile Recently Earlier Later Now Here While When As In On At For From With "
    "By And But".split()
)
_NEAR_BEFORE, _NEAR_BEHIND = 24, 100


def suggest_people(text: str, quotes: Sequence[Quote]) -> tuple[str, ...]:
    """Return the full names of people, in the order of their first appearance."""
    names: dict[str, str] = {}
    for name in (*(quote.speaker for quote in quotes if quote.speaker), *_names_with_evidence(text)):
        bare = bare_name(split_office(_without_lead_in(name))[1])
        if is_person_name(bare) and not _is_place(bare):
            names.setdefault(name_key(bare), bare)
    return tuple(sorted(names.values(), key=lambda name: (_position(text, name), name))[:_MOST])


def _names_with_evidence(text: str) -> Iterator[str]:
    for found in _NAME.finditer(text):
        start, end = found.span()
        if (
            _BEFORE.search(text[max(start - _NEAR_BEFORE, 0) : start])
            or _BEHIND.match(text, end, end + _NEAR_BEHIND)
            or _begins_with_office(found[0])
        ):
            yield found[0]


def _without_lead_in(name: str) -> str:
    """Cut off the word that only begins the sentence: "Yesterday Mary O’Neill"."""
    first, _, rest = name.partition(" ")
    return rest if first in _LEAD_INS else name


def _begins_with_office(name: str) -> bool:
    office, _ = split_office(name)
    return office is not None and name.startswith(office)


def _is_place(name: str) -> bool:
    return any(place_key(name) in table for table in (COUNTRIES, CITIES_ALONE, REGIONS))


def _position(text: str, name: str) -> int:
    at = text.find(name)
    return at if at >= 0 else len(text)
