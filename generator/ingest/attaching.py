"""The files that came with an item: kept with its original, told apart from sources, let go together with it."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from generator.ingest.asset_originals import find_kept, keep_assets, let_go
from generator.ingest.companions import companion_files, is_part
from generator.ingest.originals import is_original
from generator.ingest.reading import Reading
from generator.ingest.run import Fetched, Parts, Run
from generator.ingest.sources import Source
from generator.model import FrontMatter

_DIGITS = 16
"""Of the SHA-256, before the name of a medium that import keeps."""


def attach(run: Run, fetched: Fetched, reading: Reading) -> None:
    """Keep what came with a new release, and remember whose it is."""
    paths = _paths(fetched, reading.beside)
    if not run.options.dry_run:
        _keep(run, fetched, fetched.original, paths)
        run.media.keep(reading.assets)
    _note(run, fetched, paths, reading.front)


def attach_known(run: Run, fetched: Fetched, front: FrontMatter) -> None:
    """Remember what came with a release that exists, and finish keeping what a killed import did not."""
    original = front.original.file if front.original else fetched.original
    is_elsewhere = _is_file(fetched) and not is_original(run.site, fetched.source.path, original)
    kept = find_kept(run.site, original, fetched.source.path.parent) if is_elsewhere else ()
    paths = _paths(fetched, kept)
    if not run.options.dry_run:
        _keep(run, fetched, original, paths)
    _note(run, fetched, paths, front)


def owner_of(run: Run, fetched: Fetched) -> str | None:
    """Return the source that a picture or the like belongs to, as the user knows it."""
    return run.owners.get(fetched.item.shown) or run.owners.get(fetched.sha256[:_DIGITS])


def leaves_last(run: Run, source: Source) -> bool:
    """Tell whether a source goes together with others: with the files beside it, or with a page that links to it."""
    return source.shown in run.parts or source.path.name.lower().endswith(".pdf")


def let_parts_go(run: Run, source: Source) -> None:
    """Remove from the inbox what came with a source, before the source itself goes."""
    if parts := run.parts.get(source.shown):
        # A document that the page links to is a source too: it leaves when it is imported, and stays when it cannot be.
        paths = [path for path in parts.paths if is_part(path)]
        let_go(run.site, parts.original, source.path.parent, paths)


def _paths(fetched: Fetched, found: Iterable[str]) -> tuple[str, ...]:
    """Return the files beside an item that are its own: what it shows, and all that was saved with the page."""
    companions = companion_files(fetched.source.path) if _is_file(fetched) else ()
    return tuple(dict.fromkeys((*found, *companions)))


def _keep(run: Run, fetched: Fetched, original: str, paths: tuple[str, ...]) -> None:
    if paths and _is_file(fetched) and not is_original(run.site, fetched.source.path, original):
        keep_assets(run.site, original, fetched.source.path.parent, paths, run.written)
        if fetched.source.in_inbox:
            run.parts[fetched.source.shown] = Parts(original, paths)


def _note(run: Run, fetched: Fetched, paths: Sequence[str], front: FrontMatter) -> None:
    shown = fetched.item.shown
    for path in paths:
        run.owners.setdefault(shown.removesuffix(fetched.item.name) + path, shown)
    for medium in front.media:
        if medium.file:
            run.owners.setdefault(Path(medium.file).name[:_DIGITS], shown)


def _is_file(fetched: Fetched) -> bool:
    return fetched.container_sha256 is None
