"""`dateline move`: another slug for a release. The old address keeps answering, and so do all references to the file.

A release without an id is known by its file: that keeps its name, and only the slug is stated.
"""

import os
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from generator.config import Config, load_config
from generator.journal import Event
from generator.lock import hold_lock
from generator.problems import DatelineError, Problem
from generator.record.addresses import LEADING_DATE, address_of, is_visible, public_addresses
from generator.record.changing import FileChange, change_files
from generator.record.front_matter_edit import NotEditable
from generator.record.references_edit import Renamed, is_suspect, rename_references
from generator.record.selection import Record, find_records, read_files, read_record
from generator.record.values import Edited, as_problem, change_values
from generator.slugs import is_slug, slugify

PAGES = "content/pages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What became of a release that got another slug."""

    path: str
    """Where its file is now."""
    old_address: str
    new_address: str
    kept: bool
    """The old address leads to the new one, for somebody may know it."""
    references: tuple[str, ...]
    """The files in which references were mended."""


def move_release(site: Path, name: str, slug: str, *, now: datetime, dry_run: bool = False) -> Moved:
    """Give a release another slug; raises DatelineError, and changes nothing, when that cannot be."""
    config, _ = load_config(site, os.environ)
    if not is_slug(slug):
        advice = f"'{slugify(slug)}'" if is_slug(slugify(slug)) else "letters, digits and '-'"
        raise DatelineError([Problem(message=f"'{slug}' is no slug; write {advice}")])
    with hold_lock(site, "import"):
        (record,) = find_records(site, [name], config)
        plan = _plan(site, record, slug, config, now)
        if not dry_run:
            change_files(site, plan.changes, now=now)
    return plan.moved


@dataclass(frozen=True, slots=True)
class _Plan:
    moved: Moved
    changes: tuple[FileChange, ...]


def _plan(site: Path, record: Record, slug: str, config: Config, now: datetime) -> _Plan:
    front = record.front
    old = address_of(record.path, front, config)
    new = address_of(record.path, replace(front, slug=slug), config)
    if old == new:
        raise DatelineError([Problem(message=f"its address is {old} already", path=record.path)])
    path = _new_path(record, slug)
    files = [*read_files(site), *_pages(site)]
    known = {file for file, _ in files}
    problems = [*_in_the_way(site, record, new, slug, files, config)]
    if path != record.path and path in known and (site / path).read_bytes() != record.data:
        problems.append(Problem(message=f"'{path}' is there already; rename that file first", path=record.path))
    kept = _is_kept(site, record, old, now, config) or any(old.encode() in data for _, data in files)
    values: dict[str, str | tuple[str, ...]] = {}
    if front.slug is not None or address_of(path, front, config) != new:
        values["slug"] = slug
    if kept and old not in front.aliases:
        values["aliases"] = (*front.aliases, old)
    changes: list[FileChange] = []
    renamed = Renamed(old=record.path, new=path, known=known)
    for file, data in files if path != record.path else ():
        if file == record.path or not is_suspect(data, record.path):
            continue
        try:
            mended = rename_references(data, file, renamed)
        except NotEditable as error:
            problems.append(as_problem(error, file))
            continue
        if mended != data:
            event = Event(kind="modification", outcome="reference mended", details={"to": path})
            changes.append(FileChange(path=file, old=data, new=mended, event=event))
    try:
        own = change_values(Edited(record.data, front), values).data
        own = rename_references(own, record.path, renamed) if is_suspect(own, record.path) else own
    except NotEditable as error:
        problems.append(as_problem(error, record.path))
    if problems:
        raise DatelineError(problems)
    references = tuple(change.path for change in changes)
    details = {"from": record.path, "addresses": [old, new]}
    event = Event(kind="modification", outcome="moved", id=front.id, details=details)
    if path == record.path:
        changes.append(FileChange(path=path, old=record.data, new=own, event=event))
    else:
        changes.append(FileChange(path=path, old=_bytes_at(site, path), new=own, event=event))
        changes.append(FileChange(path=record.path, old=record.data, new=None))
    return _Plan(Moved(path=path, old_address=old, new_address=new, kept=kept, references=references), tuple(changes))


def _new_path(record: Record, slug: str) -> str:
    """Return the file that a release with this slug lies in: its own, unless that is named after the old slug."""
    folder, name = posixpath.split(record.path)
    stem = name.removesuffix(".md")
    bare = LEADING_DATE.sub("", stem)
    if not record.front.id or (record.front.slug is not None and record.front.slug != bare):
        return record.path
    return posixpath.join(folder, f"{stem.removesuffix(bare)}{slug}.md")


def _is_kept(site: Path, record: Record, address: str, now: datetime, config: Config) -> bool:
    """Tell whether somebody may know an address: the ledger has it, or there is none and the release can be read."""
    public = public_addresses(site)
    if public is not None:
        return address in public
    return is_visible(record.front, config, now)


def _in_the_way(
    site: Path, record: Record, address: str, slug: str, files: list[tuple[str, bytes]], config: Config
) -> Iterator[Problem]:
    """Yield a problem for another release that stands at an address."""
    stated = re.compile(rb"(?<![\w-])%b(?![\w-])" % re.escape(slug.encode()))
    for path, data in files:
        if (
            path == record.path
            or path.startswith(PAGES)
            or not (slug in path or stated.search(data, 0, data.find(b"\n---")))
        ):
            continue
        try:
            other = read_record(site, path)
            if other.front.id != record.front.id and address_of(path, other.front, config) == address:
                yield Problem(message=f"{path} stands at {address} already; choose another slug", path=record.path)
        except DatelineError:  # the build says what is wrong with it
            continue


def _pages(site: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted((site / PAGES).rglob("*.md")):
        yield file.relative_to(site).as_posix(), file.read_bytes()


def _bytes_at(site: Path, path: str) -> bytes | None:
    """Return what lies there of a move that was interrupted, or None."""
    return (site / path).read_bytes() if (site / path).exists() else None
