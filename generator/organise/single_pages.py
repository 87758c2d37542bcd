"""Pages that stand for themselves: plain pages, redirects, gone addresses, the page for unknown ones."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import partial

from generator.addresses import linker
from generator.contexts import GoneLayout, Link, NotFoundLayout, PlainLayout, RedirectLayout
from generator.organise.frame import Frame, Outline
from generator.organise.ledger import LEDGER
from generator.organise.links import rewrite_links
from generator.organise.page_plan import PagePlan
from generator.organise.plan_part import PlanPart, by_month_shown, make_part, part_of_every_build
from generator.organise.published import IDS
from generator.organise.site import Entry, PlainPage, Redirect
from generator.slugs import RESERVED_NAMES

NOT_FOUND = "/404.html"

_PLAIN = re.compile(r"[A-Za-z0-9][\w~-]*(\.[\w~-]+)*", re.ASCII)


def plan_single_pages(outline: Outline) -> Iterator[PlanPart]:
    """Yield the plain pages, `/404.html` and the redirects that releases name, then those from ids, by month."""
    yield part_of_every_build("single pages", partial(_plan_singles, outline))
    for month, entries in by_month_shown(outline.site.entries).items():
        digests = [entry.digest for entry in entries]
        yield make_part(f"ids {month}", outline, digests, len(entries), partial(_plan_ids, outline, entries))


def _plan_singles(outline: Outline) -> Iterator[PagePlan]:
    for plain in outline.site.pages:
        targets = outline.links.targets(plain.page.body.links, plain.page.path)
        spoken = outline.of_language(plain.page.language).frame
        yield PagePlan(plain.address, "page.html", plain.page.path, spoken, _plain, (plain, targets))
    yield from _redirects(outline, [redirect for redirect in outline.site.redirects if not redirect.gives_way])
    yield from plan_not_found(outline)


def plan_not_found(outline: Outline) -> Iterator[PagePlan]:
    """Yield the page that a host shows at unknown addresses."""
    yield PagePlan(NOT_FOUND, "404.html", "the page for unknown addresses", outline.frame, _not_found, ())


def plan_old_addresses(outline: Outline, claimed: Container[str]) -> Iterator[PagePlan]:
    """Yield what stands at old addresses that no other page has `claimed`: redirects, gone pages."""
    moved = [redirect for redirect in outline.site.redirects if redirect.gives_way]
    yield from _redirects(outline, [redirect for redirect in moved if redirect.address not in claimed])
    for address in outline.site.gone:
        if address not in claimed:
            yield PagePlan(address, "gone.html", LEDGER, outline.frame, _gone, (address,))


def _plan_ids(outline: Outline, entries: Iterable[Entry]) -> Iterator[PagePlan]:
    """Yield the page of each id, whatever becomes of titles, dates and slugs; an id that is no plain name has none."""
    for entry in entries:
        front = entry.release.front
        if front.id and _PLAIN.fullmatch(front.id) and front.id.partition(".")[0].lower() not in RESERVED_NAMES:
            address = f"{IDS}{front.id}/"
            inputs = (address, Link(title=front.title, address=entry.address))
            yield PagePlan(address, "redirect.html", entry.release.path, outline.frame, _redirect, inputs)


def _redirects(outline: Outline, redirects: Iterable[Redirect]) -> Iterator[PagePlan]:
    """Yield the pages that lead elsewhere; none for what is no page, such as a feed: only a server can answer there."""
    if "html" in outline.site.config.redirects:
        for redirect in (one for one in redirects if one.address.endswith(("/", ".html", ".htm"))):
            inputs = (redirect.address, Link(title=redirect.title, address=redirect.target))
            yield PagePlan(redirect.address, "redirect.html", redirect.origin, outline.frame, _redirect, inputs)


def _plain(frame: Frame, plain: PlainPage, targets: Mapping[str, str | None]) -> PlainLayout:
    page = plain.page
    write = linker(plain.address, portable=frame.site.portable)
    return PlainLayout(
        site=frame.site,
        page=frame.page(plain.address, page.title, description=page.description or "", language=page.language or ""),
        html=rewrite_links(page.body.html, targets, write),
    )


def _redirect(frame: Frame, address: str, target: Link) -> RedirectLayout:
    page = frame.page(address, target.title, canonical=target.address, noindex=True)
    return RedirectLayout(site=frame.site, page=page, target=target)


def _gone(frame: Frame, address: str) -> GoneLayout:
    return GoneLayout(site=frame.site, page=frame.page(address, frame.gettext("No longer here"), noindex=True))


def _not_found(frame: Frame) -> NotFoundLayout:
    return NotFoundLayout(site=frame.site, page=frame.page(NOT_FOUND, frame.gettext("Page not found"), noindex=True))
