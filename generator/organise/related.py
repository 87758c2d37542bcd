"""Which older releases are related to each: those that share the rarest terms with it.

How rare a term is, is counted among older releases only, so that no new release ever changes the page of an older one.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

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


def find_related(groups: Iterable[TermGroup], standing: Sequence[Entry]) -> Mapping[str, tuple[Entry, ...]]:
    """Return older releases that share terms with each of the standing releases, which are given oldest first.

    By path, the most closely related first; of equally related ones the newer first.
    """
    places = {entry.release.path: place for place, entry in enumerate(standing)}
    terms: list[list[list[int]]] = [[] for _ in standing]
    for group in groups:
        carriers: list[int] = []  # filled below, as far as the release in hand
        for entry in group.entries:
            terms[places[entry.release.path]].append(carriers)
    related = {}
    for place, entry in enumerate(standing):
        known = sorted((carriers for carriers in terms[place] if carriers), key=len)
        if place > _FEW:
            known = [carriers for carriers in known if len(carriers) * _COMMON <= place]
        scores: dict[int, int] = {}
        for carriers in islice(known, _RAREST_TERMS):
            weight = _SCALE // len(carriers) >> _PLACE_BITS << _PLACE_BITS
            for older in carriers[-_NEWEST_CARRIERS:]:
                scores[older] = scores.get(older, older) + weight
        if scores:
            best = sorted(scores.values(), reverse=True)[:_CANDIDATES]
            related[entry.release.path] = tuple(standing[score & (1 << _PLACE_BITS) - 1] for score in best)
        for carriers in terms[place]:
            carriers.append(place)
    return related
