"""The signatures of an archive that is not large, held in memory by a long import: as the cache has them, found sooner.

A boilerplate brings up hundreds of releases, and a database takes more time for each of them than memory does.
"""

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from generator.ingest.signatures import Signature

_DAY = 1 << 32
"""A number and a day are one integer, so that those of a few days stand beside each other."""


class Held(NamedTuple):
    """A release, and what is known of its text."""

    path: str
    signature: Signature


class HeldSignatures:
    """Signatures by the numbers of their releases, which are found by keys and days."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._releases: dict[int, Held] = {}
        self._by_key: defaultdict[int, list[int]] = defaultdict(list)

    def __len__(self) -> int:
        """Return how many releases there are."""
        return len(self._releases)

    def add(self, number: int, day: int, release: Held, keys: Sequence[int]) -> None:
        """Hold a release under its keys; a day of 0 means that none is known."""
        self._releases[number] = release
        placed = day * _DAY + number
        for key in keys:
            insort(self._by_key[key], placed)

    def remove(self, number: int, day: int, keys: Sequence[int]) -> None:
        """Hold a release no more."""
        del self._releases[number]
        for key in keys:
            self._by_key[key].remove(day * _DAY + number)

    def find(self, keys: Sequence[int], days: tuple[int, int], *, fewest: int, most_of_a_key: int) -> list[Held] | None:
        """Return the releases of these days, and of none, that have the fewest keys or more, those with most first.

        None when a key has so many of them that not all may be looked at.
        """
        first, behind = days[0] * _DAY, (days[1] + 1) * _DAY
        found: list[int] = []
        for key in keys:
            placed = self._by_key.get(key)
            if placed is None:
                continue
            undated, dated = bisect_left(placed, _DAY), bisect_left(placed, first)
            near = placed[dated : bisect_left(placed, behind, dated)]
            if undated > most_of_a_key or len(near) > most_of_a_key:
                return None
            found += placed[:undated] + near if undated else near
        shared = [(-count, placed % _DAY) for placed, count in Counter(found).items() if count >= fewest]
        return [self._releases[number] for _, number in sorted(shared)]
