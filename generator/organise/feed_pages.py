"""The feeds: the newest releases of the site and of each term, and a document for each month that is over.

RFC 5005 §4: the feed leads to the document of the newest month that is over, and each document to the one before it, so
that a reader can page through the whole history. A month that is over gets no new release, and a correction does not
change its document: that has the text as it was when the month ended, and the feed the corrected one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import groupby

from generator.contexts import FeedLayout
from generator.model import TermKind
from generator.organise.feed_links import ATOM, FORMATS, term_feed
from generator.organise.feeds import (
    FeedItem,
    feed_entry,
    feed_item,
    latest_change,
    newest_entries,
    rfc822,
    rfc3339,
    urn,
)
from generator.organise.frame import Frame, Outline
from generator.organise.gate import UNDATED, month_of, next_month
from generator.organise.page_plan import PagePlan
from generator.organise.plan_part import PlanPart, digest_of_entry, make_part, part_of_every_build
from generator.organise.site import Entry, Site, TermGroup
from generator.organise.versions import text_at


def plan_feeds(outline: Outline) -> Iterator[PlanPart]:
    """Yield the archive documents of each year, then the feeds of terms and those of the site."""
    site, config = outline.site, outline.site.config
    months = _finished_months(site) if config.feeds.archives and "atom" in config.feeds.formats else {}
    before = ""
    for year, group in groupby(months.items(), lambda pair: pair[0].year):
        of_year = {month: _texts_at_end(site, month, entries) for month, entries in group}
        digests = {
            _archive_address(site.root, month): [digest_of_entry(entry, outline) for entry in entries]
            for month, entries in of_year.items()
        }
        plan = partial(_plan_archives, outline, of_year, before)
        yield make_part(f"feeds {site.root} {year}", outline, (digests, before), len(of_year), plan)
        before = _archive_address(site.root, max(of_year))
    yield part_of_every_build(f"feeds {site.root}", partial(_plan_current, outline, before))


def _texts_at_end(site: Site, month: datetime, entries: Iterable[Entry]) -> list[Entry]:
    """Return the releases of a month as they were when it ended."""
    return [text_at(entry, site.versions, next_month(month), site.config.zone) for entry in entries]


def _plan_archives(outline: Outline, months: Mapping[datetime, Sequence[Entry]], before: str) -> Iterator[PagePlan]:
    """Yield the archive documents of some months; `before` is the address of that before them."""
    for month, entries in months.items():
        address, title = _archive_address(outline.site.root, month), outline.site.config.title
        origin = "the archive of the Atom feed"
        yield _plan(outline, address, "feed.xml", origin, title, entries, before, archive=True)
        before = address


def _plan_current(outline: Outline, before: str) -> Iterator[PagePlan]:
    site, config = outline.site, outline.site.config
    for kind, groups in site.terms.items():
        yield from _plan_terms(outline, kind, groups)
    newest = newest_entries(site.listed, site)
    for format_, (file, layout, _, name) in FORMATS.items():
        if format_ in config.feeds.formats:
            previous = before if format_ == "atom" else ""
            yield _plan(outline, site.root + file, layout, f"the {name} feed", config.title, newest, previous)


def _plan_terms(outline: Outline, kind: TermKind, groups: Sequence[TermGroup]) -> Iterator[PagePlan]:
    config = outline.site.config
    for group in groups:
        if address := term_feed(group, config):
            newest = newest_entries(group.entries, outline.site)
            title, origin = f"{config.title}: {group.name}", f"the {kind} '{group.name}'"
            yield _plan(outline, address, "feed.xml", origin, title, newest, "", of=f"{kind}:{group.key}")


def _plan(
    outline: Outline,
    address: str,
    layout: str,
    origin: str,
    title: str,
    entries: Sequence[Entry],
    previous: str,
    *,
    archive: bool = False,
    of: str = "",
) -> PagePlan:
    """Plan a feed of entries given oldest first; `of` names what it is about, when that is not the whole site."""
    site = outline.site
    first_url = [*site.config.previous_urls, site.config.base_url][0]
    updated = latest_change(entries, site)
    items = tuple(feed_item(entry, site, outline.links) for entry in reversed(entries))
    inputs = (
        address,
        title,
        urn(first_url + site.root[1:] + of),
        rfc3339(updated),
        rfc822(updated),
        previous,
        archive,
        items,
    )
    return PagePlan(address, layout, origin, outline.frame, _feed, inputs)


def _feed(
    frame: Frame,
    address: str,
    title: str,
    id_: str,
    updated: str,
    updated_rfc822: str,
    previous: str,
    archive: bool,
    items: tuple[FeedItem, ...],
) -> FeedLayout:
    return FeedLayout(
        site=frame.site,
        page=frame.page(address, title),
        id=id_,
        updated=updated,
        updated_rfc822=updated_rfc822,
        previous_archive=previous,
        current=frame.root + ATOM if archive else "",
        entries=tuple(feed_entry(frame, item) for item in items),
    )


def _finished_months(site: Site) -> Mapping[datetime, Sequence[Entry]]:
    """Return the releases of each month that is over and has any, oldest first, by the first instant of the month."""
    zone = site.config.zone
    months: dict[datetime, list[Entry]] = {}
    for entry in site.listed:
        if entry.instant != UNDATED:
            months.setdefault(month_of(entry.instant, zone), []).append(entry)
    return {month: entries for month, entries in months.items() if next_month(month) <= site.as_of}


def _archive_address(root: str, month: datetime) -> str:
    return f"{root}feed/{month.year:04}-{month.month:02}.xml"
