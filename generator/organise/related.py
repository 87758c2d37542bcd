"""Which older releases are related to each: those that share the rarest terms with it.

How rare a term is, is counted among older releases only, so that no new release ever changes the page of an older one.
For the same reason what was found is kept from build to build, by year, as long as no release up to there has come or
gone, or carries other terms.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, islice

import msgspec

from generator.digests import digest_of
from generator.organise.site import Entry, TermGroup

MOST_RELATED = 5

_CANDIDATES = 12
"""Releases that are found for each, for some of them stand on its page already."""
_RAREST_TERMS = 5
_NEWEST_CARRIERS = 16
"""Of each term's older releases, so that a term of thousands costs no more than one of dozens."""
_FEW = 40
"""Releases of which even a term that every other one carries says something."""
_COMMON = 4
"""Later, a term that every fourth release carries says nothing."""
_PLACE_BITS = 24
"""A score carries in its lowest bits the place of its release, so that numbers alone are sorted."""
_SCALE = 1 << 30 + _PLACE_BITS

Related = Callable[[str], Sequence[Entry]]
"""The path of a release → older ones that share terms with it, the most closely related first."""
_DECODER = msgspec.msgpack.Decoder(tuple[bytes, bytes])
_BIG_ENDIAN = array("H", [1]).tobytes() == b"\0\1"


@dataclass(slots=True)
class _Carriers:
    """The releases that carry a term, as far as the release in hand."""

    count: int
    newest: list[int]


class FoundRelated:
    """What is related to each of the standing releases: numbers alone, for an archive has a million of them."""

    def __init__(self, standing: Sequence[Entry]) -> None:
        """Begin with nothing of these, which are given oldest first."""
        self._standing = standing
        self._place_of = {entry.release.path: place for place, entry in enumerate(standing)}
        self._ends = array("I")
        """Of each release, where its part of the places ends."""
        self._places = array("I")
        """For each release the places of older ones in the order of all."""
        self._digests: list[bytes] = []

    def __call__(self, path: str) -> Sequence[Entry]:
        """Return what is related to the release with a path."""
        return [self._standing[place] for place in self._of(path)]

    def told(self, paths: Iterable[str]) -> tuple[list[int], bytes]:
        """Tell what is related to each of some releases: how many are, and the digests of all."""
        self._digests = self._digests or [bytes.fromhex(entry.digest) for entry in self._standing]
        found = [*map(self._of, paths)]
        return [*map(len, found)], b"".join(map(self._digests.__getitem__, chain.from_iterable(found)))

    def take(self, known: bytes) -> None:
        """Go on with the releases of a year, of which it is known."""
        counts, places = _DECODER.decode(known)
        self._add(_read(counts), _read(places))

    def find(self, found: Sequence[Sequence[int]]) -> bytes:
        """Go on with the releases of a year, and return what `take` understands."""
        counts, places = array("I", map(len, found)), array("I", chain.from_iterable(found))
        self._add(counts, places)
        return msgspec.msgpack.encode((_written(counts), _written(places)))

    def _of(self, path: str) -> "array[int]":
        place = self._place_of.get(path)
        if place is None:
            return self._places[:0]
        return self._places[self._ends[place - 1] if place else 0 : self._ends[place]]

    def _add(self, counts: "array[int]", places: "array[int]") -> None:
        end = len(self._places)
        for count in counts:
            end += count
            self._ends.append(end)
        self._places += places


def find_related(
    groups: Iterable[TermGroup],
    standing: Sequence[Entry],
    settings: str = "",
    kept: MutableMapping[str, bytes] | None = None,
) -> FoundRelated:
    """Find what is related to each of the standing releases, which are given oldest first, and to no other.

    Of equally related ones the newer comes first. `settings` is the digest of what decides, beside a release itself,
    which terms it carries.
    """
    kept = {} if kept is None else kept
    found, start = FoundRelated(standing), 0
    made: Iterator[list[int]] | None = None
    for key, end in _years(standing, settings):
        known = kept.get(key) if made is None else None
        if known is None:  # then nothing is kept of the years after it either
            made = made or _find_places(groups, standing, start)
            kept[key] = found.find([*islice(made, end - start)])
        else:
            found.take(known)
        start = end
    return found


def _written(numbers: "array[int]") -> bytes:
    """Return numbers as every machine reads them."""
    return _turned(numbers).tobytes()


def _read(data: bytes) -> "array[int]":
    numbers = array("I")
    numbers.frombytes(data)
    return _turned(numbers)


def _turned(numbers: "array[int]") -> "array[int]":
    if _BIG_ENDIAN:
        numbers = numbers[:]
        numbers.byteswap()
    return numbers


def related_when_asked(groups: Sequence[TermGroup], standing: Sequence[Entry]) -> Related:
    """Find the same, for the few releases that somebody asks for, without looking at all the others."""
    place_of = {entry.release.path: place for place, entry in enumerate(standing)}

    def related(path: str) -> Sequence[Entry]:
        place = place_of.get(path)
        if place is None:
            return ()
        counts = ((group, _count_before(place, group, place_of)) for group in groups)
        carried = [
            _carriers_before(group, count, place_of)
            for group, count in counts
            if count < len(group.entries) and group.entries[count] is standing[place]
        ]
        return [standing[older] for older in _related_at(place, carried)]

    return related


def _years(standing: Sequence[Entry], settings: str) -> Iterator[tuple[str, int]]:
    """Yield for each year a key of all that decides what is related in it, and the place at which it ends.

    That is which terms each release up to there carries, and not what else it says.
    """
    digest, end = settings, 0
    for _, entries in groupby(standing, lambda entry: entry.instant.year):
        terms = [
            (front.tags, front.people, front.organizations, front.places, front.inferred)
            for front in (entry.release.front for entry in entries)
        ]
        digest, end = digest_of((digest, terms)), end + len(terms)
        yield f"related {digest}", end


def _find_places(groups: Iterable[TermGroup], standing: Sequence[Entry], start: int) -> Iterator[list[int]]:
    """Yield for each release from a place on the places of those that are related to it."""
    place_of = {entry.release.path: place for place, entry in enumerate(standing)}
    terms: list[list[_Carriers]] = [[] for _ in range(start, len(standing))]
    for group in groups:
        carriers = _carriers_before(group, _count_before(start, group, place_of), place_of)  # grows below
        for entry in group.entries[carriers.count :]:
            terms[place_of[entry.release.path] - start].append(carriers)
    for place, carried in enumerate(terms, start):
        yield _related_at(place, carried)
        for carriers in carried:
            carriers.count += 1
            carriers.newest.append(place)
            if len(carriers.newest) > _NEWEST_CARRIERS:
                del carriers.newest[0]


def _count_before(place: int, group: TermGroup, place_of: Mapping[str, int]) -> int:
    """Return how many of a term's releases come before a place."""
    return bisect_left(group.entries, place, key=lambda entry: place_of[entry.release.path])


def _carriers_before(group: TermGroup, count: int, place_of: Mapping[str, int]) -> _Carriers:
    """Return the first so many of a term's releases."""
    newest = group.entries[max(0, count - _NEWEST_CARRIERS) : count]
    return _Carriers(count, [place_of[entry.release.path] for entry in newest])


def _related_at(place: int, carried: Iterable[_Carriers]) -> list[int]:
    known = sorted((carriers for carriers in carried if carriers.count), key=lambda carriers: carriers.count)
    if place > _FEW:
        known = [carriers for carriers in known if carriers.count * _COMMON <= place]
    scores: dict[int, int] = {}
    for carriers in known[:_RAREST_TERMS]:
        weight = _SCALE // carriers.count >> _PLACE_BITS << _PLACE_BITS
        for older in carriers.newest:
            scores[older] = scores.get(older, older) + weight
    best = sorted(scores.values(), reverse=True)[:_CANDIDATES]
    return [score & (1 << _PLACE_BITS) - 1 for score in best]
