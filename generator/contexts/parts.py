"""What pages of every kind show: the site, the page itself, links, cards, counts and periods."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from generator.dates import StatedDate

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
class ContactContext:
    """Somebody the press turns to; what is not known is empty."""

    name: str
    organization: str
    role: str
    email: str
    mail: str
    """The link to write there; empty when the text is no address."""
    phone: str
    dial: str
    """The link to call there; empty when the text is not plainly one number."""
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageLink:
    """The same page, or the same announcement, in a language."""

    title: str
    """What the language calls itself."""
    address: str
    language: str
    direction: Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteContext:
    """What every page knows about the site; layouts call it `site`."""

    title: str
    description: str
    language: str
    """BCP 47."""
    direction: Direction
    root: str
    """The address of the home page: `/`, or that of a language such as `/fa/`."""
    languages: tuple[LanguageLink, ...]
    """The home pages of the languages this site has, its own first; empty when it has one."""
    base_url: str
    """Ends with a slash. Only for canonical links, feeds, sitemap and metadata."""
    publisher: str
    publisher_url: str
    logo: str
    """The address of the publisher's mark; empty when there is none."""
    contact: ContactContext | None
    """Whom the press turns to today."""
    license: str
    menu: tuple[Link, ...]
    feeds: tuple[FeedLink, ...]
    """The feeds of the newest releases, in the formats the site wants."""
    search: str
    """The address of the search page; empty when the site wants none."""
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
    structured: str = ""
    """JSON-LD in which no `<` stands; empty when there is none."""
    image: str = ""
    """The whole URL of a picture that stands for the page; may be empty."""
    alternates: tuple[LanguageLink, ...] = ()
    """This page in each of its languages, itself among them and the original first; empty when it has one."""


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
    """True for one that expired as well."""
    expired: bool
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
