"""Sorted words with the places they occur in → lines of text, as compact as text can be.

A line is a word without what it shares with the word above (the length of which is its first character), a blank, and
its places: how many, then their distances in Rice's code (R. F. Rice, JPL Publication 79-22, 1979), six bits to a
character. Numbers are written five bits to a character, lowest first.
"""

from binascii import b2a_base64
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from operator import sub
from typing import NamedTuple

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_MOST_SHARED = len(DIGITS) - 1
_MOST_CODES = 4096
"""Of one width that are kept."""


class Coded(NamedTuple):
    """A word with its encoded places."""

    word: str
    places: str


def number(value: int) -> str:
    """Return a number that is not negative."""
    if value < 32:
        return DIGITS[value]
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
    if len(places) == 1:
        return _lone_place(places[0], total)
    return number(len(places)) + _bits(places, width_for(total, len(places)))


@lru_cache(maxsize=1 << 14)
def _lone_place(place: int, total: int) -> str:
    """Return the place of a word that stands in one release, as half of the words do."""
    return number(1) + _bits((place,), width_for(total, 1))


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
    if word.startswith(before):
        return min(len(before), _MOST_SHARED)
    place = 0
    for one, other in zip(before, word, strict=False):
        if one != other:
            break
        place += 1
    return min(place, _MOST_SHARED)


def _bits(places: Sequence[int], width: int) -> str:
    """Return the distances between ascending places: ones for the high part, a zero, the low `width` bits."""
    if not places:
        return ""
    bits = "".join(map(_codes(width).__getitem__, map(sub, places, chain((-1,), places))))
    data = int(bits + "0" * (-len(bits) % 24), 2).to_bytes((len(bits) + 23) // 24 * 3, "big")
    return b2a_base64(data, newline=False).decode()[: (len(bits) + 5) // 6]


class _Codes(dict[int, str]):
    """Step from one place to the next → its code, made when first asked for."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._width = width

    def __missing__(self, step: int) -> str:
        distance, width = step - 1, self._width
        low = f"{distance & ((1 << width) - 1):0{width}b}" if width else ""
        code = "1" * (distance >> width) + "0" + low
        if len(self) < _MOST_CODES:
            self[step] = code
        return code


@lru_cache(maxsize=64)
def _codes(width: int) -> _Codes:
    return _Codes(width)
