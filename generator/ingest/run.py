"""What the steps of one import hand to each other."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from generator.ingest.known_releases import KnownReleases
from generator.ingest.reading import Item
from generator.ingest.results import ImportOptions
from generator.ingest.sources import Source
from generator.ingest.store import Shelves
from generator.ingest.workers import Workers
from generator.model import FrontMatter


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What does not change from source to source."""

    site: Path
    options: ImportOptions
    now: datetime
    known: KnownReleases
    shelves: Shelves
    workers: Workers
    planned: dict[str, tuple[FrontMatter, str]]
    """What a dry run would have written, by path."""


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
