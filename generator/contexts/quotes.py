"""What the pages of who said what may read."""

from dataclasses import dataclass

from generator.contexts.parts import Card, Count, Link, PageContext, Period, SiteContext
from generator.dates import StatedDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """What somebody said, and where."""

    text: str
    role: str
    """Of the speaker at the time; empty when the release does not state it."""
    card: Card
    """The release."""
    address: str
    """Of the paragraph in the release, or of the release when the quotation stands in none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotesLayout:
    """`quotes.html`: everybody who is quoted."""

    site: SiteContext
    page: PageContext
    speakers: tuple[Count, ...]
    """By name, each with how many quotations."""
    common: tuple[Count, ...]
    """The most quoted, by count; at most two hundred."""
    total: int
    """Of all quotations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerLayout:
    """`speaker.html`: what one speaker said, or said in one year."""

    site: SiteContext
    page: PageContext
    speaker: Link
    person: str
    """The address of the speaker's page among the people; empty when there is none."""
    date: StatedDate | None
    """The year, when the page is that of one."""
    count: int
    """Of the quotations of the speaker, or of the year."""
    quotations: tuple[Quotation, ...]
    """Newest first; on the speaker's page the newest, at most `page_size`, once there are years."""
    years: tuple[Period, ...]
    """Newest first, without cards, counting quotations; empty while all of them stand on the speaker's page."""
    earlier: Link | None
    """Of a year, the one before it in which the speaker is quoted."""
    later: Link | None
