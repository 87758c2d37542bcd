"""The sentence of import: source → bytes → format → reading → original, release, journal, inbox.

The order of effects is what keeps everything: the original is on disk before the release, the release before its line
in the journal, and only then does a file leave the inbox. Killed in between, the next run finishes.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from generator import __version__
from generator.dates import StatedDate
from generator.ingest.files import make_durable
from generator.ingest.formats.table import Format, find_format
from generator.ingest.known_releases import KnownReleases
from generator.ingest.lock import import_lock
from generator.ingest.log import is_logged, log_ingestion
from generator.ingest.originals import ORIGINALS, keep_original, original_path
from generator.ingest.reading import Item, NotARelease, Reading
from generator.ingest.results import ImportOptions, SourceResult
from generator.ingest.sources import Source, find_sources
from generator.ingest.store import Shelves
from generator.model import FrontMatter, Original
from generator.problems import ImportRefused, Problem

_LARGEST = 1 << 30
"""Bytes of one source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """What does not change from source to source."""

    site: Path
    options: ImportOptions
    now: datetime
    known: KnownReleases
    shelves: Shelves
    planned: dict[str, tuple[FrontMatter, str]]
    """What a dry run would have written, by path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fetched:
    """A source with its bytes."""

    source: Source
    data: bytes
    sha256: str
    changed: int
    """When the file was last changed, in nanoseconds of its file system's clock."""


def import_sources(
    site: Path, paths: Sequence[Path], options: ImportOptions, *, now: datetime
) -> Iterator[SourceResult]:
    """Import every source at `paths` into the site and yield what became of each, as it happens.

    A source that cannot be imported is left where it was and yields its problem. Raises ImportRefused only when another
    import does not end in time, or when the format asked for does not exist.
    """
    with nullcontext() if options.dry_run else import_lock(site):
        run = _Run(site=site, options=options, now=now, known=KnownReleases(site), shelves=Shelves(site), planned={})
        for source in find_sources(site, paths):
            yield _import_source(run, source)


def _import_source(run: _Run, source: Source) -> SourceResult:
    if source.skip:
        return SourceResult(source=source.shown, status="skipped", reason=source.skip)
    try:
        fetched = _fetch(source)
        known = run.known.path_of(fetched.sha256)
        return _finish_known(run, fetched, known) if known else _import_new(run, fetched)
    except NotARelease as unfit:
        if source.named:
            return _failed(source, [Problem(message=str(unfit))])
        return SourceResult(source=source.shown, status="skipped", reason="not-a-release")
    except ImportRefused as refusal:
        return _failed(source, refusal.problems)
    except OSError as error:
        at = f" at {Path(error.filename).name}" if isinstance(error.filename, str) else ""
        message = f"the disk refused{at}: {error.strerror or error}; check permissions and free space, and import again"
        return _failed(source, [Problem(message=message)])


def _fetch(source: Source) -> _Fetched:
    if source.fault:
        raise ImportRefused([Problem(message=source.fault)])
    state = source.path.stat()
    if state.st_size > _LARGEST:
        raise ImportRefused([Problem(message="the file is larger than 1 GiB; cut it into smaller ones")])
    data = source.path.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    return _Fetched(source=source, data=data, sha256=sha256, changed=state.st_mtime_ns)


def _import_new(run: _Run, fetched: _Fetched) -> SourceResult:
    source = fetched.source
    item = Item(name=source.path.name, shown=source.shown, data=fetched.data)
    row = find_format(item, run.options.format)
    reading = row.read(item)
    front = _complete(run, fetched, row, reading)
    if run.options.dry_run:
        file, front = run.shelves.plan(front)
        run.planned[file] = front, reading.body
    else:
        original = original_path(fetched.sha256, source.path.name)
        keep_original(run.site, original, fetched.data)
        file, front = run.shelves.store(front, reading.body)
        _log(run, fetched, file)
        _leave_inbox(run, fetched, original, file)
    run.known.add(fetched.sha256, file)
    return SourceResult(
        source=source.shown, status="imported", file=file, front=front, body=reading.body, problems=reading.problems
    )


def _complete(run: _Run, fetched: _Fetched, row: Format, reading: Reading) -> FrontMatter:
    """Add to what was read what import itself knows."""
    return replace(
        reading.front,
        id=fetched.sha256[:16],
        status="draft" if reading.front.date is None else run.options.status or reading.front.status,
        original=Original(
            file=original_path(fetched.sha256, fetched.source.path.name),
            sha256=fetched.sha256,
            media_type=row.media_type,
            importer=row.name,
            version=__version__,
            imported=StatedDate.of(run.now),
            inferred=reading.inferred,
        ),
    )


def _finish_known(run: _Run, fetched: _Fetched, file: str) -> SourceResult:
    """Describe the release that was made from these bytes, and finish what a killed import may have left undone."""
    front, body = run.planned.get(file) or run.known.read(file)
    if front and front.original and not run.options.dry_run:
        keep_original(run.site, front.original.file, fetched.data)
        if not is_logged(run.site, fetched.sha256):
            _log(run, fetched, file)
        _leave_inbox(run, fetched, front.original.file, file)
    return SourceResult(
        source=fetched.source.shown, status="skipped", file=file, front=front, body=body, reason="same-bytes"
    )


def _log(run: _Run, fetched: _Fetched, file: str) -> None:
    log_ingestion(run.site, instant=run.now, source=fetched.source.shown, file=file, sha256=fetched.sha256)


def _leave_inbox(run: _Run, fetched: _Fetched, original: str, file: str) -> None:
    """Remove a file that came through the inbox, unless it was changed since it was read."""
    path = fetched.source.path
    if fetched.source.in_inbox and path.lstat().st_mtime_ns == fetched.changed:
        make_durable((run.site / ORIGINALS / original, run.site / file))
        path.unlink()


def _failed(source: Source, problems: Sequence[Problem]) -> SourceResult:
    placed = tuple(problem if problem.path else replace(problem, path=source.shown) for problem in problems)
    return SourceResult(source=source.shown, status="failed", problems=placed)
