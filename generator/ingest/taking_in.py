"""One item becomes one release: read, completed, its original kept, written, and noted in the journal."""

from dataclasses import replace
from functools import partial

from generator import __version__
from generator.dates import StatedDate
from generator.ingest.attaching import attach, attach_known
from generator.ingest.formats.table import Format
from generator.ingest.log import is_logged, log_ingestion
from generator.ingest.mojibake import repair_bytes
from generator.ingest.ocr import read_scan
from generator.ingest.originals import ORIGINALS, keep_container, keep_original
from generator.ingest.pairing import note_related, relate
from generator.ingest.reading import Item, Reading
from generator.ingest.remote_media import fetch_into
from generator.ingest.results import ImportOptions, SourceResult
from generator.ingest.run import Fetched, Run
from generator.ingest.terms.known import prefer_known
from generator.manifest import sha256_of_file
from generator.model import FrontMatter, Original, Status


def take_in(run: Run, fetched: Fetched, row: Format) -> SourceResult:
    """Make a new release of an item, or say what a dry run would make; raises ImportRefused when it cannot be read."""
    item = prepare(fetched.item, row, run.options)
    reading = read_item(run, item, row)
    if run.options.fetcher:
        reading = fetch_into(reading, item.shown, run.options.fetcher)
    reading = run.media.place(reading)
    front = _complete(run, fetched, row, reading)
    if not run.options.dry_run:
        keep(run, fetched, fetched.original)
    attach(run, fetched, reading)
    related = relate(run, front, reading)
    front = related.front
    if run.options.dry_run:
        file, front = run.shelves.plan(front)
        run.planned[file] = front, reading.body
    else:
        file, front = run.shelves.store(front, reading.body)
        _log(run, fetched, file)
    run.known.add(fetched.sha256, file)
    note_related(run, file, front, related)
    return SourceResult(
        source=item.shown,
        status="imported",
        file=file,
        front=front,
        body=reading.body,
        problems=(*reading.problems, *related.problems),
        changes=related.changes,
    )


def prepare(item: Item, row: Format, options: ImportOptions) -> Item:
    """Return the item as its format shall read it."""
    if options.repair_encoding and not row.risky:
        return replace(item, data=repair_bytes(item.data))
    return item


def read_item(run: Run, item: Item, row: Format) -> Reading:
    """Read an item as the options say; raises ImportRefused when it cannot be read."""
    read = partial(run.ahead.read, row)
    reading = read(item)
    if run.options.ocr and reading.pages_without_text:
        reading = read_scan(item, reading, run.options.ocr, read)
    return prefer_known(reading, run.terms)


def _complete(run: Run, fetched: Fetched, row: Format, reading: Reading) -> FrontMatter:
    """Add to what was read what import itself knows."""
    return replace(
        own_front(reading.front, run.options),
        id=fetched.sha256[:16],
        status=_status(reading.front, run.options),
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


def own_front(front: FrontMatter, options: ImportOptions) -> FrontMatter:
    """Return a front matter without the addresses at which others carried the release."""
    if not front.aliases:
        return front
    return replace(front, aliases=tuple(alias for alias in front.aliases if _is_own(alias, front, options)))


def _is_own(alias: str, front: FrontMatter, options: ImportOptions) -> bool:
    """Tell an old address of the site from the place where somebody else carried the release."""
    return alias != front.source_url or alias.startswith(options.own_urls)


def _status(front: FrontMatter, options: ImportOptions) -> Status:
    """Return the status of a new release: a draft when it has no date, or when it calls itself one."""
    if front.date is None or front.status == "draft":
        return "draft"
    return options.status or front.status


def finish_known(run: Run, fetched: Fetched, file: str) -> SourceResult:
    """Describe the release that was made from these bytes, and finish what a killed import may have left undone."""
    front, body = run.planned.get(file) or run.known.read(file)
    if front and front.original and not run.options.dry_run:
        if _is_of_the_same_source(front.original, fetched):
            keep(run, fetched, front.original.file)
        if not is_logged(run.site, fetched.sha256):
            run.written.note(file, sha256_of_file(run.site / file))
            _log(run, fetched, file)
    if front:
        attach_known(run, fetched, front)
    return SourceResult(
        source=fetched.item.shown, status="skipped", file=file, front=front, body=body, reason="same-bytes"
    )


def _is_of_the_same_source(original: Original, fetched: Fetched) -> bool:
    """Tell whether a release was made from this very item, not from its like in another mailbox or table."""
    container = fetched.container_sha256
    name = original.file.rpartition("/")[2]
    same_file = original.file == fetched.original or container is None or name.startswith(container[:16])
    return same_file and original.item == fetched.item.item


def keep(run: Run, fetched: Fetched, original: str) -> None:
    """Keep the bytes of the source, whole, as it came."""
    if fetched.container_sha256:
        if original not in run.kept:  # once for all it holds: it may be an export of half a gigabyte
            keep_container(run.site, original, fetched.source.path, fetched.container_sha256)
            run.written.note(f"{ORIGINALS}/{original}", fetched.container_sha256)
            run.kept.add(original)
    else:
        keep_original(run.site, original, fetched.item.data)
        run.written.note(f"{ORIGINALS}/{original}", fetched.sha256)


def _log(run: Run, fetched: Fetched, file: str) -> None:
    log_ingestion(run.site, instant=run.now, source=fetched.item.shown, file=file, sha256=fetched.sha256)
