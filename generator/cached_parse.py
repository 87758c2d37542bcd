"""Load and parse, of the sources that changed: what the state knows of the others is as good.

A file counts as unchanged when its stat says so, or when its bytes have the digest they had. A body is parsed again
only when the Markdown itself changed, so that editing a tag never runs Markdown.
"""

import sqlite3
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from generator.cached_pictures import measure_pictures
from generator.crew import Crew
from generator.digests import digest_of_bytes
from generator.engine import engine_digest
from generator.file_stat import Stat, is_settled
from generator.front_matter import read_front_matter, split_document
from generator.last_time import each
from generator.load import Listed, Scan, read_source
from generator.markdown_settings import Dialect
from generator.memory import Memory
from generator.model import FrontMatter, Page, Release, SourceFile
from generator.parse import ParsedPage, ParsedRelease, Task, parse_batch
from generator.picture_sizes import Size
from generator.problems import BuildFailed, Problem, errors_in
from generator.state import KnownSource, State, read_state


@dataclass(frozen=True, slots=True)
class Parsed:
    """What parsing made of the sources, now or before."""

    releases: tuple[Release, ...]
    versions: tuple[Release, ...]
    """As they were before they were corrected."""
    pages: tuple[Page, ...]
    ledger: SourceFile | None
    vocabulary: SourceFile | None
    pictures: Mapping[str, Size]
    """How large each picture below `content/media/` is, by path."""
    problems: tuple[Problem, ...]


_NOTED = 1000
"""Sources that wait to be noted in the state."""
_RELEASE = msgspec.msgpack.Decoder(ParsedRelease)
_PAGE = msgspec.msgpack.Decoder(ParsedPage)


def parse_changed(
    site: Path,
    scan: Scan,
    dialect: Dialect,
    state: State,
    crew: Crew,
    memory: Memory | None = None,
) -> Parsed:
    """Return every release and page of a scan; those that changed are read and parsed, and kept in the state.

    `memory` is that of a process which does this again and again.
    """
    known = memory.take_sources(state) if memory else state.sources()
    pass_ = _Pass(site, state, known, time.time_ns(), {}, [], follows=memory is not None)
    records = pass_.records(scan.releases, dialect, crew, is_page=False)
    releases = [*each(memory.releases if memory else None, _RELEASE.decode, records, key=bytes)]
    earlier = [_RELEASE.decode(record) for record in pass_.records(scan.versions, dialect, crew, is_page=False)]
    pages = [_PAGE.decode(record) for record in pass_.records(scan.pages, dialect, crew, is_page=True)]
    ledger, vocabulary = (
        read_source(site, listed.path, pass_.problems) if listed else None for listed in (scan.ledger, scan.vocabulary)
    )
    pictures = measure_pictures(site, scan.media, pass_.known, pass_.changed, pass_.began)
    gone = pass_.known.keys() - {listed.path for listed in (*scan.releases, *scan.versions, *scan.pages, *scan.media)}
    pass_.note_all()
    state.change_sources({}, sorted(gone))
    state.commit()
    if memory:
        memory.keep_sources(state, {path: source for path, source in known.items() if path not in gone})
    return Parsed(
        releases=tuple(parsed.noun for parsed in releases if parsed.noun is not None),
        versions=tuple(parsed.noun for parsed in earlier if parsed.noun is not None),
        pages=tuple(parsed.noun for parsed in pages if parsed.noun is not None),
        ledger=ledger,
        vocabulary=vocabulary,
        pictures=pictures,
        problems=(
            *pass_.problems,
            *(problem for parsed in releases for problem in parsed.problems),
            *(problem for parsed in earlier for problem in errors_in(parsed.problems)),  # nobody mends a kept file
            *(problem for parsed in pages for problem in parsed.problems),
        ),
    )


def read_fronts(site: Path, scan: Scan, dialect: Dialect) -> tuple[dict[str, FrontMatter], list[Problem]]:
    """Return the front matter of every release of a scan, by path, and what is wrong in it; no text is read.

    Of a file that is as it was, what the last build knew is taken.
    """
    known = _known_sources(site, dialect)
    fronts, problems = dict[str, FrontMatter | None](), list[Problem]()
    for path, stat in scan.releases:
        before = known.get(path)
        if before and before.stat == stat:
            parsed = _RELEASE.decode(before.record)
            fronts[path] = parsed.noun.front if parsed.noun else None
            problems += parsed.problems
        elif source := read_source(site, path, problems):
            fronts[path], more = read_front_matter(split_document(source.data, path), path)
            problems += more
    return {path: front for path, front in fronts.items() if front}, problems


def _known_sources(site: Path, dialect: Dialect) -> dict[str, KnownSource]:
    """Return what the last build knew of the sources; nothing when there is no such build, or it was another's."""
    with suppress(BuildFailed, sqlite3.Error, msgspec.DecodeError), closing(read_state(site)) as state:
        if state.is_of(engine_digest(dialect)):
            return state.sources()
    return {}


def _bytes_of(task: Task) -> int:
    return len(task.source.data)


@dataclass(frozen=True, slots=True)
class _Pass:
    """One pass over the sources."""

    site: Path
    state: State
    known: dict[str, KnownSource]
    began: int
    """In nanoseconds since 1970."""
    changed: dict[str, KnownSource]
    """Those that wait to be noted."""
    problems: list[Problem]
    follows: bool
    """Whether `known` is to become what the state knows."""

    def records(self, files: Sequence[Listed], dialect: Dialect, crew: Crew, *, is_page: bool) -> Iterator[bytes]:
        """Yield what parsing made of each file, in their order; a file that cannot be read is left out."""
        records: dict[str, bytes | None] = {}
        given: deque[tuple[str, Stat | None, str]] = deque()
        awaited = deque(path for path, _ in files)

        def tasks() -> Iterator[Task]:
            for path, stat in files:
                known = self.known.get(path)
                if known and known.stat == stat:
                    records[path] = known.record
                    continue
                source = read_source(self.site, path, self.problems)
                if source is None:
                    records[path] = None
                    continue
                settled = stat if is_settled(stat, self.began) else None
                digest = digest_of_bytes(source.data)
                if known and known.digest == digest:
                    self._note(path, known._replace(stat=settled))
                    records[path] = known.record
                    continue
                given.append((path, settled, digest))
                body = self.state.bodies.get(known.body) if known and known.body else None
                yield Task(source, is_page, {known.body: body} if known and body else {})

        for done in crew.work(parse_batch, dialect, tasks(), weigh=_bytes_of):
            path, stat, digest = given.popleft()
            if done.body:
                self.state.bodies[done.key] = done.body
            self._note(path, KnownSource(stat, digest, done.key, done.record))
            records[path] = done.record
            yield from _in_turn(records, awaited)
        yield from _in_turn(records, awaited)

    def _note(self, path: str, source: KnownSource) -> None:
        """Have a source in the state, some at a time: together with what is made of them they would fill the memory."""
        self.changed[path] = source
        if len(self.changed) >= _NOTED:
            self.note_all()

    def note_all(self) -> None:
        """Have in the state what waits for it."""
        self.state.change_sources(self.changed, ())
        if self.follows:
            self.known.update(self.changed)
        self.changed.clear()


def _in_turn(records: dict[str, bytes | None], awaited: deque[str]) -> Iterator[bytes]:
    """Take out the records of the files that are next in their order."""
    while awaited and awaited[0] in records:
        record = records.pop(awaited.popleft())
        if record is not None:
            yield record
