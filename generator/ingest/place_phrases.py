"""The places a dateline names: "AUBURN HILLS, Mich. and LIUZHOU, China"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.ingest.calendar_words import MONTHS, WEEKDAYS
from generator.ingest.date_phrases import match_date
from generator.ingest.han_places import is_han, split_han_place
from generator.ingest.place_case import PREFIXED_CAPITALS, normal_case, table_case
from generator.ingest.place_names import (
    ABBREVIATED_REGIONS,
    CITIES_ALONE,
    CITY_BEGINNINGS,
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
from generator.ingest.wires import match_wire
from generator.model import Place

_WORD = re.compile(
    r"(?:['’]s-(?=[^\W\d_a-z]))?[^\W\d_]+(?:(?:['’]|\.(?=\w)|-(?![^\W\d_]+\.?\s*\d))[^\W\d_]+)*(?:/(?:Main|Oder)\b)?\.?"
)
_GAP = re.compile(
    r"\s*(?P<comma>[,،、，])?\s*(?P<joint>(?:and|et|und|y|e|en|dan)\s+(?=[^\W\d_])|&\s*|/\s*(?=\w))?", re.IGNORECASE
)
_BRACKETED = re.compile(r"\s*,?\s*[(\[](?P<region>[^()\[\]\d]{2,30})[)\]]")
_BEFORE_DATE = re.compile(r"\s*[,–—-]\s*")
_GLUED = re.compile(rf"(?!{PREFIXED_CAPITALS.pattern})[^\W\d_]*[a-zß-ÿ][A-Z]{{2}}")
"""A name and a city that lost the space between them: "MorganALEXANDRIA"."""
_SHORTENED = re.compile(r"(?:[a-zäöü]{1,2}\.)+")
"""Words that a German name has shortened: Frankfurt a. M., Bad Homburg v. d. Höhe."""
_NAMED_AREA = re.compile(r"[^\W\d_a-z][^\W\d_]+(?:[ -][^\W\d_]+){0,3}")
_LONGEST = 40
"""The most characters one part may have."""
_MOST_WORDS = 30
_RATHER_REGIONS = frozenset({"washington", "quebec", "québec"})
"""Names of a city and of a region that mean the region wherever they follow another city."""
_GEORGIAN_CITIES = frozenset({"tbilisi", "batumi", "kutaisi"})


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
    places = tuple(place for group in groups for place in _places(group))
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
        if new_part and end > start and (word[0].islower() or (_begins_no_place(word) and not _is_code(word))):
            break
        if (end == start and _begins_no_place(word)) or _GLUED.match(word):
            return start, []
        if joint or not groups:
            groups.append([])
        if new_part:
            words = []
            groups[-1].append("")
        if word[0].islower() and not new_part and word not in PARTICLES and not _SHORTENED.fullmatch(word):
            return start, []
        words.append(word)
        groups[-1][-1] = " ".join(words)
        end = after
        if bracketed := _BRACKETED.match(text, after):
            if _is_area_in_brackets(bracketed, text):
                groups[-1].append(f"({bracketed['region'].strip()})")
                end = bracketed.end()
            break
        joint = gap["joint"] is not None
        if joint and _continues_name(" ".join(words), gap, text):
            words.append(gap["joint"].strip())
            joint = False
        new_part = joint or gap["comma"] is not None
    return end, groups


def _is_area_in_brackets(bracketed: re.Match[str], text: str) -> bool:
    """Tell whether brackets behind a city name where it lies: a known area, or any name that a date follows."""
    name = bracketed["region"].strip()
    if place_key(name) in REGIONS or place_key(name) in COUNTRIES:
        return True
    gap = _BEFORE_DATE.match(text, bracketed.end())
    return bool(_NAMED_AREA.fullmatch(name) and gap and not match_wire(name, 0) and match_date(text, gap.end()))


def _words(text: str, start: int) -> Iterator[tuple[str, int, re.Match[str]]]:
    """Yield each word up to a date or a wire, the offset behind it, and the gap that follows."""
    position = start
    for _ in range(_MOST_WORDS):
        word = _WORD.match(text, position)
        if not word or _begins_date(text, word) or match_wire(text, position):
            return
        gap = _GAP.match(text, word.end())
        if gap is None:
            return
        yield word[0], word.end(), gap
        if gap.end() == word.end():
            return
        position = gap.end()


def _begins_date(text: str, word: re.Match[str]) -> bool:
    name = word[0].rstrip(".").casefold()
    if (
        name in MONTHS
        or name in WEEKDAYS
        or name in ("le", "el", "den", "سه", "پنج")
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


def _places(group: list[str]) -> Iterator[Place]:
    if is_han(group[0]):
        yield from split_han_place(group[0])
        return
    parts = [piece for part in _mend(group) for piece in _divide(part)]
    while parts:
        city = parts.pop(0)
        region = country = None
        if parts and parts[0].startswith("("):
            area = parts[0][1:-1]
            parts[0] = area
            if not _is_country(area):
                region = parts.pop(0)
        if not parts and place_key(city) not in CITIES_ALONE and (lone := _lone_area(city)):
            yield lone
            return
        if region is None and parts and (_is_region(parts[0], city) or _is_between_city_and_country(parts)):
            region = parts.pop(0)
        if parts and _is_country(parts[0]):
            country = parts.pop(0)
        if region and place_key(region) == "georgia" and city.casefold() in _GEORGIAN_CITIES:
            region, country = None, region
        yield Place(
            city=normal_case(city),
            region=region and table_case(region, REGIONS),
            country=country and table_case(country, COUNTRIES),
        )


def _mend(parts: list[str]) -> list[str]:
    """Join "SANTA, ANA"."""
    if len(parts) > 1 and parts[0].casefold() in CITY_BEGINNINGS:
        return [f"{parts[0]} {parts[1]}", *parts[2:]]
    return parts


def _divide(part: str) -> list[str]:
    """Part "CONCORD NC" and "RIYADH. SAUDI ARABIA"; leave every other name whole."""
    if place_key(part) in REGIONS or place_key(part) in COUNTRIES:
        return [part]
    city, stop, area = part.partition(". ")
    if stop and (place_key(area) in REGIONS or place_key(area) in COUNTRIES):
        return [city, area]
    city, _, area = part.rpartition(" ")
    if (
        city
        and (area.isupper() or area.endswith("."))
        and place_key(area) in ABBREVIATED_REGIONS | {"usa", "uk", "uae"}
    ):
        return [city, area]
    return [part]


def _lone_area(name: str) -> Place | None:
    key = place_key(name)
    if len(key) == 2 and key not in ("uk", "us"):
        return None
    if key in COUNTRIES:
        return Place(country=table_case(name, COUNTRIES))
    if key in REGIONS:
        return Place(region=table_case(name, REGIONS))
    return None


def _is_region(name: str, city: str) -> bool:
    if place_key(name) not in REGIONS:
        return False
    both_alone = _is_city_alone(name) and _is_city_alone(city)
    return not both_alone or place_key(name) == place_key(city) or place_key(name) in _RATHER_REGIONS


def _is_between_city_and_country(parts: list[str]) -> bool:
    """Tell whether the first part is a region for the only reason that a country follows: TALLINN, HARJU, ESTONIA."""
    return len(parts) > 1 and _is_country(parts[1]) and not _is_country(parts[0]) and not _is_city_alone(parts[0])


def _is_country(name: str) -> bool:
    return place_key(name) in COUNTRIES


def _is_city_alone(name: str) -> bool:
    return place_key(name) in CITIES_ALONE


def _is_known(place: Place) -> bool:
    if place.region and place_key(place.region) in REGIONS:
        return True
    return place.country is not None or _is_city_alone(place.city or "")


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
