"""The sentence of import: source → items → format → reading → original, release, journal, inbox.

The order of effects is what keeps everything: the original is on disk before the release, the release before its line
in the journal, and only then does a file leave the inbox. Killed in between, the next run finishes.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing, nullcontext
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from generator.collector import seldom_collector
from generator.file_stat import stat_of
from generator.ingest.attaching import leaves_last, let_parts_go
from generator.ingest.containers.table import HEAD, Container, find_container
from generator.ingest.files import make_durable
from generator.ingest.items import foresee_file, import_container, import_file
from generator.ingest.kinship import Kinship
from generator.ingest.known_releases import KnownReleases
from generator.ingest.media_shelves import MediaShelves
from generator.ingest.originals import ORIGINALS
from generator.ingest.planned import Planned
from generator.ingest.read_ahead import ReadAhead
from generator.ingest.reading import NotARelease
from generator.ingest.refusals import failed, passed_over, problems_of
from generator.ingest.results import ImportOptions, SourceResult
from generator.ingest.run import Run
from generator.ingest.sources import Source, find_sources
from generator.ingest.store import Shelves
from generator.ingest.terms.known import load_known_terms
from generator.ingest.workers import Workers
from generator.ingest.written_files import WrittenFiles
from generator.lock import hold_lock
from generator.problems import ImportRefused, Problem


class _Outcome(NamedTuple):
    """What became of an item, as far as it decides whether its source may leave the inbox."""

    status: str
    file: str | None
    original: str | None


def import_sources(
    site: Path, paths: Sequence[Path], options: ImportOptions, *, now: datetime
) -> Iterator[SourceResult]:
    """Import every source at `paths` into the site and yield what became of each, as it happens.

    A container yields a result for each item it holds. What cannot be imported is left where it was and yields its
    problem. Raises DatelineError only when another import does not end in time.
    """
    with (
        seldom_collector(),
        nullcontext() if options.dry_run else hold_lock(site, "import"),
        Workers(options.limits) as workers,
        closing(Planned()) as planned,
        closing(Kinship(site, planned, keep=not options.dry_run)) as kinship,
        ReadAhead(options.jobs, options.limits, workers) as ahead,
        closing(WrittenFiles(site, keep=not options.dry_run)) as written,
    ):
        run = Run(
            site=site,
            options=options,
            now=now,
            known=KnownReleases(site),
            shelves=Shelves(site, written),
            workers=workers,
            planned=planned,
            kinship=kinship,
            ahead=ahead,
            media=MediaShelves(site, written),
            written=written,
            terms=load_known_terms(site, options.vocabulary, keep=not options.dry_run),
        )
        for source in ahead.along(find_sources(site, paths), partial(foresee_file, run)):
            yield from _import_source(run, source)
        for source, changed in run.leaving:  # two pages may share a picture, and a page may link to a text
            if _is_unchanged(source, changed):
                let_parts_go(run, source)
                source.path.unlink()


def _import_source(run: Run, source: Source) -> Iterator[SourceResult]:
    if source.skip:
        yield SourceResult(source=source.shown, status="skipped", reason=source.skip)
        return
    try:
        if source.fault:
            raise ImportRefused([Problem(message=source.fault)])
        stat = stat_of(source.path.stat())
        looked_at = run.looked_at.pop(source.shown, None)
        if looked_at and looked_at.stat != stat:
            looked_at = None  # it has changed since, and may be anything now
        container = None if looked_at else _container_of(source)
        results = import_container(run, source, container) if container else import_file(run, source, looked_at)
        done = []
        for result in results:
            done.append(_outcome(result))  # what was read of the items of a large container is never all held
            yield result
    except NotARelease as unfit:
        yield passed_over(source.shown, unfit, named=source.named)
    except (ImportRefused, OSError) as error:
        yield failed(source.shown, problems_of(error))
    else:
        is_container = container is not None or len(done) > 1  # a mail with documents holds several
        if all(_is_kept(outcome, in_container=is_container) for outcome in done):
            _leave_inbox(run, source, stat.modified, done)


def _container_of(source: Source) -> Container | None:
    with source.path.open("rb") as file:
        return find_container(file.read(HEAD), source.path.name)


def _outcome(result: SourceResult) -> _Outcome:
    original = result.front.original.file if result.front and result.front.original else None
    return _Outcome(result.status, result.file, original)


def _is_kept(outcome: _Outcome, *, in_container: bool) -> bool:
    """Tell whether nothing of a source is only in the inbox; what is no release is kept with its container."""
    return outcome.file is not None or (in_container and outcome.status == "skipped")


def _leave_inbox(run: Run, source: Source, changed: int, outcomes: Sequence[_Outcome]) -> None:
    """Remove a file that came through the inbox, or note it for later when other files go with it."""
    if run.options.dry_run or not source.in_inbox:
        return
    originals = {f"{ORIGINALS}/{outcome.original}" for outcome in outcomes if outcome.original}
    releases = {outcome.file for outcome in outcomes if outcome.file}
    make_durable(run.site / path for path in sorted(originals | releases))
    run.durable.update(releases)
    if leaves_last(run, source):
        run.leaving.append((source, changed))
    elif _is_unchanged(source, changed):
        source.path.unlink()


def _is_unchanged(source: Source, changed: int) -> bool:
    """Tell whether a file is as it was when it was read."""
    return source.path.lstat().st_mtime_ns == changed
