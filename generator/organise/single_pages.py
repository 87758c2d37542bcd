"""Pages that stand for themselves: plain pages, redirects, gone addresses, the page for unknown ones."""

from collections.abc import Container, Iterable, Iterator
from functools import partial

from generator.contexts import GoneLayout, Link, NotFoundLayout, PlainLayout, RedirectLayout
from generator.organise.frame import Frame
from generator.organise.ledger import LEDGER
from generator.organise.page_plan import PagePlan
from generator.organise.site import PlainPage, Redirect

NOT_FOUND = "/404.html"


def plan_single_pages(frame: Frame) -> Iterator[PagePlan]:
    """Yield the plain pages, the redirects that releases name and `/404.html`."""
    for plain in frame.site.pages:
        yield PagePlan(plain.address, "page.html", plain.page.path, partial(_plain, frame, plain))
    yield from _redirects(frame, [redirect for redirect in frame.site.redirects if not redirect.gives_way])
    yield PagePlan(NOT_FOUND, "404.html", "the page for unknown addresses", partial(_not_found, frame))


def plan_old_addresses(frame: Frame, claimed: Container[str]) -> Iterator[PagePlan]:
    """Yield what stands at old addresses that no other page has `claimed`: redirects, gone pages."""
    moved = [redirect for redirect in frame.site.redirects if redirect.gives_way]
    yield from _redirects(frame, [redirect for redirect in moved if redirect.address not in claimed])
    for address in frame.site.gone:
        if address not in claimed:
            yield PagePlan(address, "gone.html", LEDGER, partial(_gone, frame, address))


def _redirects(frame: Frame, redirects: Iterable[Redirect]) -> Iterator[PagePlan]:
    if "html" in frame.site.config.redirects:
        for redirect in redirects:
            yield PagePlan(redirect.address, "redirect.html", redirect.origin, partial(_redirect, frame, redirect))


def _plain(frame: Frame, plain: PlainPage) -> PlainLayout:
    page = plain.page
    return PlainLayout(
        site=frame.context,
        page=frame.page(plain.address, page.title, description=page.description or "", language=page.language or ""),
        html=frame.links.for_page(page.body.html, page.path, plain.address),
    )


def _redirect(frame: Frame, redirect: Redirect) -> RedirectLayout:
    return RedirectLayout(
        site=frame.context,
        page=frame.page(redirect.address, redirect.title, canonical=redirect.target, noindex=True),
        target=Link(title=redirect.title, address=redirect.target),
    )


def _gone(frame: Frame, address: str) -> GoneLayout:
    return GoneLayout(site=frame.context, page=frame.page(address, "No longer here", noindex=True))


def _not_found(frame: Frame) -> NotFoundLayout:
    return NotFoundLayout(site=frame.context, page=frame.page(NOT_FOUND, "Page not found", noindex=True))
