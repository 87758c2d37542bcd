"""Organisations: names with a word only organisations bear, and names whose acronym the text defines."""

import re
from collections import Counter
from collections.abc import Iterator

from generator.ingest.parts.people_names import NOT_NAMES, ORGANIZATION_ENDINGS, names_organization
from generator.names import name_key

_MOST = 12
_CAPITALISED = r"(?:[A-Z][\w’&]*(?:['’](?!s\b)\w+)?(?:-[A-Z]\w*)*|[A-Z](?:\.[A-Z])+\.?)"
_POSSESSIVE = rf"(?:{_CAPITALISED}['’]s)"
_WORD = rf"(?:{_POSSESSIVE}(?= [A-Z])|{_CAPITALISED})"
_CONNECTOR = r"(?:of|of the|for|for the|&|de|del|in the|on)"
_PHRASE = re.compile(
    rf"(?<![\w’'.-]){_WORD}(?:[ \xa0](?:{_CONNECTOR}[ \xa0])?{_WORD}){{0,9}}"
    r"(?:,?[ \xa0](?:Inc|LLC|Ltd|Corp|LLP|PLC|L\.P)\b\.?)?"
)
_ACRONYM = re.compile(r"\s?\(\s?[“\"]?(?P<acronym>[A-Z][A-Z0-9&-]{1,9})[”\"]?\s?\)")
_LEGAL = re.compile(r"\b(?:Inc|Incorporated|Corp|Corporation|LLC|LLP|Ltd|Limited|PLC|plc|GmbH|L\.P)\b\.?")
_PUBLIC = re.compile(
    r"\b(?:University|College|Institute|Association|Society|Council|Committee|Ministry|Department|Authority|Commission|Foundation"
    r"|Federation|Alliance|Coalition|Organi[sz]ation|Academy|Parliament|Congress|Senate|Bureau|Museum|Hospital|League|Corps)\b"
)
_LEADING = frozenset(
    {"The", "About", "A", "An", "In", "At", "By", "For", "From", "With", "And", "Contact", "Source", "SOURCE", "Both"}
)
_LONE = frozenset(ORGANIZATION_ENDINGS.split())


def suggest_organizations(text: str) -> tuple[str, ...]:
    """Return the names of organisations, those that were named most first, then in their order."""
    counts: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    sure: set[str] = set()
    for name, is_sure in _names(text):
        key = name_key(name)
        spelled.setdefault(key, name)
        counts[key] += 1
        if is_sure:
            sure.add(key)
    keys = [key for key in spelled if key in sure or counts[key] > 1]
    kept = [
        key for key in keys if not any(key != other and other.startswith(f"{key} ") for other in keys if other in sure)
    ]
    return tuple(spelled[key] for key in sorted(kept, key=lambda key: -counts[key])[:_MOST])


def _names(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the names and whether one mention is evidence enough."""
    for found in _PHRASE.finditer(text):
        name = _trim(found[0])
        if len(name.split()) < 2 or not names_organization(name) or name.isupper() or set(name.split()) <= _LONE:
            continue
        acronym = _ACRONYM.match(text, found.end())
        defined = bool(acronym and _spells(acronym["acronym"], name))
        yield name, defined or bool(_LEGAL.search(name)) or bool(_PUBLIC.search(name))


def _trim(phrase: str) -> str:
    """Cut off what a sentence put before the name, and what follows the legal form."""
    legal = _LEGAL.search(phrase)
    words = (phrase[: legal.end()] if legal else phrase).split()
    while words and (words[0] in _LEADING or words[0] in NOT_NAMES):
        words.pop(0)
    while words and words[0] in ("of", "for", "the", "&", "on", "in"):
        words.pop(0)
    return " ".join(words).rstrip(",")


def _spells(acronym: str, name: str) -> bool:
    """Tell whether the letters of an acronym are initials of the name's words, in their order."""
    initials = iter(word[0].upper() for word in re.split(r"[\s-]+", name) if word)
    return all(any(letter == initial for initial in initials) for letter in acronym if letter.isalpha())
