"""What machines read: the feed, the sitemap, robots.txt."""

from collections.abc import Iterator
from functools import partial

from generator.contexts import FeedLayout, RobotsLayout, SitemapEntry, SitemapLayout
from generator.dates import StatedDate
from generator.organise.feeds import feed_entries, feed_updated, urn
from generator.organise.frame import ALL, FEED, HOME, TIMELINE, Frame
from generator.organise.list_pages import period_address
from generator.organise.lists import by_part, by_year
from generator.organise.page_plan import PagePlan
from generator.organise.site import Entry

SITEMAP, ROBOTS = "/sitemap.xml", "/robots.txt"


def plan_machine_pages(frame: Frame) -> Iterator[PagePlan]:
    """Yield the feeds the site wants, the sitemap and robots.txt."""
    if "atom" in frame.site.config.feeds.formats:
        yield PagePlan(FEED, "feed.xml", "the Atom feed", partial(_feed, frame))
    yield PagePlan(SITEMAP, "sitemap.xml", "the sitemap", partial(_sitemap, frame))
    yield PagePlan(ROBOTS, "robots.txt", "robots.txt", partial(_robots, frame))


def _feed(frame: Frame) -> FeedLayout:
    return FeedLayout(
        site=frame.context,
        page=frame.page(FEED, frame.site.config.title),
        id=urn([*frame.site.config.previous_urls, frame.site.config.base_url][0]),
        updated=feed_updated(frame.site),
        entries=feed_entries(frame.site, frame.links),
    )


def _sitemap(frame: Frame) -> SitemapLayout:
    addresses = dict.fromkeys(_lists(frame), "")
    addresses |= {entry.address: _updated(entry) for entry in frame.site.listed if not entry.withdrawn}
    entries = (SitemapEntry(url=frame.url(address), updated=updated) for address, updated in sorted(addresses.items()))
    return SitemapLayout(site=frame.context, page=frame.page(SITEMAP, "Sitemap"), entries=tuple(entries))


def _lists(frame: Frame) -> Iterator[str]:
    site = frame.site
    yield from (HOME, TIMELINE, ALL)
    yield from (plain.address for plain in site.pages)
    for kind, groups in site.terms.items():
        if groups:
            yield f"/{kind}/"
        yield from (group.address for group in groups)
    for year, entries in by_year(site.listed).items():
        yield period_address(StatedDate(year))
        yield from (period_address(StatedDate(year, month)) for month in by_part(entries, lambda d: d.month) if month)


def _updated(entry: Entry) -> str:
    """Return the day of the last change as a W3C date, which may lack the day or month that nobody stated."""
    front = entry.release.front
    changes = [date for date in (front.date, front.updated, *(c.date for c in front.corrections)) if date]
    return max((change.isoformat()[:10] for change in changes), default="")


def _robots(frame: Frame) -> RobotsLayout:
    return RobotsLayout(site=frame.context, page=frame.page(ROBOTS, "robots.txt"), sitemap=frame.url(SITEMAP))
