"""The items that originals hold, found again by their bytes: for an import that is repeated."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from generator.ingest.asset_originals import files_folder
from generator.ingest.beside import InArchive, InFolder, folder_in_archive
from generator.ingest.containers.table import HEAD, Container, find_container, open_container
from generator.ingest.formats.table import find_format
from generator.ingest.originals import ORIGINALS
from generator.ingest.reading import Item, NotARelease
from generator.ingest.run import Run
from generator.journal import LOG
from generator.problems import ImportRefused

_DIGITS = 16
_DEEPEST = 3


def names_in_journal(site: Path) -> Mapping[str, str]:
    """Return what the file was called that each SHA-256 was imported from: the name of an original is a safer one."""
    names: dict[str, str] = {}
    try:
        with (site / LOG).open(encoding="utf-8", errors="replace") as journal:
            for line in journal:
                if '"ingestion"' in line:
                    event = _event(line)
                    names.setdefault(str(event.get("sha256")), str(event.get("source") or ""))
    except FileNotFoundError:
        pass
    return names


def find_items(run: Run, original: str, names: Mapping[str, str]) -> Iterator[tuple[str, Item]]:
    """Yield the items of an original, each with its SHA-256, what came with an item and what lies deeper included."""
    path = run.site / ORIGINALS / original
    with path.open("rb") as file:
        head = file.read(HEAD)
    name = PurePosixPath(original).name
    container = find_container(head, name)
    if container:
        outer = Item(name=name, shown=f"{ORIGINALS}/{original}", data=b"")
        yield from _inside(run, container, path, outer, depth=1)
        return
    data = path.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    known = PurePosixPath(names.get(sha256, "")).name
    item = Item(
        name=known or name.removeprefix(f"{sha256[:_DIGITS]}-"),
        shown=f"{ORIGINALS}/{original}",
        data=data,
        beside=InFolder(run.site / ORIGINALS / files_folder(original), renamed=True),
    )
    yield from _with_attachments(run, sha256, item)


def _inside(
    run: Run, container: Container, content: Path | bytes, outer: Item, *, depth: int
) -> Iterator[tuple[str, Item]]:
    if depth > _DEEPEST:
        return
    arguments = (container.name, content, outer.name, outer.shown, run.options.columns)
    items = run.workers.stream(open_container, *arguments) if container.risky else open_container(*arguments)
    for item in items:
        inner = find_container(item.data[:HEAD], item.name) if item.format is None else None
        if inner:
            yield from _inside(run, inner, item.data, item, depth=depth + 1)
            continue
        if container.name == "zip" and isinstance(content, Path):
            item = replace(item, beside=InArchive(content, folder_in_archive(item.item or "")))
        yield from _with_attachments(run, hashlib.sha256(item.data).hexdigest(), item)


def _with_attachments(run: Run, sha256: str, item: Item) -> Iterator[tuple[str, Item]]:
    yield sha256, item
    try:
        row = find_format(item, item.format)
    except (ImportRefused, NotARelease):
        return
    if row.attachments:
        for attached in run.workers.stream(row.attachments, item) if row.risky else row.attachments(item):
            yield from _with_attachments(run, hashlib.sha256(attached.data).hexdigest(), attached)


def _event(line: str) -> Mapping[str, object]:
    try:
        event = json.loads(line)
    except ValueError:
        return {}
    return event if isinstance(event, dict) else {}
