"""People: full names that the text shows to be somebody's, by a title, a role, or because they speak."""

import re
from collections.abc import Iterator, Sequence

from generator.ingest.parts.people_names import FULL_NAME, ROLE_WORDS, is_person_name, split_office
from generator.ingest.place_names import CITIES_ALONE, COUNTRIES, REGIONS, place_key
from generator.model import Quote
from generator.names import name_key

_MOST = 20
_COURTESY = r"(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sir|Dame|Rev|Hon|Sen|Rep|Gov|Gen|Col|Maj|Capt|Lt|Sgt|Adm|Ayatollah|Sheikh)\b\.?"
_LOWER_ROLES = (
    "leader|master|activist|journalist|lawyer|author|actor|actress|artist|singer|scientist|engineer|researcher|founder|co-founder"
    "|founders|co-founders|president|chairman|chairwoman|director|minister|mayor|governor|senator|professor|commander|general|spokesman"
    "|spokeswoman|spokesperson|analyst|coach|owner|partner|entrepreneur|philanthropist|host|editor|reporter|attorney|expert|physician"
    "|surgeon|ambassador|prisoner|champion|veteran|filmmaker|musician|writer|poet|chef|designer|architect|investor|economist"
)
_ROLE_BEHIND = rf"(?:[\w’'.&-]+\s){{0,4}}?(?:{'|'.join(ROLE_WORDS.split())}|{_LOWER_ROLES})s?\b"
_BY_TITLE = re.compile(rf"(?<!\w){_COURTESY}\s(?P<name>{FULL_NAME})")
_BY_ROLE_BEFORE = re.compile(rf"\b(?:{_LOWER_ROLES})s?,?\s(?P<name>{FULL_NAME})")
_BY_OFFICE_BEFORE = re.compile(rf"\b(?:{'|'.join(ROLE_WORDS.split())})\s(?P<name>{FULL_NAME})")
_BY_ROLE_BEHIND = re.compile(
    rf"(?P<name>{FULL_NAME})(?:,\s(?:[A-Z]\w*\.?[A-Z]?\.?,\s)?|\s\()(?:the\s|an?\s)?(?i:{_ROLE_BEHIND})"
)
_BY_SPEECH = re.compile(
    rf"\b(?:said|says|stated|according to)\s(?P<name>{FULL_NAME})|(?P<speaker>{FULL_NAME})\s(?:said|says|stated)\b"
)
_EVIDENCE = (_BY_TITLE, _BY_ROLE_BEFORE, _BY_OFFICE_BEFORE, _BY_ROLE_BEHIND, _BY_SPEECH)


def suggest_people(text: str, quotes: Sequence[Quote]) -> tuple[str, ...]:
    """Return the full names of people, in the order of their first appearance."""
    names: dict[str, str] = {}
    for name in _candidates(text, quotes):
        _, bare = split_office(name)
        if is_person_name(bare) and not _has_place(bare):
            names.setdefault(name_key(bare), bare)
    return tuple(sorted(names.values(), key=lambda name: (_position(text, name), name))[:_MOST])


def _candidates(text: str, quotes: Sequence[Quote]) -> Iterator[str]:
    yield from (quote.speaker for quote in quotes if quote.speaker)
    for pattern in _EVIDENCE:
        for found in pattern.finditer(text):
            yield next(name for name in found.groups() if name)


def _has_place(name: str) -> bool:
    """Tell a city with its state from a name; a first name such as Paris or Jordan is no reason to doubt one."""
    return any(place_key(name) in table for table in (COUNTRIES, CITIES_ALONE, REGIONS)) or any(
        place_key(name).endswith(f" {place}") for place in ("united states", "new york", "hong kong")
    )


def _position(text: str, name: str) -> int:
    at = text.find(name)
    return at if at >= 0 else len(text)
