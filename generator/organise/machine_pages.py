"""What machines read: the sitemap, robots.txt."""

from collections.abc import Iterator

from generator.contexts import RobotsLayout, SitemapEntry, SitemapLayout
from generator.dates import StatedDate
from generator.organise.frame import ALL, TIMELINE, Frame, Outline
from generator.organise.list_pages import period_address
from generator.organise.lists import by_part, by_year
from generator.organise.page_plan import PagePlan
from generator.organise.site import Entry

SITEMAP, ROBOTS = "/sitemap.xml", "/robots.txt"


def plan_machine_pages(outline: Outline) -> Iterator[PagePlan]:
    """Yield the sitemap and robots.txt."""
    site, frame = outline.site, outline.frame
    addresses = dict.fromkeys(_lists(outline), "")
    addresses |= {entry.address: _updated(entry) for entry in site.listed if not entry.withdrawn}
    yield PagePlan(SITEMAP, "sitemap.xml", "the sitemap", frame, _sitemap, (sorted(addresses.items()),))
    yield PagePlan(ROBOTS, "robots.txt", "robots.txt", frame, _robots, ())


def _sitemap(frame: Frame, addresses: list[tuple[str, str]]) -> SitemapLayout:
    entries = (SitemapEntry(url=frame.url(address), updated=updated) for address, updated in addresses)
    return SitemapLayout(site=frame.site, page=frame.page(SITEMAP, "sitemap.xml"), entries=tuple(entries))


def _lists(outline: Outline) -> Iterator[str]:
    site = outline.site
    yield from (site.root, site.root + TIMELINE, site.root + ALL)
    yield from (plain.address for plain in site.pages)
    for kind, groups in site.terms.items():
        if groups:
            yield f"{site.root}{kind}/"
        yield from (group.address for group in groups)
    for year, entries in by_year(site.listed).items():
        yield period_address(site.root, StatedDate(year))
        yield from (
            period_address(site.root, StatedDate(year, month)) for month in by_part(entries, lambda d: d.month) if month
        )


def _updated(entry: Entry) -> str:
    """Return the day of the last change as a W3C date, which may lack the day or month that nobody stated."""
    front = entry.release.front
    changes = [date for date in (front.date, front.updated, *(c.date for c in front.corrections)) if date]
    return max((change.isoformat()[:10] for change in changes), default="")


def _robots(frame: Frame) -> RobotsLayout:
    return RobotsLayout(site=frame.site, page=frame.page(ROBOTS, "robots.txt"), sitemap=frame.url(SITEMAP))
