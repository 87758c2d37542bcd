"""Organisations: names with a word only organisations bear, and names whose acronym the text defines."""

import re
from collections import Counter
from collections.abc import Iterator

from generator.ingest.calendar_words import MONTHS, WEEKDAYS
from generator.ingest.parts.people_names import (
    NOT_NAMES,
    ORGANIZATION_ENDINGS,
    ROLE_WORDS,
    is_person_name,
    names_organization,
)
from generator.ingest.terms.companies import find_companies
from generator.names import name_key

_MOST = 12
_OWNERS = (
    "People Women Men Children Workers Veterans Farmers Teachers Nurses Bishop King Queen Girls Boys Master".split()
)
_REST = r"(?:['’][A-Z]\w+|(?:[\w&]*(?:-[A-Z]\w*)*|(?:\.[A-Z])+\.?)(?!['’]\w\w))"
"""Of a word behind its capital."""
_WORD = rf"(?:Securities and Exchange|(?:{'|'.join(_OWNERS)})['’]s?|[A-Z]{_REST})"
_FIRST_WORD = (
    r"[A-Z](?<![\w’'.-][A-Z])(?:(?<=S)ecurities and Exchange"
    rf"|(?:{'|'.join(f'(?<={owner[0]}){owner[1:]}' for owner in _OWNERS)})['’]s?|{_REST})"
)
"""The same where no other word ends; the engine looks for its capital before anything else."""
_CONNECTOR = r"(?:of|of the|for|for the|&|de|del|in the|on)"
_PHRASE = re.compile(
    rf"{_FIRST_WORD}(?:[ \xa0](?:{_CONNECTOR}[ \xa0])?{_WORD}){{0,9}}"
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
_CALENDAR = frozenset(word.title() for word in (*MONTHS, *WEEKDAYS))
_CONNECTORS = frozenset({"of", "for", "the", "&", "on", "in", "de", "del"})
_GOES_ON = re.compile(r"[ \xa0](?:and[ \xa0]|&[ \xa0])?[A-Z]")
_EVENTS = frozenset("Annual Award Awards Conference Summit Scholarship Festival Symposium Prize".split())
_FURNITURE = frozenset("Email Us Here Click Visit Follow View Read Website Contact About Access".split())
"""Words of the page a release was copied from."""
_LONE = frozenset(ORGANIZATION_ENDINGS.split())
_BLANK = frozenset(" \xa0")
_JOINT = re.compile(r"[a-z][A-Z]")
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
    for name in find_companies(text):
        key = name_key(name)
        if key not in spelled and text.count(name) > 1 and not _is_junk(name.split()):
            spelled[key] = name
            counts[key] += text.count(name)
    keys = [key for key in spelled if key in sure or counts[key] > 1]
    kept = [key for key in keys if not any(_is_part(key, other) for other in keys if other in sure)]
    return tuple(spelled[key] for key in sorted(kept, key=lambda key: -counts[key])[:_MOST])


def _is_part(key: str, other: str) -> bool:
    """Tell whether a name only begins or ends a longer one."""
    return other.startswith(f"{key} ") or other.endswith((f" {key}", f"& {key}"))


def _names(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the names and whether one mention is evidence enough."""
    for found in _PHRASE.finditer(text):
        # Most phrases end here: what is cut from one has none of the words it lacks.
        if _BLANK.isdisjoint(found[0]) or not names_organization(found[0]):
            continue
        words = _trim(found[0])
        if not _EVENTS.isdisjoint(words):
            continue
        words = _cut_behind_kind(words)
        name = " ".join(words)
        if len(words) < 2 or not names_organization(name) or name.isupper() or set(words) <= _LONE or _is_junk(words):
            continue
        acronym = _ACRONYM.match(text, found.end())
        weak = not _LEGAL.search(name) and not _PUBLIC.search(name)
        if weak and _GOES_ON.match(text, found.end()):
            continue
        defined = bool(acronym and _spells(acronym["acronym"], name))
        full_stop = _ABBREVIATED.search(name) and text.startswith(".", found.end())
        yield f"{name}." if full_stop else name, defined or not weak


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


def _cut_behind_kind(words: list[str]) -> list[str]:
    """Cut off a rank or an office behind the word that says what a body is, and a month behind "on" or "in"."""
    half = len(words) // 2
    for number in range(1, half + 1):  # two lines made one: Jo Ray Jo Ray Communications
        if words[:number] == words[number : 2 * number]:
            words = words[number:]
            break
    for number, word in enumerate(words):
        if word in _CONNECTORS and words[number + 1] in _CALENDAR:
            return words[:number]
    kinds = [number for number, word in enumerate(words) if _PUBLIC.search(word)]
    behind = words[kinds[-1] + 1 :] if kinds else []
    if behind and behind[0] not in _CONNECTORS and not _LEGAL.search(" ".join(behind)):
        return words[: kinds[-1] + 1]
    return words


def _is_junk(words: list[str]) -> bool:
    """Tell names from the furniture of a page and from lines that were run together."""
    if not _FURNITURE.isdisjoint(words):
        return True
    for word in words:
        joint = _RUN_TOGETHER.search(word) if _JOINT.search(word) else None
        if joint and ({joint["left"], joint["right"]} & (_OFFICES | _LONE | _FURNITURE) or joint["right"] in words):
            return True
    return False


def _spells(acronym: str, name: str) -> bool:
    """Tell whether the letters of an acronym are initials of the name's words, in their order."""
    initials = iter(word[0].upper() for word in re.split(r"[\s-]+", name) if word)
    return all(any(letter == initial for initial in initials) for letter in acronym if letter.isalpha())
