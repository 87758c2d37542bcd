"""The sitemap: an index, and parts of which one more release changes one.

Releases stand in the part of the month they state, all other pages in the part of their kind. A part that would be
longer than the protocol allows (sitemaps.org) is cut.
"""

from collections.abc import Iterable, Iterator

from generator.contexts import SitemapEntry, SitemapIndexLayout, SitemapLayout
from generator.dates import StatedDate
from generator.organise.frame import ALL, TIMELINE, Frame, Outline
from generator.organise.list_pages import period_address
from generator.organise.lists import by_part, by_year
from generator.organise.page_plan import PagePlan
from generator.organise.quote_pages import quotes_address
from generator.organise.site import Entry, Site

SITEMAP, HOME = "/sitemap.xml", "/"
LONGEST = 50_000
"""Addresses of one part."""

Located = tuple[str, str]
"""An address, and when it was last changed: a W3C date or empty."""


def plan_sitemaps(outline: Outline) -> Iterator[PagePlan]:
    """Yield the parts of the sitemap, then their index."""
    frame, origin = outline.frame, "the sitemap"
    parts: list[Located] = []
    for name, located in _parts(outline):
        for number, cut in enumerate(_cut(sorted(located)), 1):
            address = f"/sitemap/{name}.xml" if number == 1 else f"/sitemap/{name}-part-{number}.xml"
            parts.append((address, max(updated for _, updated in cut)))
            yield PagePlan(address, "sitemap.xml", origin, frame, _sitemap, (address, cut))
    yield PagePlan(SITEMAP, "sitemap-index.xml", origin, frame, _index, (tuple(parts),))


def _cut(located: list[Located]) -> Iterator[tuple[Located, ...]]:
    yield from (tuple(located[start : start + LONGEST]) for start in range(0, len(located), LONGEST))


def _parts(outline: Outline) -> Iterator[tuple[str, Iterable[Located]]]:
    """Yield the name of each part and what stands in it."""
    for part in (outline.site, *outline.site.sections):
        of_language = "" if part.root == HOME else f"-{part.root.strip('/')}"
        yield f"pages{of_language}", ((address, "") for address in dict.fromkeys(_lists(part)))
        for kind, groups in part.terms.items():
            if groups:
                addresses = (f"{part.root}{kind}/", *(group.address for group in groups))
                yield f"{kind}{of_language}", ((address, "") for address in addresses)
        if part.speakers:
            addresses = (quotes_address(part.root), *(speaker.address for speaker in part.speakers))
            yield f"quotes{of_language}", ((address, "") for address in addresses)
    releases: dict[str, dict[str, str]] = {}
    for entry in outline.site.entries:
        date = entry.release.front.date
        if date and entry.listed and not entry.withdrawn and not entry.ribbon:
            releases.setdefault(date.isoformat()[:7], {})[entry.address] = _updated(entry)
    yield from ((month, located.items()) for month, located in sorted(releases.items()))


def _lists(part: Site) -> Iterator[str]:
    root = part.root
    yield from (root, root + TIMELINE, root + ALL)
    if root == HOME:
        yield from (plain.address for plain in part.pages)
    for year, entries in by_year(part.listed).items():
        yield period_address(root, StatedDate(year))
        yield from (
            period_address(root, StatedDate(year, month)) for month in by_part(entries, lambda d: d.month) if month
        )


def _updated(entry: Entry) -> str:
    """Return the day of the last change as a W3C date, which may lack the day or month that nobody stated."""
    front = entry.release.front
    changes = [date for date in (front.date, front.updated, *(c.date for c in front.corrections)) if date]
    return max((change.isoformat()[:10] for change in changes), default="")


def _sitemap(frame: Frame, address: str, located: tuple[Located, ...]) -> SitemapLayout:
    return SitemapLayout(site=frame.site, page=frame.page(address, "sitemap.xml"), entries=_entries(frame, located))


def _index(frame: Frame, parts: tuple[Located, ...]) -> SitemapIndexLayout:
    return SitemapIndexLayout(site=frame.site, page=frame.page(SITEMAP, "sitemap.xml"), parts=_entries(frame, parts))


def _entries(frame: Frame, located: tuple[Located, ...]) -> tuple[SitemapEntry, ...]:
    return tuple(SitemapEntry(url=frame.url(address), updated=updated) for address, updated in located)
