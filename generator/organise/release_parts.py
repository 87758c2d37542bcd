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
from generator.organise.neighbours import Neighbourhood, periods_of, standing_in_lists
from generator.organise.plan_part import digest_of_entry
from generator.organise.related import FoundRelated
from generator.organise.site import Entry, Site
from generator.organise.terms import plain_address
from generator.references import resolve_path

_Term = tuple[str, str, str]
"""Kind, key and address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What surrounds the releases of one outline."""

    outline: Outline
    neighbourhood: Neighbourhood
    related: FoundRelated
    places: Mapping[str, int]
    """Where each release that stands beside others stands, by path; the first has the number 1."""
    digests: Sequence[str]
    """Those of these releases, with an empty one before the first and after the last."""
    told: frozenset[str]
    """The paths of releases that stand in the lists, each of whose terms and periods therefore has a page."""
    elsewhere: Mapping[str, list[_Term]]
    """The terms of these, by path, that stand at another address than their key says."""
    joined: frozenset[str]
    """The paths of releases that name others, or are named by them."""
    joins: str
    """The digest of all of these, with who names whom."""

    def inputs_of(self, entries: Sequence[Entry]) -> Any:
        """Return what the pages of some releases are made from."""
        paths = [entry.release.path for entry in entries]
        own = [digest_of_entry(entry, self.outline) for entry in entries]
        places = [*map(self.places.get, paths)]
        beside = [(self.digests[place - 1], self.digests[place + 1]) if place else () for place in places]
        terms = sorted({term for path in paths for term in self.elsewhere.get(path, ())})
        untold = [(number, self._untold(entries[number])) for number, path in enumerate(paths) if path not in self.told]
        joins = "" if self.joined.isdisjoint(paths) else self.joins
        return own, beside, self.related.told(paths), terms, untold, joins

    def _untold(self, entry: Entry) -> tuple[Any, ...]:
        """Return the terms and periods of a release that stands in no list: each may have a page or none."""
        periods = tuple(period for period in periods_of(entry) if period in self.neighbourhood.periods)
        return periods, tuple(shown_terms(entry, self.outline.site, self.neighbourhood.term_addresses))


def find_surroundings(outline: Outline, neighbourhood: Neighbourhood, related: FoundRelated) -> Surroundings:
    """Return what surrounds the releases of an outline."""
    site, standing = outline.site, standing_in_lists(outline.site)
    elsewhere: dict[str, list[_Term]] = {}
    for kind, groups in site.terms.items():
        for group in groups:
            if group.address != site.root + plain_address(kind, group.key)[1:]:
                for entry in group.entries:
                    elsewhere.setdefault(entry.release.path, []).append((kind, group.key, group.address))
    pairs = list(_pairs(site))
    return Surroundings(
        outline=outline,
        neighbourhood=neighbourhood,
        related=related,
        places={entry.release.path: place for place, entry in enumerate(standing, 1)},
        digests=["", *(entry.digest for entry in standing), ""],
        told=frozenset(entry.release.path for entry in site.listed),
        elsewhere=elsewhere,
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
