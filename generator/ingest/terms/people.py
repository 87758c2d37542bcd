"""People: full names that the text shows to be somebody's, by a title, a role, or because they speak."""

import re
from collections.abc import Iterator, Sequence

from generator.ingest.parts.people_names import (
    FULL_NAME_APART,
    ROLE_WORDS,
    bare_name,
    is_person_name,
    split_office,
)
from generator.ingest.place_names import is_known_place
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
_COURTESIES = frozenset(
    "Mr Mrs Ms Mx Dr Prof Sir Dame Rev Hon Sen Rep Gov Gen Col Maj Capt Lt Sgt Adm Ayatollah Sheikh".split()
)
_SPEECH = frozenset("said says stated explained commented added noted".split())
_LEADING_TO_A_NAME = _SPEECH | {"according to"}
_ROLES = frozenset(f"{ROLE_WORDS} {_LOWER_ROLES}".split())
_FOLDED_ROLES = frozenset(map(str.casefold, _ROLES))

_NAME = re.compile(FULL_NAME_APART)
_WORD_BEFORE = re.compile(r"\b(?P<word>according to|\w+)(?P<mark>[.,]?)[ \xa0]$")
_SPEAKS = re.compile(r"[ \xa0](?P<word>\w+)")
_IN_A_LIST = re.compile(r",[ \xa0](?:[A-Z]\w+[ \xa0])?[A-Z]\w+,[ \xa0]$")
_APPOSITION = re.compile(
    r",[ \xa0](?P<first>[A-Z][\w.]*,[ \xa0])?(?:the[ \xa0]|an?[ \xa0])?(?P<words>(?:[\w’'.&-]+[ \xa0]){0,4}[\w’'.&-]*)"
)
_BEGINNING = re.compile(r"(?:(?i:co)-)?\w+")
_LEAD_INS = frozenset(
    "Yesterday Tomorrow Today Following Meanwhile Recently Earlier Later Now Here While When As In On At For From With "
    "By And But".split()
)
_FIRST_OF_PLACES = frozenset(
    "North South East West New Central Northern Southern Eastern Western Port Fort Mount Lake Saint".split()
)
_LAST_OF_THINGS = frozenset(
    "Talk Series Section Magazine Alarm Berets Show Podcast Sound River Island Islands Harbour Harbor Valley Beach "
    "Street Avenue Road News Times Journal Report Tour Team Project Program Programme Festival Games Cup Awards Award "
    "Summit Conference Protocol Token Coin Saints Tigers Eagles Lions Bears Channel Radio Television Review Daily "
    "Tribune Gazette Herald Platform App Software Cloud Suite Edition Collection Act Bill Plan Initiative Campaign "
    "Challenge District County City Village Township Region Province State America Africa Asia Europe Relations "
    "Affairs Operations Sales Marketing Finance Engineering Research Development Strategy Training Coast Peninsula "
    "Strait Lighthouse Head".split()
)
_NEAR_BEFORE, _NEAR_BEHIND = 24, 100


def suggest_people(text: str, quotes: Sequence[Quote]) -> tuple[str, ...]:
    """Return the full names of people, in the order of their first appearance."""
    names: dict[str, str] = {}
    for name in (*(quote.speaker for quote in quotes if quote.speaker), *_names_with_evidence(text)):
        bare = bare_name(split_office(_without_lead_in(name))[1])
        if is_person_name(bare) and not is_known_place(bare) and not _is_thing(bare):
            names.setdefault(name_key(bare), bare)
    return tuple(sorted(names.values(), key=lambda name: (_position(text, name), name))[:_MOST])


def _names_with_evidence(text: str) -> Iterator[str]:
    for found in _NAME.finditer(text):
        start, end = found.span()
        if text.startswith(",", end) and _IN_A_LIST.search(text, max(start - 2 * _NEAR_BEFORE, 0), start):
            continue  # "at Hollin Head, Grey Sound, Orrisey": the Head is none of a person
        if _is_led_to(text, start) or _is_followed_by_role(text, end) or _begins_with_office(found[0]):
            yield found[0]


def _is_led_to(text: str, start: int) -> bool:
    """Tell whether a courtesy, a role or a word of speech stands before a name."""
    if text[start - 1 : start] not in (" ", "\xa0"):
        return False
    before = _WORD_BEFORE.search(text, max(start - _NEAR_BEFORE, 0), start)
    if before is None:
        return False
    word, mark = before["word"], before["mark"]
    if mark == ".":
        return word in _COURTESIES
    is_role = word in _ROLES or word.removesuffix("s") in _ROLES
    return is_role or (not mark and (word in _COURTESIES or word in _LEADING_TO_A_NAME))


def _is_followed_by_role(text: str, end: int) -> bool:
    """Tell whether a name is followed by a verb of speech, or by a role within a few words behind a comma."""
    limit = end + _NEAR_BEHIND
    if speaks := _SPEAKS.match(text, end, limit):
        return speaks["word"] in _SPEECH
    apposition = _APPOSITION.match(text, end, limit)
    if apposition is None:
        return False
    return any(map(_begins_with_role, (apposition["first"] or "", *apposition["words"].split())))


def _begins_with_role(word: str) -> bool:
    """Tell whether a word is a role, its letter case apart, or joined to one by what follows: President’s."""
    found = _BEGINNING.match(word)
    if found is None:
        return False
    return found[0].casefold() in _FOLDED_ROLES or found[0].removesuffix("s").casefold() in _FOLDED_ROLES


def _without_lead_in(name: str) -> str:
    """Cut off the word that only begins the sentence: "Yesterday Mary O’Neill"."""
    first, _, rest = name.partition(" ")
    return rest if first in _LEAD_INS else name


def _begins_with_office(name: str) -> bool:
    office, _ = split_office(name)
    return office is not None and name.startswith(office)


def _is_thing(name: str) -> bool:
    """Tell names of places, teams and things from people's by a word that neither begins nor ends a person's."""
    words = name.split()
    begins_with_place = len(words) > 2 and is_known_place(" ".join(words[:2]))
    return begins_with_place or words[0] in _FIRST_OF_PLACES or words[-1] in _LAST_OF_THINGS


def _position(text: str, name: str) -> int:
    at = text.find(name)
    return at if at >= 0 else len(text)
