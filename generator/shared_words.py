"""Where two texts have the same words in the same order: two lists of words → the places between what they share.

The places at which both have a run of words that neither has twice are looked up first; everything else follows from
the longest row of them that stands in order in both.
"""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from operator import lt
from typing import NamedTuple

_RUN = 5
"""Words in a row that must be equal for two places to be taken for one."""
_STRIDE = 16
"""Words that are compared at once."""

Runs = Sequence[int]
"""A number for each run of a text, equal for equal runs, of this process alone."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Where two texts differ, and how many equal words stand before it."""

    before: int
    start: int
    end: int
    other_start: int
    other_end: int
    last: bool = False


class _Anchors(NamedTuple):
    """Places at which two texts have the same run of words, in the order of the one."""

    places: list[int]
    others: list[int]


class Places:
    """Where each run of words of a text stands; made once for a text with which many others are compared."""

    __slots__ = ("_places", "_repeated")

    def __init__(self, words: Sequence[bytes]) -> None:
        """Look at every run."""
        runs = number_runs(words)
        self._places = dict(zip(runs, range(1, len(runs) + 1), strict=True))  # from 1 on, for no place is false
        self._repeated: dict[int, list[int]] = {}
        if len(self._places) < len(runs):
            self._repeated = _places_of_repeated(runs)
            self._places |= {runs[places[0]]: number for number, places in self._repeated.items()}

    def find_single(self, runs: Runs, start: int, end: int) -> _Anchors:
        """Return where the runs stand that another text, and this one between `start` and `end`, have only once."""
        found = list(map(self._places.get, runs))
        others = list(filter(None, found))
        if self._repeated and others and min(others) < 0:
            found = [self._only_place(number, start, end) if number and number < 0 else number for number in found]
            others = list(filter(None, found))
        places = list(compress(range(len(found)), found))
        others = [other - 1 for other in others]
        if _rises(others) and (not others or (start <= others[0] and others[-1] + _RUN <= end)):
            return _Anchors(places, others)
        times = Counter(others)
        pairs = zip(places, others, strict=True)
        single = [pair for pair in pairs if start <= pair[1] <= end - _RUN and times[pair[1]] == 1]
        return _Anchors([place for place, _ in single], [other for _, other in single])

    def _only_place(self, number: int, start: int, end: int) -> int | None:
        """Return where a run that stands here more than once stands between two words, if it does so only once."""
        within = [place for place in self._repeated[number] if start <= place <= end - _RUN]
        return within[0] + 1 if len(within) == 1 else None


def number_runs(words: Sequence[bytes]) -> Runs:
    """Return the number of each run of words, in order; to be kept for a text that is compared with many others."""
    return array("q", map(hash, zip(*(words[offset:] for offset in range(_RUN)), strict=False)))


def find_gaps(
    one: Sequence[bytes], other: Sequence[bytes], places: Places | None = None, runs: Runs | None = None
) -> Iterator[Gap]:
    """Yield the places between the shared stretches of two texts; the last one is what follows all of them.

    `places` are those of the other text, `runs` those of the one, where they are known.
    """
    here = there = before = _equal_after(one, other, 0, 0)
    tail = _equal_before(one, other, len(one), len(other), here, there)
    if tail < _RUN and max(len(one), len(other)) > here + tail:
        tail = 0  # a last word or two in common say nothing
    end, other_end = len(one) - tail, len(other) - tail
    if min(end - here, other_end - there) < _RUN:
        anchors = _Anchors([end], [other_end])
    else:
        runs = number_runs(one) if runs is None else runs
        anchors = _find_anchors(runs, places or Places(other), (here, end), (there, other_end))
    at = 0
    while at < len(anchors.places):
        start, other_start = anchors.places[at], anchors.others[at]
        run = _equal_before(one, other, start, other_start, here, there) if start < end else 0
        start, other_start = start - run, other_start - run
        if (start, other_start) != (here, there):
            last = not tail and (start, other_start) == (end, other_end)
            yield Gap(before, here, start, there, other_start, last=last)
            before = 0
        run = _equal_after(one, other, start, other_start)
        here, there, before = start + run, other_start + run, before + run
        # Anchors inside the stretch that this one began say nothing new; both places rise from one to the next.
        at = bisect_left(anchors.places, here, at + 1)
        at = bisect_left(anchors.others, there, at)
    yield Gap(before, here, len(one), there, len(other), last=True)


def _find_anchors(runs: Runs, places: Places, within: tuple[int, int], within_other: tuple[int, int]) -> _Anchors:
    """Return the longest row of anchors, in order in both, between two places of each text, and behind it the ends."""
    (start, end), (other_start, other_end) = within, within_other
    single = places.find_single(runs[start : end - _RUN + 1], other_start, other_end)
    rise = single if _rises(single.others) else _longest_rise(single)
    return _Anchors([*[place + start for place in rise.places], end], [*rise.others, other_end])


def _places_of_repeated(runs: Runs) -> dict[int, list[int]]:
    """Return all places of each run that stands in a text more than once, by a number below 0."""
    numbers: dict[int, int] = {}
    for run, count in Counter(runs).items():
        if count > 1:
            numbers[run] = -1 - len(numbers)
    places: dict[int, list[int]] = {number: [] for number in numbers.values()}
    for place, run in enumerate(runs):
        if run in numbers:
            places[numbers[run]].append(place)
    return places


def _equal_after(one: Sequence[bytes], other: Sequence[bytes], start: int, other_start: int) -> int:
    """Return how many words from two places on are equal."""
    run = 0
    most = min(len(one) - start, len(other) - other_start)
    while (
        run + _STRIDE <= most
        and one[start + run : start + run + _STRIDE] == (other[other_start + run : other_start + run + _STRIDE])
    ):
        run += _STRIDE
    while run < most and one[start + run] == other[other_start + run]:
        run += 1
    return run


def _equal_before(
    one: Sequence[bytes], other: Sequence[bytes], start: int, other_start: int, here: int, there: int
) -> int:
    """Return how many words before two places are equal, not further back than `here` and `there`."""
    run = 0
    most = min(start - here, other_start - there)
    while run < most and one[start - run - 1] == other[other_start - run - 1]:
        run += 1
    return run


def _rises(places: Sequence[int]) -> bool:
    return all(map(lt, places, places[1:]))


def _longest_rise(anchors: _Anchors) -> _Anchors:
    """Return the longest part of anchors in which the places in the other text rise too."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, place in enumerate(anchors.others):
        length = bisect_left(ends, place)
        before.append(last[length - 1] if length else -1)
        if length == len(ends):
            ends.append(place)
            last.append(index)
        else:
            ends[length], last[length] = place, index
    rise = []
    index = last[-1] if last else -1
    while index >= 0:
        rise.append(index)
        index = before[index]
    rise.reverse()
    return _Anchors([anchors.places[index] for index in rise], [anchors.others[index] for index in rise])
