"""What the pages that list releases may read."""

from dataclasses import dataclass
from typing import Literal

from generator.contexts.parts import Card, Count, Link, PageContext, Period, SiteContext
from generator.dates import StatedDate
from generator.model import TermKind


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
    """The most used, by count; at most two hundred."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A year in a chart of years."""

    date: StatedDate
    address: str
    """Empty for a year without releases."""
    count: int
    share: float
    """Of the count of the largest year, from 0 to 1."""


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
    chart: tuple[Bar, ...]
    """Every year from the first to the last, oldest first; empty when all releases are of one."""
    feed: str
    """The address of the Atom feed of this term; empty when it has none."""
    quotes: str
    """The address of what this person said; empty for who is not quoted, and for all that are no people."""


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
