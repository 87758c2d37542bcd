"""What is checked: a built site, and the content it was built from. A check reads these, and changes none."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from generator.cached_parse import Parsed, parse_changed, read_fronts
from generator.config import Config
from generator.crew import Crew
from generator.engine import engine_digest
from generator.last_build import recall_build
from generator.load import STATIC, Scan, scan, scan_for
from generator.lock import hold_lock
from generator.model import FrontMatter
from generator.organise import Archive, Site, organise
from generator.publish import INCOMING, MARKER
from generator.state import StateDamaged, delete_state, open_state


@dataclass(frozen=True, slots=True)
class Content:
    """What the site was built from, parsed."""

    scan: Scan
    parsed: Parsed
    as_of: datetime | None
    """The instant that the last build of the output was of; None when nothing is known of it."""


@dataclass(frozen=True, kw_only=True)
class Subject:
    """One site under examination."""

    site: Path
    output: Path
    config: Config
    files: Mapping[str, int]
    """Every file of the output: its path below the folder, with forward slashes, and its bytes; by path."""
    now: datetime
    crew: Crew
    external: bool = False
    """Ask other sites whether the links to them still lead somewhere."""
    pause: float = 1.0
    """Seconds between two questions to one of them."""
    host: str | None = None
    """The host whose limits the site must keep to; None: those of all are looked at."""

    @cached_property
    def content(self) -> Content:
        """The content, read when a check first asks for it."""
        try:
            return read_content(self)
        except StateDamaged:
            delete_state(self.site)
            return read_content(self)

    @cached_property
    def fronts(self) -> Mapping[str, FrontMatter]:
        """The front matter of every release, by path: for checks that need no texts."""
        if "content" in vars(self):
            return {release.path: release.front for release in self.content.parsed.releases}
        return read_fronts(self.site, scan(self.site), self.config.markdown.dialect)[0]

    @cached_property
    def as_of(self) -> datetime:
        """The instant whose site the output is: that of its build, and never one that is still to come."""
        return min(self.content.as_of or self.now, self.now)

    @cached_property
    def organised(self) -> Site:
        """What a build of that instant decides to show, and where."""
        parsed = self.content.parsed
        return organise(
            Archive(
                releases=parsed.releases,
                pages=parsed.pages,
                ledger=parsed.ledger,
                vocabulary=parsed.vocabulary,
                media=tuple(listed.path for listed in self.content.scan.media),
                pictures=parsed.pictures,
                config=self.config,
                as_of=self.as_of,
            )
        )

    @cached_property
    def static(self) -> frozenset[str]:
        """The files that were copied from `content/static/`: nobody's layout made them."""
        return frozenset(listed.path.removeprefix(f"{STATIC}/") for listed in scan(self.site).static)

    @cached_property
    def name(self) -> str:
        """What the output folder is called in messages: from the site's folder, if it lies in there."""
        whole, root = self.output.absolute(), self.site.absolute()
        return whole.relative_to(root).as_posix() if whole.is_relative_to(root) else whole.as_posix()

    def shown(self, path: str) -> str:
        """Return what a file of the output is called in messages."""
        return f"{self.name}/{path}"

    def read(self, path: str) -> bytes:
        """Return the bytes of a file of the output."""
        return (self.output / path).read_bytes()

    def paths(self, *suffixes: str) -> Iterator[str]:
        """Yield the files of the output whose names end so."""
        return (path for path in self.files if path.endswith(suffixes))


def read_content(subject: Subject) -> Content:
    """Read and parse the content as a build does, with what the last build knew."""
    site, config = subject.site, subject.config
    dialect = config.markdown.dialect
    engine = engine_digest(dialect)
    with hold_lock(site, "build"), open_state(site, engine) as state:
        found = scan_for(site, config)
        last = recall_build(state, subject.name)
        parsed = parse_changed(site, found, dialect, state, subject.crew)
    return Content(found, parsed, last.as_of if last else None)


def find_files(output: Path) -> dict[str, int]:
    """Return every file of an output folder with its bytes, by path; the marker is none of them."""
    found: dict[str, int] = {}
    _find(str(output), "", found)
    found.pop(MARKER, None)
    return found


def _find(folder: str, prefix: str, found: dict[str, int]) -> None:
    with os.scandir(folder) as opened:
        entries = sorted(opened, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if prefix or entry.name != INCOMING:
                _find(entry.path, f"{prefix}{entry.name}/", found)
        else:
            found[prefix + entry.name] = entry.stat(follow_symlinks=False).st_size
