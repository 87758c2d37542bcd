"""Organisations: names with a word only organisations bear, and names whose acronym the text defines."""

import re
from collections import Counter
from collections.abc import Iterator

from generator.ingest.parts.people_names import (
    NOT_NAMES,
    ORGANIZATION_ENDINGS,
    ROLE_WORDS,
    is_person_name,
    names_organization,
)
from generator.names import name_key

_MOST = 12
_CAPITALISED = r"(?:[A-Z][\w&]*(?:-[A-Z]\w*)*|[A-Z](?:\.[A-Z])+\.?)"
_OWNERS = r"(?:People|Women|Men|Children|Workers|Veterans|Farmers|Teachers|Nurses|Bishop|King|Queen|Girls|Boys|Master)"
_WORD = rf"(?:Securities and Exchange|{_OWNERS}['’]s?|[A-Z]['’][A-Z]\w+|{_CAPITALISED}(?!['’]\w\w))"
_CONNECTOR = r"(?:of|of the|for|for the|&|de|del|in the|on)"
_PHRASE = re.compile(
    rf"(?<![\w’'.-]){_WORD}(?:[ \xa0](?:{_CONNECTOR}[ \xa0])?{_WORD}){{0,9}}"
    r"(?:,?[ \xa0](?:Inc|LLC|Ltd|Corp|LLP|PLC|L\.P)\b)?"
)
_ACRONYM = re.compile(r"\s?\(\s?[“\"]?(?P<acronym>[A-Z][A-Z0-9&-]{1,9})[”\"]?\s?\)")
_LEGAL = re.compile(r"\b(?:Inc|Incorporated|Corp|Corporation|LLC|LLP|Ltd|Limited|PLC|plc|GmbH|L\.P)\b")
_ABBREVIATED = re.compile(r"\b(?:Inc|Corp|Ltd|Co|L\.P)$")
_PUBLIC = re.compile(
    r"\b(?:University|College|Institute|Association|Society|Council|Committee|Ministry|Department|Authority|Commission"
    r"|Foundation|Federation|Alliance|Coalition|Organi[sz]ation|Academy|Parliament|Congress|Senate|Bureau|Museum|Hospital"
    r"|League|Corps)\b"
)
_LEADING = NOT_NAMES | frozenset(
    "The About A An In At By For From With And Contact Source SOURCE Both Join ABOUT".split()
)
_OFFICES = frozenset(ROLE_WORDS.split()) | {"General"}
_CONNECTORS = frozenset({"of", "for", "the", "&", "on", "in", "de", "del"})
_FURNITURE = frozenset("Email Us Here Click Visit Follow View Read Website Contact About Access".split())
"""Words of the page a release was copied from."""
_LONE = frozenset(ORGANIZATION_ENDINGS.split())
_RUN_TOGETHER = re.compile(r"(?P<left>\w*[a-z])(?P<right>[A-Z]\w*)$")


def suggest_organizations(text: str) -> tuple[str, ...]:
    """Return the names of organisations, those that were named most first, then in their order."""
    counts: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    sure: set[str] = set()
    for name, is_sure in _names(text):
        key = name_key(name.replace(",", "").replace(".", ""))
        spelled.setdefault(key, name)
        counts[key] += 1
        if is_sure:
            sure.add(key)
    keys = [key for key in spelled if key in sure or counts[key] > 1]
    kept = [key for key in keys if not any(other.startswith(f"{key} ") for other in keys if other in sure)]
    return tuple(spelled[key] for key in sorted(kept, key=lambda key: -counts[key])[:_MOST])


def _names(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the names and whether one mention is evidence enough."""
    for found in _PHRASE.finditer(text):
        if not names_organization(found[0]):
            continue  # most phrases end here: what is cut from one has none of the words it lacks
        words = _trim(found[0])
        name = " ".join(words)
        if len(words) < 2 or not names_organization(name) or name.isupper() or set(words) <= _LONE or _is_junk(words):
            continue
        acronym = _ACRONYM.match(text, found.end())
        defined = bool(acronym and _spells(acronym["acronym"], name))
        full_stop = _ABBREVIATED.search(name) and text.startswith(".", found.end())
        yield f"{name}." if full_stop else name, defined or bool(_LEGAL.search(name) or _PUBLIC.search(name))


def _trim(phrase: str) -> list[str]:
    """Cut off what a sentence puts around a name: articles, offices and whose they are."""
    legal = _LEGAL.search(phrase)
    words = (phrase[: legal.end()] if legal else phrase).split()
    offices = [number for number, word in enumerate(words) if word in _OFFICES]
    if offices:
        before, behind = words[: offices[0]], words[offices[-1] + 1 :]
        words = behind if names_organization(" ".join(behind)) else before
    if "of" in words and is_person_name(" ".join(words[: words.index("of")])):
        words = words[words.index("of") :]
    while words and (words[0] in _LEADING or words[0] in _CONNECTORS):
        words = words[1:]
    while words and words[-1] in _CONNECTORS:
        words = words[:-1]
    return words


def _is_junk(words: list[str]) -> bool:
    """Tell names from the furniture of a page and from lines that were run together."""
    if not _FURNITURE.isdisjoint(words):
        return True
    for word in words:
        joint = _RUN_TOGETHER.search(word)
        if joint and ({joint["left"], joint["right"]} & (_OFFICES | _LONE | _FURNITURE) or joint["right"] in words):
            return True
    return False


def _spells(acronym: str, name: str) -> bool:
    """Tell whether the letters of an acronym are initials of the name's words, in their order."""
    initials = iter(word[0].upper() for word in re.split(r"[\s-]+", name) if word)
    return all(any(letter == initial for initial in initials) for letter in acronym if letter.isalpha())
