"""What the page of a release may read."""

from dataclasses import dataclass

from generator.contexts.citation import Citation, CitationRecord, MetaTag, TwinLink
from generator.contexts.parts import Card, ContactContext, Direction, PageContext, Ribbon, SiteContext
from generator.contexts.story import StoryStep
from generator.dates import StatedDate
from generator.model import Disclosure, Notice, Original, Place, Quote, TermKind, Withdrawal


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
    license: str
    width: int
    """In pixels, as the file states it; 0 when it is not known."""
    height: int
    lazy: bool
    """True for what a reader does not see before scrolling."""
    poster: str
    """The address of a still picture of a video; empty when there is none."""
    captions: str
    """The address of its subtitles (WebVTT)."""
    transcript: str
    """The address of what is said in it, in the site or elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatelineContext:
    """The dateline word for word, parted around the day it names."""

    before: str
    day: str
    """Empty when it names none that is the release's."""
    after: str
    date: StatedDate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A part of a body."""

    html: str
    """Sanitised; its links are ready for this page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionContext:
    """What was corrected, and when."""

    date: StatedDate
    note: str
    version: str
    """The address of the text as it was before; empty when it is not shown."""


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
    dateline: DatelineContext | None
    place: Place | None
    issuers: tuple[str, ...]
    issuers_inferred: bool
    source: str
    source_url: str
    language: str
    direction: Direction
    html: str
    """The body: sanitised HTML whose links are ready for this page, without what `about` holds."""
    about: Passage | None
    """The sections at the end of the body that tell of the issuer or the background."""
    quotes: tuple[Quote, ...]
    """The pull quotes; quotations inside the body are not repeated."""
    disclosures: tuple[Disclosure, ...]
    """Statements of kind fara and paid, shown above the headline."""
    statements: tuple[Disclosure, ...]
    """Other statements that do not stand in the body."""
    notices: tuple[Notice, ...]
    contacts: tuple[ContactContext, ...]
    contacts_lapsed: bool
    """True when they are only those of their time, and must lead nowhere."""
    media: tuple[MediumContext, ...]
    terms: tuple[Terms, ...]
    tickers: tuple[str, ...]
    identifiers: tuple[str, ...]
    corrections: tuple[CorrectionContext, ...]
    """Newest first."""
    withdrawn: Withdrawal | None
    expired: bool
    expires: StatedDate | None
    """Since when it has."""
    original: Original | None
    original_name: str
    """The file name under which the original came, without its folder; empty when there is none."""
    original_address: str
    """Where readers can have it; empty unless the site publishes its format."""
    ribbon: Ribbon


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseLayout:
    """`release.html`."""

    site: SiteContext
    page: PageContext
    release: ReleaseContext
    earlier: Card | None
    later: Card | None
    replaced_by: tuple[Card, ...]
    original: Card | None
    """The release that this one translates."""
    story: tuple[StoryStep, ...]
    """The releases that take each other's place, oldest first; empty when this one stands alone."""
    translations: tuple[Card, ...]
    """The same announcement in other languages, the original among them."""
    variants: tuple[Card, ...]
    """The same announcement as other wires carried it."""
    related: tuple[Card, ...]
    """Those the release itself names, then older ones that share rare terms with it, until there are five."""
    citations: tuple[Citation, ...]
    records: tuple[CitationRecord, ...]
    twins: tuple[TwinLink, ...]
    """Its other forms, in the formats the site wants."""
    metadata: tuple[MetaTag, ...]
    """Of Dublin Core and Highwire Press."""
    published: str
    """ISO 8601, as finely as it was stated; empty when it was not."""
