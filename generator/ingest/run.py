"""What the steps of one import hand to each other."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from generator.file_stat import Stat
from generator.ingest.formats.table import Format
from generator.ingest.kinship import Kinship
from generator.ingest.known_releases import KnownReleases
from generator.ingest.media_shelves import MediaShelves
from generator.ingest.planned import Planned
from generator.ingest.read_ahead import ReadAhead
from generator.ingest.reading import Item
from generator.ingest.results import ImportOptions
from generator.ingest.sources import Source
from generator.ingest.store import Shelves
from generator.ingest.terms.known import KnownTerms
from generator.ingest.workers import Workers
from generator.ingest.written_files import WrittenFiles


class Parts(NamedTuple):
    """The files that came with a source."""

    original: str
    """Where the source is kept, below `content/originals/`."""
    paths: tuple[str, ...]
    """Of the files, from the folder of the source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What does not change from source to source."""

    site: Path
    options: ImportOptions
    now: datetime
    known: KnownReleases
    shelves: Shelves
    workers: Workers
    ahead: ReadAhead
    planned: Planned
    kinship: Kinship
    media: MediaShelves
    written: WrittenFiles
    terms: KnownTerms = field(default_factory=KnownTerms)
    owners: dict[str, str] = field(default_factory=dict)
    """Which source a file belongs to, by the file's path as users know it or the beginning of its SHA-256."""
    kept: set[str] = field(default_factory=set)
    """The containers that this import has kept, by where below `content/originals/`."""
    parts: dict[str, Parts] = field(default_factory=dict)
    """What lies in the inbox beside a source, by the source's path as users know it."""
    looked_at: dict[str, "LookedAt"] = field(default_factory=dict)
    """Files that were read before their turn, by their paths as users know them."""
    durable: set[str] = field(default_factory=set)
    """The releases of this import that are on the disk for certain, for their sources leave the inbox."""
    leaving: list[tuple[Source, int]] = field(default_factory=list)
    """What leaves the inbox at the end with the files beside it, and when it was changed as it was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An item, and the source whose bytes are kept as its original."""

    source: Source
    item: Item
    sha256: str
    """Of the item's bytes."""
    original: str
    """Where the source is kept, below `content/originals/`."""
    container_sha256: str | None = None
    """Of the source's bytes, when the item is only a part of them."""


class LookedAt(NamedTuple):
    """A file that was read before its turn, and how it was then: the same stat means the same bytes."""

    stat: Stat
    fetched: Fetched
    row: Format | None
    """The format that will read it, if it will be read."""
