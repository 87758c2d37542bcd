"""`import --again`: originals are read by today's importer, and releases take over what nobody has stated or set.

A field changes only while its name stands in `original.inferred`; all other bytes of a file stay as they are.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from generator import __version__
from generator.front_matter import read_front_matter, split_document
from generator.ingest.comparing import Comparison, compare, is_as_compared, plain_value
from generator.ingest.formats.table import find_format
from generator.ingest.kinship import Kinship
from generator.ingest.known_releases import KnownReleases
from generator.ingest.log import log_modification
from generator.ingest.media_shelves import MEDIA, MediaShelves
from generator.ingest.originals import ORIGINALS
from generator.ingest.planned import Planned
from generator.ingest.read_ahead import ReadAhead
from generator.ingest.reading import NotARelease, Reading
from generator.ingest.refusals import failed, problems_of
from generator.ingest.remote_media import FetchedMedia, fetch_media
from generator.ingest.rereading import find_items, names_in_journal
from generator.ingest.results import ImportOptions, SourceResult
from generator.ingest.run import Run
from generator.ingest.store import RELEASES, Shelves
from generator.ingest.taking_in import own_front, read_item
from generator.ingest.terms.known import load_known_terms
from generator.ingest.workers import Workers
from generator.ingest.written_files import WrittenFiles
from generator.lock import hold_lock
from generator.manifest import sha256_of
from generator.model import FrontMatter
from generator.problems import DatelineError, ImportRefused, Problem
from generator.record.field_edit import mapping_at, remove_field, set_lines, set_media_files, set_text, set_texts
from generator.record.files import replace_file
from generator.record.front_matter_edit import NotEditable, edit_front_matter
from generator.record.yaml_edit import Edit, append_pair
from generator.record.yaml_nodes import Tree
from generator.yaml_writing import write_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """A release of the archive, as its file has it."""

    path: str
    data: bytes
    front: FrontMatter
    body: str


def import_again(site: Path, paths: Sequence[Path], options: ImportOptions, *, now: datetime) -> Iterator[SourceResult]:
    """Read the originals of releases again and yield what became of each release, by the path of its original.

    `paths` name releases, originals, or folders of them; none means every release. With a fetcher, remote media of the
    releases are brought in too. Raises DatelineError only when another import does not end in time.
    """
    with (
        nullcontext() if options.dry_run else hold_lock(site, "import"),
        Workers(options.limits) as workers,
        ReadAhead(options.jobs, options.limits, workers) as ahead,
        closing(Planned()) as planned,
        closing(Kinship(site, planned, keep=False)) as kinship,
        closing(WrittenFiles(site, keep=not options.dry_run)) as written,
    ):
        run = Run(
            site=site,
            options=replace(options, fetcher=None),
            now=now,
            known=KnownReleases(site),
            shelves=Shelves(site, written),
            workers=workers,
            ahead=ahead,
            planned=planned,
            kinship=kinship,
            media=MediaShelves(site, written),
            written=written,
            terms=load_known_terms(site, options.vocabulary, keep=False),
        )
        names = names_in_journal(site)
        chosen: dict[str, list[str]] = {}
        for path in sorted((site / RELEASES).rglob("*.md")):
            shown = path.relative_to(site).as_posix()
            record = _load(site, shown) if not path.name.startswith(".") else None
            if isinstance(record, SourceResult):
                if _is_chosen(site, paths, shown, None):
                    yield record
            elif record and _is_chosen(site, paths, shown, record.front):
                original = record.front.original.file if record.front.original else ""
                chosen.setdefault(original, []).append(shown)
        for path in paths:
            if not any(_is_at(site, path, shown, original) for original, all_ in chosen.items() for shown in all_):
                message = "this is neither a release of the site nor the original of one"
                yield failed(path.as_posix(), [Problem(message=message)])
        for original, files in sorted(chosen.items()):
            yield from _repeat(run, original, files, names, options)


def _repeat(
    run: Run, original: str, files: Sequence[str], names: Mapping[str, str], options: ImportOptions
) -> Iterator[SourceResult]:
    """Read an original again for all releases that were made from it."""
    records = [record for file in files if isinstance(record := _load(run.site, file), _Record)]
    if not original:  # written by hand: there is nothing to read again, but there may be media to fetch
        for record in records:
            if options.fetcher:
                yield _change(run, record, record.path, None, options)
        return
    waiting: dict[str, list[_Record]] = {}
    for record in records:
        assert record.front.original  # noqa: S101 - records without one are those above
        waiting.setdefault(record.front.original.sha256, []).append(record)
    shown = f"{ORIGINALS}/{original}"
    fault: Sequence[Problem] = [Problem(message="the kept original does not hold the bytes of this release any more")]
    try:
        for sha256, item in find_items(run, original, names):
            for record in waiting.pop(sha256, ()):
                try:
                    row = find_format(item, item.format or options.format)
                    reading = run.media.place(read_item(run, item, row))
                    reading = replace(reading, front=own_front(reading.front, options))
                except NotARelease as unfit:
                    yield failed(item.shown, [Problem(message=str(unfit), path=record.path)])
                    continue
                except (ImportRefused, OSError) as error:
                    yield failed(item.shown, problems_of(error))
                    continue
                yield _change(run, record, item.shown, reading, options, row.name)
            if not waiting:
                return
    except (ImportRefused, OSError) as error:
        fault = problems_of(error)
    for records in waiting.values():
        yield from (failed(shown, [replace(problem, path=record.path) for problem in fault]) for record in records)


def _change(
    run: Run, record: _Record, shown: str, reading: Reading | None, options: ImportOptions, importer: str = ""
) -> SourceResult:
    """Change a release where today's reading is to be taken over; `shown` names its original."""
    nothing = Comparison(values={}, settled=frozenset(), told=())
    is_unread = reading is None or reading.pages_without_text > 0  # a scan, which only --ocr reads
    comparison = nothing if reading is None or is_unread else compare(record.front, record.body, reading)
    fetched = fetch_media(record.front.media, record.path, options.fetcher) if options.fetcher else None
    warnings = [Problem(message=told, path=record.path, severity="warning") for told in comparison.told]
    problems = (*warnings, *(fetched.problems if fetched else ()))
    placed = _placed(run, record, fetched)
    if not comparison.values and not comparison.settled and not placed.assets:
        return SourceResult(
            source=shown, status="skipped", reason="unchanged", file=record.path, front=record.front, body=record.body,
            problems=problems,
        )  # fmt: skip
    try:
        data = edit_front_matter(record.data, lambda tree: _edits(tree, record.front, comparison, placed, importer))
        front, _ = read_front_matter(split_document(data, record.path), record.path)
        if front is None or not is_as_compared(front, record.front, comparison, placed.front.media):
            raise NotEditable("its front matter is written in a way that cannot be changed in place; change it by hand")
        if not options.dry_run:
            run.media.keep(placed.assets)
            replace_file(run.site, record.path, old=record.data, new=data)
            run.written.note(record.path, sha256_of(data), sha256_of(record.data))
    except NotEditable as error:
        return failed(shown, [Problem(message=str(error), path=record.path)])
    except (DatelineError, OSError) as error:
        problems_then = error.problems if isinstance(error, DatelineError) else problems_of(error)
        return failed(shown, problems_then)
    changed = _changed(record.front, front)
    if not options.dry_run:
        log_modification(run.site, instant=run.now, source=shown, file=record.path, front=front, changed=changed)
    return SourceResult(
        source=shown, status="imported", file=record.path, front=front, body=record.body, problems=problems,
        changed=changed,
    )  # fmt: skip


def _placed(run: Run, record: _Record, fetched: FetchedMedia | None) -> Reading:
    """Return the media of a release with their files where they are or will be kept."""
    if fetched is None or not fetched.assets:
        return Reading(front=record.front, body="")
    front = replace(record.front, media=fetched.media)
    known = {medium.file for medium in record.front.media}
    placed = run.media.place(Reading(front=front, body="", assets=fetched.assets))
    assert known <= {medium.file for medium in placed.front.media} | {None}, MEDIA  # noqa: S101 - files stay
    return placed


def _edits(tree: Tree, old: FrontMatter, comparison: Comparison, placed: Reading, importer: str) -> Iterator[Edit]:
    for name, value in comparison.values.items():
        if value is None or value == ():
            yield from remove_field(tree, tree.top, name)
        elif isinstance(value, tuple) and all(isinstance(item, str) for item in value):
            yield from set_texts(tree, tree.top, name, value)
        elif isinstance(plain := plain_value(name, value), str):
            yield from set_text(tree, tree.top, name, plain)
        else:
            yield from set_lines(tree, name, write_yaml({name: plain}).rstrip("\n").split("\n"))
    yield from set_media_files(tree, old.media, placed.front.media)
    if old.original is None or not (comparison.values or comparison.settled):
        return
    original = mapping_at(tree, "original")
    gone = {name for name, value in comparison.values.items() if value in (None, ())} | comparison.settled
    if gone:
        left = [name for name in old.inferred if name not in gone]
        yield from set_texts(tree, original, "inferred", left) if left else remove_field(tree, original, "inferred")
    for key, value in (("importer", importer), ("version", __version__)):
        if original.get(key) is None:
            yield append_pair(tree.text, original, f"{key}: {value}")
        else:
            yield from set_text(tree, original, key, value)


def _changed(old: FrontMatter, new: FrontMatter) -> dict[str, tuple[Any, Any]]:
    """Return the fields that changed, each with its value before and now."""
    names = [name for name in FrontMatter.__dataclass_fields__ if getattr(old, name) != getattr(new, name)]
    changed = {name: (plain_value(name, getattr(old, name)), plain_value(name, getattr(new, name))) for name in names}
    if changed.pop("original", None) and old.inferred != new.inferred:
        changed["original.inferred"] = (list(old.inferred), list(new.inferred))
    return changed


def _load(site: Path, path: str) -> _Record | SourceResult:
    """Return a release, or the result that says why it cannot be read."""
    try:
        data = (site / path).read_bytes()
    except OSError as error:
        return failed(path, problems_of(error))
    document = split_document(data, path)
    front, problems = read_front_matter(document, path)
    return _Record(path=path, data=data, front=front, body=document.body) if front else failed(path, problems)


def _is_chosen(site: Path, paths: Sequence[Path], shown: str, front: FrontMatter | None) -> bool:
    original = front.original.file if front and front.original else None
    return not paths or any(_is_at(site, path, shown, original) for path in paths)


def _is_at(site: Path, path: Path, shown: str, original: str | None) -> bool:
    """Tell whether a path is a release or its original, or a folder in which one of them lies."""
    at = path.resolve()
    places = [site / shown, *([site / ORIGINALS / original] if original else [])]
    return any(place.resolve().is_relative_to(at) for place in places)
