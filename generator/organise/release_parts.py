"""What the pages of a month's releases are made from, told so briefly that finding out costs less than planning them.

Everything that `release_pages.py` and `neighbours.py` read of the site stands in here by a digest. What is rare is told
as a whole: a month with a release that takes the place of another is planned again when any such release changes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.digests import digest_of
from generator.organise.cards import shown_terms
from generator.organise.frame import Outline
from generator.organise.neighbours import Neighbourhood, periods_of
from generator.organise.plan_part import digest_of_entry
from generator.organise.site import Entry, Site
from generator.references import resolve_path


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What surrounds the releases of one outline."""

    outline: Outline
    neighbourhood: Neighbourhood
    told: frozenset[str]
    """The paths of releases that stand in the lists, whose terms therefore are in `terms`."""
    terms: Mapping[str, list[int]]
    """The numbers of the terms that each of these carries, by path."""
    addresses: Sequence[tuple[str, str, str]]
    """Kind, key and address of each term, by its number."""
    joined: frozenset[str]
    """The paths of releases that name others, or are named by them."""
    joins: str
    """The digest of all of these, with who names whom."""

    def inputs_of(self, entries: Sequence[Entry]) -> Any:
        """Return what the pages of some releases are made from."""
        carried: set[int] = set()
        of_entries = []
        joined = False
        for entry in entries:
            path = entry.release.path
            joined = joined or path in self.joined
            if path in self.told:
                carried.update(self.terms.get(path, ()))
                others: Any = ()
            else:
                others = self._untold(entry)
            of_entries.append((self._digest(entry), self._neighbours(entry), others))
        terms = [self.addresses[number] for number in sorted(carried)]
        return of_entries, terms, self.joins if joined else ""

    def _digest(self, entry: Entry) -> str:
        return digest_of_entry(entry, self.outline)

    def _neighbours(self, entry: Entry) -> list[str]:
        path, around = entry.release.path, self.neighbourhood
        found = (around.earlier.get(path), around.later.get(path), *around.related(path))
        return [one.digest if one else "" for one in found]

    def _untold(self, entry: Entry) -> tuple[Any, ...]:
        """Return the terms and periods of a release that stands in no list: each may have a page or none."""
        periods = tuple(period for period in periods_of(entry) if period in self.neighbourhood.periods)
        return periods, tuple(shown_terms(entry, self.outline.site, self.neighbourhood.term_addresses))


def find_surroundings(outline: Outline, neighbourhood: Neighbourhood) -> Surroundings:
    """Return what surrounds the releases of an outline."""
    terms: dict[str, list[int]] = {}
    addresses: list[tuple[str, str, str]] = []
    for kind, groups in outline.site.terms.items():
        for group in groups:
            for entry in group.entries:
                terms.setdefault(entry.release.path, []).append(len(addresses))
            addresses.append((kind, group.key, group.address))
    pairs = list(_pairs(outline.site))
    return Surroundings(
        outline,
        neighbourhood,
        told=frozenset(entry.release.path for entry in outline.site.listed),
        terms=terms,
        addresses=addresses,
        joined=frozenset(one.release.path for pair in pairs for one in pair if one),
        joins=digest_of([[one.digest if one else "" for one in pair] for pair in pairs]) if pairs else "",
    )


def _pairs(site: Site) -> Iterator[tuple[Entry, Entry | None]]:
    """Yield each release that names another, with the one it names, if that is visible."""
    for entry in site.entries:
        front = entry.release.front
        if front.variant_of or front.translation_of or front.replaces or front.related:
            for reference in (front.variant_of, front.translation_of, front.replaces, *front.related):
                path = resolve_path(reference, entry.release.path, site.by_path) if reference else None
                yield entry, site.by_path[path] if path else None
