"""What machines read: sitemaps, robots.txt, llms.txt, security.txt."""

from collections.abc import Iterator

from generator.contexts import GuideLayout, Link, RobotsLayout, SecurityLayout
from generator.organise.data_files import PACKAGE
from generator.organise.feeds import rfc3339
from generator.organise.frame import ALL, TIMELINE, Frame, Outline, kind_title
from generator.organise.page_plan import PagePlan
from generator.organise.quote_pages import quotes_address
from generator.organise.sitemaps import SITEMAP, plan_sitemaps

ROBOTS, GUIDE, SECURITY = "/robots.txt", "/llms.txt", "/.well-known/security.txt"


def plan_machine_pages(outline: Outline) -> Iterator[PagePlan]:
    """Yield the sitemap, robots.txt, llms.txt, and security.txt when it has a contact."""
    site, frame = outline.site, outline.frame
    yield from plan_sitemaps(outline)
    yield PagePlan(ROBOTS, "robots.txt", "robots.txt", frame, _robots, ())
    lists = tuple(
        Link(title=kind_title(kind, frame.wording), address=f"/{kind}/")
        for kind, groups in site.terms.items()
        if groups
    )
    if site.speakers:
        lists += (Link(title=frame.gettext("Quotes"), address=quotes_address(frame.root)),)
    yield PagePlan(GUIDE, "llms.txt", "llms.txt", frame, _guide, (lists,))
    if security := site.config.security:
        inputs = (security.contacts, rfc3339(security.expires.earliest(site.config.zone)))
        yield PagePlan(SECURITY, "security.txt", "'security' in config.yaml", frame, _security, inputs)


def _robots(frame: Frame) -> RobotsLayout:
    return RobotsLayout(site=frame.site, page=frame.page(ROBOTS, "robots.txt"), sitemap=frame.url(SITEMAP))


def _guide(frame: Frame, kinds: tuple[Link, ...]) -> GuideLayout:
    lists = (
        Link(title=frame.gettext("Timeline"), address=frame.root + TIMELINE),
        Link(title=frame.gettext("All releases"), address=frame.root + ALL),
        *kinds,
    )
    feeds = (Link(title=f"{feed.title} feed", address=feed.address) for feed in frame.site.feeds)
    data = Link(title="Every release as data: CSV and JSON Lines for each year", address=PACKAGE)
    files = (*feeds, data, Link(title="Sitemap", address=SITEMAP))
    return GuideLayout(site=frame.site, page=frame.page(GUIDE, frame.site.title), lists=lists, files=files)


def _security(frame: Frame, contacts: tuple[str, ...], expires: str) -> SecurityLayout:
    page = frame.page(SECURITY, "security.txt")
    return SecurityLayout(site=frame.site, page=page, contacts=contacts, expires=expires)
