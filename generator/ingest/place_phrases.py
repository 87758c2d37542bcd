"""The places a dateline names: "AUBURN HILLS, Mich. and LIUZHOU, China"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.ingest.calendar_words import DATE_ARTICLES, MONTHS, WEEKDAYS
from generator.ingest.date_phrases import match_date
from generator.ingest.place_case import PREFIXED_CAPITALS
from generator.ingest.place_names import (
    CITIES_ALONE,
    COUNTRIES,
    JOINED_NAMES,
    LEGAL_FORMS,
    NOT_PLACES,
    ORGANIZATION_WORDS,
    PARTICLES,
    PLACE_LABELS,
    REGIONS,
    place_key,
)
from generator.ingest.place_parts import places_of
from generator.ingest.wires import match_wire
from generator.model import Place

_ACCENTS = "\u0300-\u036f\u064b-\u0652"
"""What stands above and below letters, as a character class holds it."""
_WORD = re.compile(
    rf"(?:['’][sS]-(?=[^\W\d_a-z]))?[^\W\d_]+(?:[{_ACCENTS}]+[^\W\d_]*)*(?:(?:['’‘ʻ]|\.(?=\w)|-(?![^\W\d_]+\.?\s*\d))[^\W\d_]+)*(?:/(?:Main|Oder)\b)?\.?"
)
_GAP = re.compile(
    r"\s*(?P<comma>[,،、，;；؛]|(?<=[\u3040-\u30ff\u4e00-\u9fff])[·・])?\s*"
    r"(?P<joint>(?:and|et|und|y|e|en|dan|и|و)\s+(?=[^\W\d_])|[&+]\s*|/{1,2}\s*(?=\w))?",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\s*,?\s*[(\[](?P<region>[^()\[\]\d]{2,30})[)\]]")
_BEFORE_DATE = re.compile(r"\s*[,–—-]\s*")
_BEFORE_NAMES = frozenset({"de", "do", "da", "del"})
"""Behind these a month's name is part of the city's: Rio de Janeiro."""
_GLUED = re.compile(rf"(?!{PREFIXED_CAPITALS.pattern})[^\W\d_]*[a-zß-ÿ][A-Z]{{2}}")
"""A name and a city that lost the space between them: "MorganALEXANDRIA"."""
_SHORTENED = re.compile(r"(?:[a-zäöü]{1,2}\.)+(?:[A-ZÄÖÜ]\.)?")
"""Words that a German name has shortened: Frankfurt a. M., Bad Homburg v. d. Höhe."""
_NAMED_AREA = re.compile(r"[^\W\d_a-z][^\W\d_]+(?:[ -][^\W\d_]+){0,3}")
_LONGEST = 40
"""The most characters one part may have."""
_MOST_WORDS = 30
_MOST_BRACKETS = 2
_POSTCODE = re.compile(r"\s+\d{5}(?:-\d{4})?(?=\s*[,–—-])")
_CODE_LENGTH = 2
_CODE = re.compile(r"[A-Z]{2}(?![^\W\d_])")
_ELIDED = re.compile(r"[dl]['’][^\W\d_a-z]")
"""A lower-case word inside a name: Côte d'Ivoire."""
_ARTICLED = tuple(sorted(name for name in COUNTRIES if name.startswith("the ")))
_JOINED_LETTER = re.compile(r"[وו](?=\w{3})")
"""The "and" that Arabic and Hebrew write in one word with what follows."""
_NEXT_NAMES = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,2}")


@dataclass(frozen=True, slots=True)
class PlacePhrase:
    """Places as they stand in a text."""

    end: int
    """The offset behind the last character."""
    places: tuple[Place, ...]
    known: bool
    """Whether the tables know the city or where it lies."""
    shouted: bool
    """Whether the city is written in capitals."""


def match_places(text: str, start: int) -> PlacePhrase | None:
    """Read the places that begin at `start` and reach to something that is none."""
    end, groups = _split(text, start)
    places = tuple(place for group in groups for place in places_of(group))
    if not places or not all(map(_is_plausible, places)):
        return None
    cities = [part for group in groups for part in group[:1]]
    if cities[0][:1].islower() and not (places[0].country or places[0].region):
        return None
    return PlacePhrase(end, places, _is_known(places[0]), PREFIXED_CAPITALS.sub(r"\g<rest>", cities[0]).isupper())


def _split(text: str, start: int) -> tuple[int, list[list[str]]]:
    """Return where the phrase ends and its parts: groups joined by "and", each of the names between its commas."""
    groups: list[list[str]] = []
    words: list[str] = []
    end = start
    joint, new_part = False, True
    for word, after, gap in _words(text, start):
        if not groups and word.casefold() in PLACE_LABELS:
            continue
        begins_none = word[0].islower() or (_begins_no_place(word) and not _is_code(word))
        if new_part and end > start and begins_none and not _is_articled(text, after - len(word)):
            break
        if (end == start and _begins_no_place(word)) or _GLUED.match(word):
            return start, []
        if words and not new_part and _is_joined_city(word):
            word, joint, new_part = word[1:], True, True
        if joint or not groups:
            groups.append([])
        if new_part:
            words = []
            groups[-1].append("")
        if word[0].islower() and not new_part and not _stays_lower(word):
            return start, []
        words.append(word)
        groups[-1][-1] = " ".join(words)
        end = after
        if (bracketed := _bracketed_areas(text, after)) is not None:
            groups[-1] += (f"({area})" for area in bracketed.areas)
            end = bracketed.end
            break
        if word.endswith(".") and gap.end() > after and not gap[0].strip() and _is_complete(" ".join(words), text, gap):
            break
        joint = gap["joint"] is not None
        if joint and gap["joint"] == "/" and _CODE.match(text, gap.end()):
            joint = False
            new_part = True
            continue
        if joint and _continues_name(" ".join(words), gap, text):
            words.append(gap["joint"].strip())
            joint = False
        new_part = joint or gap["comma"] is not None
    postcode = _POSTCODE.match(text, end)
    before_date = _BEFORE_DATE.match(text, postcode.end()) if postcode else None
    if postcode and before_date and match_date(text, before_date.end()):
        end = postcode.end()
    return end, groups


def _stays_lower(word: str) -> bool:
    return word in PARTICLES or bool(_SHORTENED.fullmatch(word) or _ELIDED.match(word))


def _is_articled(text: str, start: int) -> bool:
    """Tell whether a country with its article begins here: the Netherlands."""
    return text.startswith("the ", start) and text[start : start + 20].casefold().startswith(_ARTICLED)


def _is_joined_city(word: str) -> bool:
    return bool(_JOINED_LETTER.match(word)) and place_key(word[1:]) in CITIES_ALONE


def _is_complete(name: str, text: str, gap: re.Match[str]) -> bool:
    """Tell whether the full stop behind a name ends a sentence, and is none of an abbreviation's."""
    key = place_key(name)
    is_country = key in COUNTRIES and (len(key) > _CODE_LENGTH or key == "uk")  # "St." is no country's code
    if not is_country and key not in CITIES_ALONE and key not in REGIONS:
        return False
    following = _NEXT_NAMES.match(text, gap.end())
    words = following[0].split() if following else []
    return not any(
        (area := place_key(" ".join(words[:size]))) in COUNTRIES or area in REGIONS for size in range(1, len(words) + 1)
    )


@dataclass(frozen=True, slots=True)
class _Brackets:
    """Where a city lies, as brackets behind it say: "Mumbai (Maharashtra) [India]"."""

    end: int
    areas: tuple[str, ...]


def _bracketed_areas(text: str, start: int) -> _Brackets | None:
    """Read the brackets that stand at `start`; None if there are none, no areas if they hold something else."""
    end = start
    areas: tuple[str, ...] = ()
    for number in range(_MOST_BRACKETS):
        found = _BRACKETED.match(text, end)
        if not found:
            return _Brackets(end, areas) if number else None
        following = _BRACKETED.match(text, found.end())
        if not _is_area_in_brackets(following or found, text):
            break
        areas, end = (*areas, found["region"].strip()), found.end()
    return _Brackets(end, areas)


def _is_area_in_brackets(bracketed: re.Match[str], text: str) -> bool:
    """Tell whether brackets behind a city name where it lies: a known area, or any name that a date follows."""
    name = bracketed["region"].strip()
    if place_key(name) in REGIONS or place_key(name) in COUNTRIES:
        return True
    gap = _BEFORE_DATE.match(text, bracketed.end())
    if not gap or not _NAMED_AREA.fullmatch(name) or not ORGANIZATION_WORDS.isdisjoint(name.casefold().split()):
        return False
    return not match_wire(name, 0) and match_date(text, gap.end()) is not None


def _words(text: str, start: int) -> Iterator[tuple[str, int, re.Match[str]]]:
    """Yield each word up to a date or a wire, the offset behind it, and the gap that follows."""
    position = start
    previous = ""
    for _ in range(_MOST_WORDS):
        word = _WORD.match(text, position)
        if not word or (previous not in _BEFORE_NAMES and _begins_date(text, word)) or match_wire(text, position):
            return
        gap = _GAP.match(text, word.end())
        if gap is None:
            return
        yield word[0], word.end(), gap
        if gap.end() == word.end():
            return
        position = gap.end()
        previous = "" if gap["comma"] else word[0]


def _begins_date(text: str, word: re.Match[str]) -> bool:
    name = word[0].rstrip(".").casefold()
    if (
        name in MONTHS
        or name in WEEKDAYS
        or name in ("le", "el", "den", "سه", "پنج")
        or (name in DATE_ARTICLES and not word[0].isupper())  # ON is a province
        or name[:2] in ("令和", "平成", "昭和")
    ):
        return match_date(text, word.start()) is not None
    return False


def _begins_no_place(word: str) -> bool:
    return place_key(word) in NOT_PLACES


def _is_code(word: str) -> bool:
    """Tell whether the word is the code of a state that is a common word as well: IN, ON, OR, ME."""
    return word.isupper() and place_key(word) in REGIONS


def _continues_name(name: str, gap: re.Match[str], text: str) -> bool:
    """Tell whether the "and" after `name` is part of it, as in Trinidad and Tobago."""
    longer = f"{name} {' '.join(text[gap.start() : gap.end() + 30].split())}".casefold()
    return any(longer.startswith(joined) for joined in JOINED_NAMES)


def _is_known(place: Place) -> bool:
    if place.region and place_key(place.region) in REGIONS:
        return True
    return place.country is not None or place_key(place.city or "") in CITIES_ALONE


def _is_plausible(place: Place) -> bool:
    city = place.city or ""
    words = {word.rstrip(".") for word in city.casefold().split()}
    if (
        len(city) > _LONGEST
        or (len(city) < 3 and city.isascii() and city)
        or len(city.split()) > 5
        or words & LEGAL_FORMS
    ):
        return False
    return _is_known(place) or not words & ORGANIZATION_WORDS
