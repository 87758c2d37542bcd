"""A part of the plan: pages that are planned together, or not at all while nothing they are made from has changed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from generator.digests import digest_of
from generator.organise.cards import addresses_in
from generator.organise.frame import Outline
from generator.organise.gate import contacts_lapse
from generator.organise.links import Links
from generator.organise.media import picture_sizes, shown_media
from generator.organise.originals import published_original
from generator.organise.page_plan import PagePlan
from generator.organise.site import Entry, Site


@dataclass(frozen=True, slots=True)
class PlanPart:
    """Some pages of the plan."""

    name: str
    """What tells it from the other parts."""
    digest: str
    """Of all that its pages are made from but the layouts; empty when it has to be planned in every build."""
    expected: int
    """About how many pages it has."""
    plan: Callable[[], Iterable[PagePlan]]


def make_part(
    name: str, outline: Outline, inputs: Any, expected: int, plan: Callable[[], Iterable[PagePlan]]
) -> PlanPart:
    """Return a part whose pages are made from `inputs` and from what all pages share, and from nothing else.

    A release is in the inputs by its `digest`, or where more of it is shown than cards by `digest_of_entry`.
    """
    return PlanPart(name, digest_of((name, outline.shared, inputs)), expected, plan)


def part_of_every_build(name: str, plan: Callable[[], Iterable[PagePlan]]) -> PlanPart:
    """Return a part that is planned in every build, for that costs no more than to find out whether it must be."""
    return PlanPart(name, "", 1, plan)


def digest_of_entry(entry: Entry, outline: Outline) -> str:
    """Return the digest of a release with what the rest of the site and the instant decide of it.

    That is where its links lead, which of its media may be shown and how large they are, whether its contacts have
    lapsed and it has expired, which of its earlier texts are shown, and whether its original is. Most releases have
    none of these, and then it is the digest of the entry.
    """
    key = entry.release.path, entry.digest  # of an earlier text of a release the path is the same
    digest = outline.digests.get(key)
    if digest is None:
        digest = outline.digests[key] = _digest_of_entry(entry, outline.site, outline.links)
    return digest


def _digest_of_entry(entry: Entry, site: Site, links: Links) -> str:
    release, front = entry.release, entry.release.front
    written = [*addresses_in(entry), *release.body.links]
    versions = site.versions.get(release.path, ())
    original = published_original(entry, site) if site.config.published_originals else None
    rare = front.media or front.contacts or front.expires or release.body.pictures or versions or original
    if not (rare or links.depends_on_site(written)):
        return entry.digest
    zone, as_of = site.config.zone, site.as_of
    lapse = contacts_lapse(front, site.config.contacts.valid, zone)
    decided = (
        links.targets(written, release.path),
        shown_media(entry, site, links),
        picture_sizes(entry, site, links),
        lapse is not None and lapse <= as_of,
        front.expires is not None and front.expires.earliest(zone) <= as_of,
        [(one.entry.digest, one.corrected, one.note) for one in versions],
        original,
    )
    return digest_of((entry.digest, decided))


def by_month_shown(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Part entries by the month in which they became visible, in UTC; one without a date is in a month of its own."""
    months: dict[str, list[Entry]] = {}
    for entry in entries:
        months.setdefault(f"{entry.instant.year}-{entry.instant.month:02}", []).append(entry)
    return months
