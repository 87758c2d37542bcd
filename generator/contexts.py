"""What a layout may read: one frozen dataclass for each layout, and nothing else.

Organise makes these values and render turns each into bytes. A context is complete, holds no clock, no machine path
and no other page, and encodes to the same bytes for equal content, so that a fingerprint can be taken from it.
Addresses in it are paths from the root of the site (`/2024/01/slug/`); a layout writes them with `link(…)`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from generator.dates import StatedDate
from generator.model import (
    Contact,
    Correction,
    Disclosure,
    Notice,
    Original,
    Place,
    Quote,
    TermKind,
    Withdrawal,
)

Direction = Literal["ltr", "rtl"]
Ribbon = Literal["", "draft", "embargoed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A title and where it leads."""

    title: str
    address: str
    """Empty when it leads nowhere; a whole URL when it leads out of the site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLink:
    """A feed, in one format."""

    title: str
    """The name of the format."""
    address: str
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteContext:
    """What every page knows about the site; layouts call it `site`."""

    title: str
    description: str
    language: str
    """BCP 47."""
    direction: Direction
    base_url: str
    """Ends with a slash. Only for canonical links, feeds, sitemap and metadata."""
    publisher: str
    publisher_url: str
    license: str
    menu: tuple[Link, ...]
    feeds: tuple[FeedLink, ...]
    """The feeds of the newest releases, in the formats the site wants."""
    icon: str
    """The address of the picture browsers show beside the title; empty when the site has none."""
    assets: Mapping[str, str]
    """The address of each file below `layouts/assets/`, by its name; read it with `asset(…)`."""
    generator: str
    """The tool and its version."""
    preview: bool
    """True for what only the author sees: no search engine may keep it."""
    portable: bool
    """True when links name `index.html`, so that the site can be read from a disk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContext:
    """What every page knows about itself; layouts call it `page`."""

    address: str
    title: str
    description: str
    language: str
    direction: Direction
    canonical: str
    """The page's URL for search engines and citations; empty when it has none."""
    noindex: bool
    trail: tuple[Link, ...] = ()
    """The pages above this one, from the home page down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A release as another page shows it."""

    title: str
    title_inferred: bool
    address: str
    date: StatedDate | None
    date_inferred: bool
    summary: str
    language: str
    direction: Direction
    source: str
    """The wire's name, or empty."""
    disclosed: bool
    """True when the release carries a statement of kind fara or paid."""
    withdrawn: bool
    ribbon: Ribbon


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A tag, person, organisation or place of a release, with its page."""

    name: str
    address: str
    """Empty when the term has no page."""
    inferred: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms of one kind that a release carries."""

    kind: TermKind
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MediumContext:
    """A picture, recording or document of a release."""

    kind: str
    address: str
    """In the site for a file of its own; a whole URL for one elsewhere, which is linked and never loaded."""
    remote: bool
    alt: str
    caption: str
    credit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseContext:
    """A release as its own page shows it."""

    id: str
    title: str
    title_inferred: bool
    subtitle: str
    number: str
    date: StatedDate | None
    date_inferred: bool
    updated: StatedDate | None
    dateline: str
    place: Place | None
    issuers: tuple[str, ...]
    issuers_inferred: bool
    source: str
    source_url: str
    language: str
    direction: Direction
    html: str
    """The body: sanitised HTML whose links are ready for this page."""
    quotes: tuple[Quote, ...]
    """The pull quotes; quotations inside the body are not repeated."""
    disclosures: tuple[Disclosure, ...]
    """Statements of kind fara and paid, shown above the headline."""
    statements: tuple[Disclosure, ...]
    """Other statements that do not stand in the body."""
    notices: tuple[Notice, ...]
    contacts: tuple[Contact, ...]
    media: tuple[MediumContext, ...]
    terms: tuple[Terms, ...]
    tickers: tuple[str, ...]
    identifiers: tuple[str, ...]
    corrections: tuple[Correction, ...]
    """Newest first."""
    withdrawn: Withdrawal | None
    expired: bool
    original: Original | None
    original_name: str
    """The file name under which the original came, without its folder; empty when there is none."""
    ribbon: Ribbon


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A page that lists releases, with how many."""

    title: str
    address: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A year, month or day with its releases."""

    date: StatedDate | None
    """None for releases without a date, which only a preview shows."""
    address: str
    """Empty when the period has no page of its own."""
    count: int
    cards: tuple[Card, ...] = ()
    """Newest first; empty when the releases stand on the period's own page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeLayout:
    """`home.html`."""

    site: SiteContext
    page: PageContext
    latest: tuple[Card, ...]
    """The newest ten."""
    years: tuple[Period, ...]
    """Newest first, without cards."""
    tags: tuple[Count, ...]
    """The twenty most used, by name."""
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseLayout:
    """`release.html`."""

    site: SiteContext
    page: PageContext
    release: ReleaseContext
    earlier: Card | None
    later: Card | None
    replaces: Card | None
    replaced_by: tuple[Card, ...]
    translations: tuple[Card, ...]
    variants: tuple[Card, ...]
    """The same announcement as other wires carried it."""
    related: tuple[Card, ...]
    """Those the release itself names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineYear:
    """One year of the timeline."""

    date: StatedDate
    address: str
    count: int
    months: tuple[Period, ...]
    """Always twelve, January first, without cards; a month without releases has no address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineLayout:
    """`timeline.html`."""

    site: SiteContext
    page: PageContext
    years: tuple[TimelineYear, ...]
    """Newest first; years between the first and the last that have no release are there, with a count of 0."""
    total: int
    largest: int
    """The most releases any month has; at least 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLayout:
    """`list.html`: a year, month or day, or a term's year or month."""

    site: SiteContext
    page: PageContext
    kind: Literal["year", "month", "day"]
    date: StatedDate
    term: Link | None
    """The term whose releases these are; None on the pages of the whole archive."""
    count: int
    periods: tuple[Period, ...]
    """Newest first. Of a year its months, of a month its days, of a day the day itself."""
    earlier: Link | None
    later: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsLayout:
    """`terms.html`: every tag, person, organisation or place."""

    site: SiteContext
    page: PageContext
    kind: TermKind
    terms: tuple[Count, ...]
    """By name."""
    common: tuple[Count, ...]
    """The twenty most used, by count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermLayout:
    """`term.html`: the landing page of one tag, person, organisation or place."""

    site: SiteContext
    page: PageContext
    kind: TermKind
    name: str
    count: int
    cards: tuple[Card, ...]
    """The newest, at most `page_size`."""
    years: tuple[Period, ...]
    """Newest first, without cards."""
    feed: str
    """The address of the Atom feed of this term; empty when it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AllLayout:
    """`all.html`: every title, or above 2,000 releases every title of one year."""

    site: SiteContext
    page: PageContext
    date: StatedDate | None
    """The year, when the page is that of one."""
    total: int
    years: tuple[Period, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainLayout:
    """`page.html`: a page of `content/pages/`."""

    site: SiteContext
    page: PageContext
    html: str
    """Sanitised, its links ready for this page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundLayout:
    """`404.html`, which a host shows at any address."""

    site: SiteContext
    page: PageContext


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectLayout:
    """`redirect.html`: an old address."""

    site: SiteContext
    page: PageContext
    target: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class GoneLayout:
    """`gone.html`: an address that once was public and has nothing behind it any more."""

    site: SiteContext
    page: PageContext


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """A release in a feed."""

    id: str
    """A URN that hangs on the release's id, so that no move makes the entry new."""
    title: str
    url: str
    published: str
    """RFC 3339, in UTC; empty when nobody stated a date."""
    published_rfc822: str
    """The same as RFC 822 writes it."""
    updated: str
    """RFC 3339, in UTC."""
    summary: str
    html: str
    """The body with the disclosures before it; every link is a whole URL."""
    language: str
    authors: tuple[str, ...]
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLayout:
    """`feed.xml`, an Atom feed (RFC 4287); `rss.xml`, RSS 2.0; `feed.json`, JSON Feed 1.1."""

    site: SiteContext
    page: PageContext
    id: str
    updated: str
    """RFC 3339, in UTC: of the entry changed last."""
    updated_rfc822: str
    previous_archive: str
    """The address of the archive document before this feed or document (RFC 5005 §4); empty when there is none."""
    current: str
    """Of an archive document, the address of the feed it belongs to; else empty."""
    entries: tuple[FeedEntry, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapEntry:
    """An address in the sitemap."""

    url: str
    updated: str
    """A W3C date, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapLayout:
    """`sitemap.xml` (sitemaps.org)."""

    site: SiteContext
    page: PageContext
    entries: tuple[SitemapEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsLayout:
    """`robots.txt` (RFC 9309)."""

    site: SiteContext
    page: PageContext
    sitemap: str


Layout = (
    HomeLayout
    | ReleaseLayout
    | TimelineLayout
    | ListLayout
    | TermsLayout
    | TermLayout
    | AllLayout
    | PlainLayout
    | NotFoundLayout
    | RedirectLayout
    | GoneLayout
    | FeedLayout
    | SitemapLayout
    | RobotsLayout
)

LAYOUTS: dict[str, type] = {
    "home.html": HomeLayout,
    "release.html": ReleaseLayout,
    "timeline.html": TimelineLayout,
    "list.html": ListLayout,
    "terms.html": TermsLayout,
    "term.html": TermLayout,
    "all.html": AllLayout,
    "page.html": PlainLayout,
    "404.html": NotFoundLayout,
    "redirect.html": RedirectLayout,
    "gone.html": GoneLayout,
    "feed.xml": FeedLayout,
    "rss.xml": FeedLayout,
    "feed.json": FeedLayout,
    "sitemap.xml": SitemapLayout,
    "robots.txt": RobotsLayout,
}
"""Each layout, by its file name below `layouts/`, and the context it is given."""
