"""The sentence of import: source → items → format → reading → original, release, journal, inbox.

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
from generator.ingest.containers.table import HEAD, Container, find_container, open_container
from generator.ingest.files import make_durable
from generator.ingest.formats.table import Format, find_format
from generator.ingest.known_releases import KnownReleases
from generator.ingest.log import is_logged, log_ingestion
from generator.ingest.mojibake import repair_bytes
from generator.ingest.originals import ORIGINALS, digest_of, find_original, keep_container, keep_original
from generator.ingest.reading import Item, NotARelease, Reading
from generator.ingest.results import ImportOptions, SourceResult
from generator.ingest.sources import Source, find_sources, is_system_file
from generator.ingest.store import Shelves
from generator.ingest.workers import Workers
from generator.lock import hold_lock
from generator.model import FrontMatter, Original, Status
from generator.problems import ImportRefused, Problem

_LARGEST = 1 << 30
"""Bytes of one item."""
_BYTES_A_SECOND = 5 << 20
"""What a container is at least read through in a second before its first item."""
_DEEPEST = 3
"""Containers within each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
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
class _Fetched:
    """An item, and the source whose bytes are kept as its original."""

    source: Source
    item: Item
    sha256: str
    """Of the item's bytes."""
    original: str
    """Where the source is kept, below `content/originals/`."""
    container_sha256: str | None = None
    """Of the source's bytes, when the item is only a part of them."""


def import_sources(
    site: Path, paths: Sequence[Path], options: ImportOptions, *, now: datetime
) -> Iterator[SourceResult]:
    """Import every source at `paths` into the site and yield what became of each, as it happens.

    A container yields a result for each item it holds. What cannot be imported is left where it was and yields its
    problem. Raises DatelineError only when another import does not end in time.
    """
    with nullcontext() if options.dry_run else hold_lock(site, "import"), Workers(options.limits) as workers:
        run = _Run(
            site=site,
            options=options,
            now=now,
            known=KnownReleases(site),
            shelves=Shelves(site),
            workers=workers,
            planned={},
        )
        for source in find_sources(site, paths):
            yield from _import_source(run, source)


def _import_source(run: _Run, source: Source) -> Iterator[SourceResult]:
    if source.skip:
        yield SourceResult(source=source.shown, status="skipped", reason=source.skip)
        return
    try:
        if source.fault:
            raise ImportRefused([Problem(message=source.fault)])
        changed = source.path.stat().st_mtime_ns
        with source.path.open("rb") as file:
            container = find_container(file.read(HEAD), source.path.name)
        results = _import_container(run, source, container) if container else _import_file(run, source)
        done = []
        for result in results:
            done.append(replace(result, body=None))  # the texts of a large container are never all held
            yield result
    except (ImportRefused, OSError) as error:
        yield _failed(source.shown, _problems(error))
    else:
        if all(_is_kept(result, in_container=container is not None) for result in done):
            _leave_inbox(run, source, changed, done)


def _import_file(run: _Run, source: Source) -> Iterator[SourceResult]:
    if source.path.stat().st_size > _LARGEST:
        raise ImportRefused([Problem(message="the file is larger than 1 GiB; cut it into smaller ones")])
    item = Item(name=source.path.name, shown=source.shown, data=source.path.read_bytes())
    sha256 = hashlib.sha256(item.data).hexdigest()
    original = find_original(run.site, source.path, sha256)
    yield from _import_item(run, _Fetched(source=source, item=item, sha256=sha256, original=original))


def _import_container(run: _Run, source: Source, container: Container) -> Iterator[SourceResult]:
    sha256 = digest_of(source.path)
    original = find_original(run.site, source.path, sha256)
    fetched = _Fetched(
        source=source,
        item=Item(name=source.path.name, shown=source.shown, data=b""),
        sha256=sha256,
        original=original,
        container_sha256=sha256,
    )
    yield from _import_items(run, fetched, container, source.path, depth=1)
    if not run.options.dry_run and source.in_inbox:
        keep_container(run.site, original, source.path, sha256)


def _import_items(
    run: _Run, fetched: _Fetched, container: Container, content: Path | bytes, *, depth: int
) -> Iterator[SourceResult]:
    """Import the items of a container; a container among them is opened in its turn."""
    if depth > _DEEPEST:
        message = f"containers lie {depth} deep in each other here; unpack the outer ones, and import what they hold"
        raise ImportRefused([Problem(message=message)])
    arguments = (container.name, content, fetched.item.name, fetched.item.shown, run.options.columns)
    size = content.stat().st_size if isinstance(content, Path) else len(content)
    items = (
        run.workers.stream(open_container, *arguments, more_seconds=size / _BYTES_A_SECOND)
        if container.risky
        else open_container(*arguments)
    )
    count = 0
    for item in items:
        count += 1
        sha256 = hashlib.sha256(item.data).hexdigest()
        part = replace(fetched, item=replace(item, item=_address(fetched.item.item, item.item)), sha256=sha256)
        inner = find_container(item.data[:HEAD], item.name) if item.format is None else None
        if is_system_file(item.name):
            yield SourceResult(source=item.shown, status="skipped", reason="system-file")
        elif inner:
            try:
                yield from _import_items(run, part, inner, item.data, depth=depth + 1)
            except ImportRefused as refusal:
                yield _failed(item.shown, refusal.problems)
        else:
            yield from _import_item(run, part)
    if not count:
        raise ImportRefused([Problem(message="it holds nothing that could be imported")])


def _address(outer: str | None, inner: str | None) -> str | None:
    """Return the address of an item that lies in a container in a container: `a.zip!/b.mbox#17`."""
    if not outer or not inner:
        return outer or inner
    return outer + inner if inner.startswith("#") else f"{outer}!/{inner}"


def _import_item(run: _Run, fetched: _Fetched) -> Iterator[SourceResult]:
    """Import an item, then the documents that came with it."""
    shown = fetched.item.shown
    try:
        row = find_format(fetched.item, fetched.item.format or run.options.format)
        known = run.known.path_of(fetched.sha256)
        yield _finish_known(run, fetched, known) if known else _import_new(run, fetched, row)
        if row.attachments:
            risky = run.workers.stream(row.attachments, fetched.item) if row.risky else None
            for attachment in risky or row.attachments(fetched.item):
                sha256 = hashlib.sha256(attachment.data).hexdigest()
                container = fetched.container_sha256 or fetched.sha256
                part = replace(fetched, item=attachment, sha256=sha256, container_sha256=container)
                yield from _import_item(run, part)
    except NotARelease as unfit:
        if fetched.source.named and not fetched.item.item:
            yield _failed(shown, [Problem(message=str(unfit))])
        else:
            yield SourceResult(source=shown, status="skipped", reason="not-a-release")
    except (ImportRefused, OSError) as error:
        yield _failed(shown, _problems(error))


def _import_new(run: _Run, fetched: _Fetched, row: Format) -> SourceResult:
    item = fetched.item
    if run.options.repair_encoding and not row.risky:
        item = replace(item, data=repair_bytes(item.data))
    reading: Reading = run.workers.call(row.read, item) if row.risky else row.read(item)
    front = _complete(run, fetched, row, reading)
    if run.options.dry_run:
        file, front = run.shelves.plan(front)
        run.planned[file] = front, reading.body
    else:
        _keep(run, fetched, fetched.original)
        file, front = run.shelves.store(front, reading.body)
        _log(run, fetched, file)
    run.known.add(fetched.sha256, file)
    return SourceResult(
        source=item.shown, status="imported", file=file, front=front, body=reading.body, problems=reading.problems
    )


def _complete(run: _Run, fetched: _Fetched, row: Format, reading: Reading) -> FrontMatter:
    """Add to what was read what import itself knows."""
    return replace(
        reading.front,
        id=fetched.sha256[:16],
        status=_status(reading.front, run.options),
        aliases=tuple(alias for alias in reading.front.aliases if _is_own(alias, reading.front, run.options)),
        original=Original(
            file=fetched.original,
            item=fetched.item.item,
            sha256=fetched.sha256,
            media_type=row.media_type,
            importer=row.name,
            version=__version__,
            imported=StatedDate.of(run.now),
            inferred=reading.inferred,
        ),
    )


def _is_own(alias: str, front: FrontMatter, options: ImportOptions) -> bool:
    """Tell an old address of the site from the place where somebody else carried the release."""
    return alias != front.source_url or alias.startswith(options.own_urls)


def _status(front: FrontMatter, options: ImportOptions) -> Status:
    """Return the status of a new release: a draft when it has no date, or when it calls itself one."""
    if front.date is None or front.status == "draft":
        return "draft"
    return options.status or front.status


def _finish_known(run: _Run, fetched: _Fetched, file: str) -> SourceResult:
    """Describe the release that was made from these bytes, and finish what a killed import may have left undone."""
    front, body = run.planned.get(file) or run.known.read(file)
    if front and front.original and not run.options.dry_run:
        if front.original.item == fetched.item.item:
            _keep(run, fetched, front.original.file)
        if not is_logged(run.site, fetched.sha256):
            _log(run, fetched, file)
    return SourceResult(
        source=fetched.item.shown, status="skipped", file=file, front=front, body=body, reason="same-bytes"
    )


def _keep(run: _Run, fetched: _Fetched, original: str) -> None:
    """Keep the bytes of the source, whole, as it came."""
    if fetched.container_sha256:
        keep_container(run.site, original, fetched.source.path, fetched.container_sha256)
    else:
        keep_original(run.site, original, fetched.item.data)


def _log(run: _Run, fetched: _Fetched, file: str) -> None:
    log_ingestion(run.site, instant=run.now, source=fetched.item.shown, file=file, sha256=fetched.sha256)


def _is_kept(result: SourceResult, *, in_container: bool) -> bool:
    """Tell whether nothing of a source is only in the inbox; what is no release is kept with its container."""
    return result.file is not None or (in_container and result.status == "skipped")


def _leave_inbox(run: _Run, source: Source, changed: int, results: Sequence[SourceResult]) -> None:
    """Remove a file that came through the inbox, unless it was changed since it was read."""
    if run.options.dry_run or not source.in_inbox or source.path.lstat().st_mtime_ns != changed:
        return
    fronts = [result.front for result in results if result.front]
    originals = {f"{ORIGINALS}/{front.original.file}" for front in fronts if front.original}
    make_durable(run.site / path for path in sorted(originals | {result.file for result in results if result.file}))
    source.path.unlink()


def _problems(error: ImportRefused | OSError) -> Sequence[Problem]:
    if isinstance(error, ImportRefused):
        return error.problems
    at = f" at {Path(error.filename).name}" if isinstance(error.filename, str) else ""
    message = f"the disk refused{at}: {error.strerror or error}; check permissions and free space, and import again"
    return [Problem(message=message)]


def _failed(shown: str, problems: Sequence[Problem]) -> SourceResult:
    placed = tuple(problem if problem.path else replace(problem, path=shown) for problem in problems)
    return SourceResult(source=shown, status="failed", problems=placed)
