"""Sorted words with the places they occur in → lines of text, as compact as text can be.

A line is a word without what it shares with the word above (the length of which is its first character), a blank, and
its places: how many, then their distances in Rice's code (R. F. Rice, JPL Publication 79-22, 1979), six bits to a
character. Numbers are written five bits to a character, lowest first.
"""

import base64
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_MOST_SHARED = len(DIGITS) - 1
_SMALL = 64
"""Distances below this have their code ready."""


class Coded(NamedTuple):
    """A word with its encoded places."""

    word: str
    places: str


def number(value: int) -> str:
    """Return a number that is not negative."""
    digits = []
    while value >= 32:
        digits.append(DIGITS[32 + value % 32])
        value //= 32
    return "".join(digits) + DIGITS[value]


def places_among(places: Sequence[int], total: int) -> str:
    """Return ascending places below `total`; of a word that stands in most of them, after `-`, those it is not in."""
    if 2 * len(places) > total:
        inside = set(places)
        rest = [place for place in range(total) if place not in inside]
        return f"-{number(len(rest))}{_bits(rest, width_for(total, len(rest)))}"
    return spaced_places(places, total)


def spaced_places(places: Sequence[int], total: int) -> str:
    """Return ascending places, most of which lie below `total`."""
    return number(len(places)) + _bits(places, width_for(total, len(places)))


def far_places(places: Sequence[int]) -> str:
    """Return ascending places of any size, at least one: how many, the first, the width of the code, the others."""
    first = places[0]
    rest = [place - first - 1 for place in places[1:]]
    width = width_for(rest[-1] + 1, len(rest)) if rest else 0
    return number(len(places)) + number(first) + DIGITS[width] + _bits(rest, width)


def width_for(total: int, count: int) -> int:
    """Return how many bits of a distance are written as they are when `count` places lie below `total`."""
    return max((total * 11 // 16 // count).bit_length() - 1, 0) if count else 0


def write_lines(words: Iterable[Coded]) -> str:
    """Return a line for each of ascending words."""
    lines, before = [], ""
    for word, places in words:
        shared = _shared(before, word)
        lines.append(f"{DIGITS[shared]}{word[shared:]} {places}\n")
        before = word
    return "".join(lines)


def _shared(before: str, word: str) -> int:
    most = min(len(before), len(word), _MOST_SHARED)
    return next((place for place in range(most) if before[place] != word[place]), most)


def _bits(places: Iterable[int], width: int) -> str:
    """Return the distances between ascending places: ones for the high part, a zero, the low `width` bits."""
    ready = _codes(width)
    codes, before = [], -1
    for place in places:
        distance = place - before - 1
        codes.append(ready[distance] if distance < _SMALL else _code(distance, width))
        before = place
    bits = "".join(codes)
    if not bits:
        return ""
    data = int(bits + "0" * (-len(bits) % 24), 2).to_bytes((len(bits) + 23) // 24 * 3, "big")
    return base64.b64encode(data).decode()[: (len(bits) + 5) // 6]


@lru_cache(maxsize=64)
def _codes(width: int) -> tuple[str, ...]:
    return tuple(_code(distance, width) for distance in range(_SMALL))


def _code(distance: int, width: int) -> str:
    low = f"{distance & ((1 << width) - 1):0{width}b}" if width else ""
    return "1" * (distance >> width) + "0" + low
