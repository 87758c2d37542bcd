"""The items of a source: the file itself, what a container holds, what came with an item."""

import hashlib
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from generator.file_stat import is_settled, stat_of
from generator.ingest.asset_originals import files_folder
from generator.ingest.attaching import owner_of
from generator.ingest.beside import InArchive, InFolder, folder_in_archive
from generator.ingest.containers.table import HEAD, Container, find_container, open_container
from generator.ingest.formats.table import Format, find_format
from generator.ingest.originals import ORIGINALS, find_original, is_original, keep_container
from generator.ingest.read_ahead import LARGEST_AHEAD, Foreseen
from generator.ingest.reading import Beside, Item, NotARelease
from generator.ingest.refusals import failed, passed_over, problems_of
from generator.ingest.results import SourceResult, asset_of
from generator.ingest.run import Fetched, LookedAt, Run
from generator.ingest.sources import Source, is_system_file
from generator.ingest.taking_in import finish_known, keep, prepare, take_in
from generator.ingest.unpacking import EndlessArchive, Unpacked
from generator.manifest import sha256_of_file
from generator.problems import ImportRefused, Problem

_LARGEST = 1 << 30
"""Bytes of one item."""
_BYTES_A_SECOND = 5 << 20
"""What a container is at least read through in a second before its first item."""
_DEEPEST = 3
"""Containers within each other."""


def import_file(run: Run, source: Source, looked_at: LookedAt | None) -> Iterator[SourceResult]:
    """Import a file that is one item, and what came with it."""
    if looked_at:
        yield from _import_item(run, looked_at.fetched, looked_at.row)
        return
    if source.path.stat().st_size > _LARGEST:
        raise ImportRefused([Problem(message="the file is larger than 1 GiB; cut it into smaller ones")])
    yield from _import_item(run, _fetch_file(run, source))


def foresee_file(run: Run, source: Source) -> Foreseen | None:
    """Return what will be read of a source; None when that is nothing, or shows only when it is the source's turn."""
    try:
        if source.skip or source.fault:
            return None
        now, stat = time.time_ns(), stat_of(source.path.stat())
        if stat.size > LARGEST_AHEAD:
            return None
        fetched = _fetch_file(run, source)
    except OSError:
        return None
    if find_container(fetched.item.data[:HEAD], source.path.name):
        return None
    foreseen = _foresee(run, fetched)
    if is_settled(stat, now):
        run.looked_at[source.shown] = LookedAt(stat, fetched, foreseen.row if foreseen else None)
    return foreseen


def _foresee(run: Run, fetched: Fetched) -> Foreseen | None:
    try:
        row = find_format(fetched.item, fetched.item.format or run.options.format)
    except (ImportRefused, NotARelease):
        return None
    is_needed = run.known.path_of(fetched.sha256) is None and len(fetched.item.data) <= LARGEST_AHEAD
    return Foreseen(row, prepare(fetched.item, row, run.options)) if is_needed else None


def _fetch_file(run: Run, source: Source) -> Fetched:
    item = Item(name=source.path.name, shown=source.shown, data=source.path.read_bytes())
    sha256 = hashlib.sha256(item.data).hexdigest()
    original = find_original(run.site, source.located, sha256)
    item = replace(item, beside=_beside(run, source, original))
    return Fetched(source=source, item=item, sha256=sha256, original=original)


def _beside(run: Run, source: Source, original: str) -> Beside:
    """Return where the files that came with a source lie: those of an original are kept in a folder of their own."""
    if is_original(run.site, source.path, original):
        return InFolder(run.site / ORIGINALS / files_folder(original), renamed=True)
    return InFolder(source.path.parent)


def import_container(run: Run, source: Source, container: Container) -> Iterator[SourceResult]:
    """Import every item of a container."""
    sha256 = sha256_of_file(source.path)
    original = find_original(run.site, source.located, sha256)
    fetched = Fetched(
        source=source,
        item=Item(name=source.path.name, shown=source.shown, data=b"", beside=_beside(run, source, original)),
        sha256=sha256,
        original=original,
        container_sha256=sha256,
    )
    unpacked = Unpacked(source.path.stat().st_size)
    yield from _import_items(run, fetched, container, source.path, unpacked, depth=1)
    if unpacked.too_deep:
        raise _lies_too_deep(unpacked.too_deep)
    if not run.options.dry_run and source.in_inbox:
        keep_container(run.site, original, source.path, sha256)
        run.written.note(f"{ORIGINALS}/{original}", sha256)


def _import_items(
    run: Run, fetched: Fetched, container: Container, content: Path | bytes, unpacked: Unpacked, *, depth: int
) -> Iterator[SourceResult]:
    """Import the items of a container; a container among them is opened in its turn.

    Raises ImportRefused for one that cannot be read to its end, and EndlessArchive, which ends those around it as well.
    """
    arguments = (container.name, content, fetched.item.name, fetched.item.shown, run.options.columns)
    size = content.stat().st_size if isinstance(content, Path) else len(content)
    items = (
        run.workers.stream(open_container, *arguments, more_seconds=size / _BYTES_A_SECOND)
        if container.risky
        else open_container(*arguments)
    )
    count = 0
    counted = _counted(items, unpacked) if container.name == "zip" else items
    parts = (_part(fetched, container, content, item) for item in counted)
    for part in run.ahead.along(parts, partial(_foresee_part, run)):
        count += 1
        item = part.item
        if is_system_file(item.name):
            yield SourceResult(source=item.shown, status="skipped", reason="system-file")
        elif item.asset_of:
            yield SourceResult(source=item.shown, status="skipped", reason=asset_of(item.asset_of))
        elif inner := _inner_container(item):
            if depth == _DEEPEST:
                unpacked.too_deep.append(item.shown)
                continue
            try:
                yield from _import_items(run, part, inner, item.data, unpacked, depth=depth + 1)
            except EndlessArchive:
                raise
            except ImportRefused as refusal:
                yield failed(item.shown, refusal.problems)
            except NotARelease as unfit:
                yield passed_over(item.shown, unfit, named=False)
        else:
            yield from _import_item(run, part)
    if not count:
        raise ImportRefused([Problem(message="it holds nothing that could be imported")])


def _lies_too_deep(paths: Sequence[str]) -> ImportRefused:
    """Return the one refusal for all that a source holds too deep, which a bomb may have by the thousand."""
    which = paths[0] if len(paths) == 1 else f"{paths[0]} and {len(paths) - 1} more"
    message = (
        f"in it, containers lie {_DEEPEST + 1} deep in each other ({which}); unpack the outer ones, and import them"
    )
    return ImportRefused([Problem(message=message)])


def _counted(items: Iterable[Item], unpacked: Unpacked) -> Iterator[Item]:
    for item in items:
        unpacked.add(len(item.data))
        yield item


def _part(fetched: Fetched, container: Container, content: Path | bytes, item: Item) -> Fetched:
    """Return an item of a container as a part of what the container is."""
    sha256 = hashlib.sha256(item.data).hexdigest()
    beside = fetched.item.beside
    if container.name == "zip":
        beside = InArchive(content, folder_in_archive(item.item or "")) if isinstance(content, Path) else None
    item = replace(item, beside=beside)
    return replace(fetched, item=replace(item, item=_address(fetched.item.item, item.item)), sha256=sha256)


def _inner_container(item: Item) -> Container | None:
    return find_container(item.data[:HEAD], item.name) if item.format is None else None


def _foresee_part(run: Run, part: Fetched) -> Foreseen | None:
    passed_by = is_system_file(part.item.name) or part.item.asset_of or _inner_container(part.item)
    return None if passed_by else _foresee(run, part)


def _address(outer: str | None, inner: str | None) -> str | None:
    """Return the address of an item that lies in a container in a container: `a.zip!/b.mbox#17`."""
    if not outer or not inner:
        return outer or inner
    return outer + inner if inner.startswith("#") else f"{outer}!/{inner}"


def _import_item(run: Run, fetched: Fetched, row: Format | None = None) -> Iterator[SourceResult]:
    """Import an item, then the documents that came with it."""
    shown = fetched.item.shown
    try:
        row = row or find_format(fetched.item, fetched.item.format or run.options.format)
        yield _import_itself(run, fetched, row)
        if row.attachments:
            risky = run.workers.stream(row.attachments, fetched.item) if row.risky else None
            for attachment in risky or row.attachments(fetched.item):
                sha256 = hashlib.sha256(attachment.data).hexdigest()
                container = fetched.container_sha256 or fetched.sha256
                part = replace(fetched, item=attachment, sha256=sha256, container_sha256=container)
                yield from _import_item(run, part)
    except NotARelease as unfit:
        if owner := owner_of(run, fetched):
            yield SourceResult(source=shown, status="skipped", reason=asset_of(owner))
            return
        yield passed_over(shown, unfit, named=fetched.source.named and not fetched.item.item)
    except (ImportRefused, OSError) as error:
        yield failed(shown, problems_of(error))


def _import_itself(run: Run, fetched: Fetched, row: Format) -> SourceResult:
    """Import an item without what came with it; a mail that only brings documents is kept with them."""
    if known := run.known.path_of(fetched.sha256):
        return finish_known(run, fetched, known)
    try:
        return take_in(run, fetched, row)
    except NotARelease as unfit:
        if row.attachments is None:
            raise
        if not run.options.dry_run:
            keep(run, fetched, fetched.original)
        return passed_over(fetched.item.shown, unfit, named=False)
