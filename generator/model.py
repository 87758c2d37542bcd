"""The nouns of Dateline: frozen dataclasses without I/O.

One type per stage, each complete when it is made: `SourceFile` is loaded, `Release` and `Page` are parsed; the
organised `Site` and the plan of what to render live with the stage that makes them.
"""

from dataclasses import dataclass, field
from typing import Literal

from generator.dates import StatedDate

Status = Literal["published", "draft"]
DisclosureKind = Literal["fara", "paid", "forward-looking", "other"]
NoticeKind = Literal["editor", "reply", "court", "rights"]
MediumKind = Literal["image", "video", "audio", "document"]
TermKind = Literal["tags", "people", "organizations", "places"]

STATUSES: tuple[Status, ...] = ("published", "draft")
DISCLOSURE_KINDS: tuple[DisclosureKind, ...] = ("fara", "paid", "forward-looking", "other")
NOTICE_KINDS: tuple[NoticeKind, ...] = ("editor", "reply", "court", "rights")
MEDIUM_KINDS: tuple[MediumKind, ...] = ("image", "video", "audio", "document")
ABOVE_HEADLINE: tuple[DisclosureKind, ...] = ("fara", "paid")
"""Statements that a page shows before everything else."""
BEGINNING = 300
"""Characters of a body's words that an extract holds."""
TERM_KINDS: tuple[TermKind, ...] = ("tags", "people", "organizations", "places")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file as it lies on the disk."""

    path: str
    """Relative to the site's folder, with forward slashes."""
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a release was issued from, in normal case, spelled as the release spells it."""

    city: str | None = None
    region: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words the release attributes to somebody."""

    text: str
    speaker: str | None = None
    """Absent when the text does not state it."""
    role: str | None = None
    pull: bool = False
    """A pull quote stands outside the body and is shown from this field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody the press was asked to turn to at the time."""

    name: str | None = None
    organization: str | None = None
    role: str | None = None
    email: str | None = None
    phone: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """A legal statement that belongs to the release and is shown with every form of it."""

    kind: DisclosureKind
    text: str
    """Verbatim."""
    registrant: str | None = None
    principal: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something the archive has to say about a release, shown above its body."""

    date: StatedDate | None = None
    kind: NoticeKind = "editor"
    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """A picture, recording or document of a release: a file under `content/media/` or an address elsewhere."""

    file: str | None = None
    url: str | None = None
    kind: MediumKind = "image"
    alt: str | None = None
    caption: str | None = None
    credit: str | None = None
    license: str | None = None
    rights_until: StatedDate | None = None
    poster: str | None = None
    captions: str | None = None
    transcript: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What was corrected, when, and the file that holds the text before it."""

    date: StatedDate
    note: str
    previous: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """Why and when a release was withdrawn, and whether its text may still be read."""

    date: StatedDate
    reason: str
    alternative: str | None = None
    text: Literal["kept", "removed"] = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """Where a release came from: the raw bytes that were imported, and what was read into them."""

    file: str
    """Relative to `content/originals/`."""
    item: str | None = None
    """The item inside a container, such as a message's number in a mailbox."""
    sha256: str
    """Of the item's bytes, in hexadecimal."""
    media_type: str | None = None
    importer: str | None = None
    version: str | None = None
    imported: StatedDate | None = None
    inferred: tuple[str, ...] = ()
    """The names of the fields that nobody stated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What a release says about itself; every field but `title` may be absent."""

    title: str
    id: str | None = None
    subtitle: str | None = None
    summary: str | None = None
    slug: str | None = None
    number: str | None = None
    identifiers: tuple[str, ...] = ()
    language: str | None = None
    date: StatedDate | None = None
    updated: StatedDate | None = None
    embargo: StatedDate | None = None
    expires: StatedDate | None = None
    status: Status = "published"
    listed: bool = True
    dateline: str | None = None
    place: Place | None = None
    issuers: tuple[str, ...] = ()
    source: str | None = None
    source_url: str | None = None
    tags: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    tickers: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    contacts: tuple[Contact, ...] = ()
    disclosures: tuple[Disclosure, ...] = ()
    notices: tuple[Notice, ...] = ()
    media: tuple[Medium, ...] = ()
    related: tuple[str, ...] = ()
    replaces: str | None = None
    translation_of: str | None = None
    variant_of: str | None = None
    aliases: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    withdrawn: Withdrawal | None = None
    original: Original | None = None

    @property
    def inferred(self) -> tuple[str, ...]:
        """The names of the fields that nobody stated."""
        return self.original.inferred if self.original else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A Markdown text made ready for a page."""

    html: str
    """Sanitised; links and pictures still carry the addresses the author wrote."""
    text: str
    """The words alone, for summaries and search."""
    links: tuple[str, ...] = ()
    """The addresses in `html` that may lead to another part of the site, in order, each once."""
    pictures: tuple[str, ...] = ()
    """Those of them that are shown as pictures."""
    words: str = ""
    """Of a release: the words that search finds it by, each once and sorted, with a blank between them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """What other pages and the plan need of a body; the bodies of an archive are never all in memory."""

    key: str
    """By which the body itself is found: of the Markdown and the dialect it was read in."""
    beginning: str
    """Of its words, at most `BEGINNING` characters."""
    links: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One press release, read from one file of `content/releases/`."""

    path: str
    """Relative to the site's folder, with forward slashes."""
    digest: str
    """Of the file's bytes."""
    front: FrontMatter
    body: Extract
    statements: tuple[Disclosure, ...] = ()
    """Those of its disclosures, fara and paid ones apart, whose words do not stand in the body."""
    quoted_at: tuple[str, ...] = ()
    """For each of its quotes the id of the paragraph that it stands in; empty when that is not in the body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One plain page, read from one file of `content/pages/`."""

    path: str
    title: str
    slug: str
    description: str | None = None
    language: str | None = None
    body: Body = field(default_factory=lambda: Body(html="", text=""))
