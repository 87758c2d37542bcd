"""How sorted words are cut into files by their beginnings.

The largest part is halved, again and again, at places that the alphabet fixes: by one more bit of the first character
in which its words differ. So where the cuts are depends on little: a word more moves none of them, and makes a new one
at most where its part has grown. What the alphabet cuts too small is joined to its neighbour again.
"""

from bisect import bisect_left
from collections.abc import Sequence
from heapq import heappop, heappush
from itertools import accumulate, pairwise
from typing import NamedTuple

_ROOM = 1.5
"""How many more parts are made than are wanted, so that small ones can be joined."""


class Part(NamedTuple):
    """Neighbouring words."""

    beginning: str
    """The part holds the words from here up to where the next part begins; the first begins with nothing."""
    start: int
    end: int


def cut(words: Sequence[str], sizes: Sequence[int], *, enough: int, most: int) -> list[Part]:
    """Return at most `most` parts of ascending words, none of them empty; what fits into `enough` stays together."""
    upto = [0, *accumulate(sizes)]
    return _join(sorted(_split(words, upto, enough, int(most * _ROOM))), upto, enough, most)


def _split(words: Sequence[str], upto: Sequence[int], enough: int, most: int) -> list[Part]:
    waiting = [(-upto[-1], Part("", 0, len(words)))]
    done: list[Part] = []
    while waiting and len(waiting) + len(done) < most:
        size, part = heappop(waiting)
        if -size <= enough or part.end - part.start < 2:
            done.append(part)
            continue
        middle = _middle(words[part.start], words[part.end - 1])
        place = bisect_left(words, middle, part.start, part.end)
        heappush(waiting, (upto[part.start] - upto[place], Part(part.beginning, part.start, place)))
        heappush(waiting, (upto[place] - upto[part.end], Part(middle, place, part.end)))
    return [*done, *(part for _, part in waiting)]


def _join(parts: list[Part], upto: Sequence[int], enough: int, most: int) -> list[Part]:
    """Join the two neighbours that are smallest together, until there are few enough and none fit into `enough`."""
    while len(parts) > 1:
        together = [upto[other.end] - upto[one.start] for one, other in pairwise(parts)]
        smallest = min(together)
        if len(parts) <= most and smallest > enough:
            break
        place = together.index(smallest)
        one, other = parts[place : place + 2]
        parts[place : place + 2] = [Part(one.beginning, one.start, other.end)]
    return parts


def _middle(first: str, last: str) -> str:
    """Return where the alphabet parts two words: the beginning of the upper half."""
    shared = next(
        (place for place, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first)
    )
    low = ord(first[shared]) if shared < len(first) else 0
    high = ord(last[shared])
    bit = (low ^ high).bit_length() - 1
    return last[:shared] + chr(high >> bit << bit)
