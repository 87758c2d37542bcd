"""The names of one place among its commas → city, region and country: "PARIS", "Île-de-France", "France"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.ingest.han_places import is_han, split_han_place
from generator.ingest.place_case import FULL_STOP, normal_case, table_case
from generator.ingest.place_names import (
    ABBREVIATED_REGIONS,
    CITIES_ALONE,
    CITY_BEGINNINGS,
    COUNTRIES,
    COUNTRY_FORMS,
    REGION_FORMS,
    REGIONS,
    place_key,
)
from generator.model import Place

_RATHER_REGIONS = frozenset({"washington", "quebec", "québec", "victoria"})
"""Names of a city and of a region that mean the region wherever they follow another city."""
_GEORGIAN_CITIES = frozenset({"tbilisi", "batumi", "kutaisi"})
_ABBREVIATED_AREAS = ABBREVIATED_REGIONS | {"usa", "uk", "uae"}
_LONGEST_CODE = 3
"""Characters of a country's code with a full stop: in "Freiburg i. Br." there is none."""
_TERRITORY = frozenset({"territory", "territories", "territoire", "territoires"})
"""Canadian offices name the peoples on whose territory they are, in the middle of their datelines."""


def places_of(group: Sequence[str]) -> Iterator[Place]:
    """Yield the places that the names between the commas of a group amount to; a name in brackets says where."""
    if is_han(group[0]):
        yield from _han_places(group)
        return
    parts = [piece for part in _mend(list(group)) for piece in _divide(part)]
    while parts:
        city = parts.pop(0)
        region = country = None
        while parts and parts[0].startswith("("):
            area = parts.pop(0)[1:-1]
            region, country = (region, area) if _is_country(area) else (region or area, country)
        alone = not parts and region is None and country is None
        if alone and place_key(city) not in CITIES_ALONE and (lone := _lone_area(city)):
            yield lone
            return
        if region is None and parts and (_is_region(parts[0], city) or _is_between_city_and_country(parts, city)):
            region = parts.pop(0)
        if country is None and parts and _is_country(parts[0]):
            country = parts.pop(0)
        if region and place_key(region) == "georgia" and city.casefold() in _GEORGIAN_CITIES:
            region, country = None, region
        yield Place(
            city=normal_case(FULL_STOP.sub("", city)),
            region=region and table_case(region, REGION_FORMS),
            country=country and table_case(country, COUNTRY_FORMS),
        )


def _han_places(group: Sequence[str]) -> list[Place]:
    """Read names in Chinese or Japanese; a country stands before its city or behind it."""
    places: list[Place] = []
    country: str | None = None
    for name in group:
        if name not in COUNTRIES or name in CITIES_ALONE:
            places += (replace(place, country=place.country or country) for place in split_han_place(name))
            country = None
        elif places and places[-1].country is None:
            places[-1] = replace(places[-1], country=name)
        else:
            country = name
    return places or [Place(country=country)]


def _mend(parts: list[str]) -> list[str]:
    """Join "SANTA, ANA"; leave out on whose territory a city lies."""
    parts = [
        part
        for number, part in enumerate(parts)
        if not number or _TERRITORY.isdisjoint(part.casefold().split()) or place_key(part) in REGIONS
    ]
    if len(parts) > 1 and parts[0].casefold() in CITY_BEGINNINGS:
        return [f"{parts[0]} {parts[1]}", *parts[2:]]
    return parts


def _divide(part: str) -> list[str]:
    """Part "CONCORD NC" and "RIYADH. SAUDI ARABIA"; leave every other name whole."""
    if place_key(part) in REGIONS or place_key(part) in COUNTRIES:
        return [part]
    city, stop, area = part.partition(". ")
    if stop and len(area) > _LONGEST_CODE and (place_key(area) in REGIONS or place_key(area) in COUNTRIES):
        return [city, area]
    city, _, area = part.rpartition(" ")
    if city and (area.isupper() or area.endswith(".")) and place_key(area) in _ABBREVIATED_AREAS:
        return [city, area]
    return [part]


def _lone_area(name: str) -> Place | None:
    key = place_key(name)
    if len(key) == 2 and key not in ("uk", "us"):
        return None
    if key in COUNTRIES:
        return Place(country=table_case(name, COUNTRY_FORMS))
    if key in REGIONS:
        return Place(region=table_case(name, REGION_FORMS))
    return None


def _is_region(name: str, city: str) -> bool:
    if place_key(name) not in REGIONS:
        return False
    both_alone = _is_city_alone(name) and _is_city_alone(city)
    return not both_alone or place_key(name) == place_key(city) or place_key(name) in _RATHER_REGIONS


def _is_between_city_and_country(parts: list[str], city: str) -> bool:
    """Tell whether the first part is a region for the only reason that a country follows: TALLINN, HARJU, ESTONIA."""
    if len(parts) < 2 or not _is_country(parts[1]):
        return False
    return place_key(parts[0]) == place_key(city) or not (_is_country(parts[0]) or _is_city_alone(parts[0]))


def _is_country(name: str) -> bool:
    return place_key(name) in COUNTRIES


def _is_city_alone(name: str) -> bool:
    return place_key(name) in CITIES_ALONE
