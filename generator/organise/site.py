"""The organised site: what is visible at an instant, where it stands, and what leads there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from generator.config import Config
from generator.contexts import Ribbon
from generator.dates import StatedDate
from generator.digests import Known, digest_of
from generator.model import Page, Release, TermKind
from generator.picture_sizes import Size
from generator.problems import Problem
from generator.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A visible release with its place in the site."""

    release: Release
    address: str
    instant: datetime
    """When it became visible, in UTC; with the id it gives the total order of the archive."""
    ribbon: Ribbon
    removed: bool
    """Withdrawn with its text, or expired: title, date and reason stay at the address, nothing else anywhere."""
    listed: bool
    """Stands in lists: neither `listed: false` nor a variant of another release that is visible."""
    withdrawn: bool = field(init=False)
    """Whether the release was withdrawn or has expired, with or without its text."""
    key: str = field(init=False)
    """What is behind the address: the release's id, or its path when it has none."""
    digest: str = field(init=False)
    """Of all that is in it."""

    def __post_init__(self) -> None:
        """Find out at once what many pages ask for."""
        release = self.release
        place = (self.address, self.instant.isoformat(), self.ribbon, self.removed, self.listed)
        digest = digest_of((release.path, release.digest, release.body.key, *place))
        object.__setattr__(self, "withdrawn", self.removed or release.front.withdrawn is not None)
        object.__setattr__(self, "key", release.front.id or release.path)
        object.__setattr__(self, "digest", digest)

    @property
    def expired(self) -> bool:
        """Tell whether its text is gone because its time was over."""
        return self.removed and self.release.front.withdrawn is None

    def known(self) -> "Known[Entry]":
        """Return the entry with its digest, for the inputs of a page."""
        return Known(self, self.digest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A release as it was before it was corrected, under the id and with the notices that it has now."""

    entry: Entry
    """At the address of the version."""
    corrected: StatedDate
    """When another text took its place."""
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainPage:
    """A plain page with its address."""

    page: Page
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TermGroup:
    """A tag, person, organisation or place, with the releases that carry it, oldest first."""

    kind: TermKind
    name: str
    """As the vocabulary spells it, else the oldest of its releases."""
    key: str
    address: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One quotation of a release."""

    entry: Entry
    number: int
    """Its place among the release's quotes."""

    @property
    def anchor(self) -> str:
        """The id of the paragraph that it stands in; empty when it stands in none."""
        places = self.entry.release.quoted_at
        return places[self.number] if self.number < len(places) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody whom releases quote by name, with what was said, oldest first."""

    name: str
    """As the vocabulary spells it, else the oldest of the releases."""
    key: str
    address: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """An old address and where it leads now."""

    address: str
    target: str
    title: str
    origin: str
    """The file that says so."""
    gives_way: bool = False
    """Stands only where no other page does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Everything the plan of the output is made from."""

    config: Config
    vocabulary: Vocabulary
    as_of: datetime
    preview: bool
    portable: bool
    entries: tuple[Entry, ...]
    """Every visible release, oldest first."""
    listed: tuple[Entry, ...]
    """Those of them that stand in lists."""
    by_path: Mapping[str, Entry]
    versions: Mapping[str, tuple[Version, ...]] = field(default_factory=dict)
    """Earlier texts of visible releases, the oldest first, by the release's path; none of one that was withdrawn."""
    hidden_paths: frozenset[str]
    hidden_addresses: frozenset[str]
    pages: tuple[PlainPage, ...]
    terms: Mapping[TermKind, tuple[TermGroup, ...]]
    """By name."""
    speakers: tuple[Speaker, ...] = ()
    """By name; none where the site wants no pages of quotes."""
    redirects: tuple[Redirect, ...]
    gone: tuple[str, ...]
    """Addresses of the ledger that lead nowhere any more."""
    media: frozenset[str]
    """The paths of the files under `content/media/`."""
    originals: frozenset[str]
    """Those of the files under `content/originals/`, when any may be published."""
    pictures: Mapping[str, Size]
    """How large those of them that are pictures are, by path."""
    problems: tuple[Problem, ...]
    root: str = "/"
    """Where its home page stands; that of a language is below that of the site."""
    sections: tuple["Site", ...] = ()
    """The parts of a site in other languages: the same releases, other lists."""
