"""Which terms each release of the archive carries, read from the heads of the files alone.

What was read is kept in `.dateline/terms.msgpack` by size and time of change, so that a large archive costs a look at
each file and not a read. The file may be deleted at any time.
"""

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from generator import __version__
from generator.fields import read_mapping
from generator.front_matter import Document, read_front_matter, split_document
from generator.model import TERM_KINDS, TermKind
from generator.problems import Problem

RELEASES = "content/releases"
CACHE = ".dateline/terms.msgpack"

_SETTLED = 2_000_000_000
"""Nanoseconds after which a second change of a file shows in its time."""
_KEY_LINE = re.compile(r"^([a-z_]+):(?:[ ]+(.*))?$")
_CLOSED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"\s*', re.DOTALL), "'": re.compile(r"'(?:[^']|'')*'\s*")}
_WANTED = frozenset({*TERM_KINDS, "date", "embargo", "status", "original"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseTerms:
    """What one release says of its terms, and what decides whether it is visible."""

    path: str
    date: str | None = None
    embargo: str | None = None
    status: str = "published"
    inferred: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    def of(self, kind: TermKind) -> tuple[str, ...]:
        """Return the names of a kind as the release spells them."""
        names: tuple[str, ...] = getattr(self, kind)
        return names


@dataclass(frozen=True, slots=True)
class ArchiveTerms:
    """The releases in the order of their paths, and what is wrong with those that could not be read."""

    releases: tuple[ReleaseTerms, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Seen:
    size: int
    changed: int
    inode: int
    terms: ReleaseTerms


@dataclass(frozen=True, slots=True)
class _Cache:
    version: str = __version__
    files: dict[str, _Seen] = field(default_factory=dict)


def read_archive_terms(site: Path, *, keep: bool = True) -> ArchiveTerms:
    """Read the terms of every release of the site; with `keep` what was read is kept for the next time."""
    cache, written = _read_cache(site)
    seen: dict[str, _Seen] = {}
    problems: list[Problem] = []
    fresh = 0
    for path, stat in sorted(_files(site / RELEASES, RELEASES)):
        known = cache.files.get(path)
        same = known and (known.size, known.changed, known.inode) == (stat.st_size, stat.st_mtime_ns, stat.st_ino)
        if known and same and stat.st_mtime_ns + _SETTLED < written:
            seen[path] = known
            continue
        fresh += 1
        terms = _read_release(site, path, problems)
        if terms:
            seen[path] = _Seen(stat.st_size, stat.st_mtime_ns, stat.st_ino, terms)
    if keep and (fresh or len(seen) != len(cache.files)):
        _write_cache(site, _Cache(files=seen))
    return ArchiveTerms(tuple(one.terms for one in seen.values()), tuple(problems))


def _files(folder: Path, path: str) -> Iterator[tuple[str, os.stat_result]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:  # the build reports what it cannot read
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(folder / entry.name, f"{path}/{entry.name}")
        elif entry.name.endswith(".md"):
            with suppress(OSError):
                yield f"{path}/{entry.name}", entry.stat()


def _read_release(site: Path, path: str, problems: list[Problem]) -> ReleaseTerms | None:
    try:
        data = (site / path).read_bytes()
    except OSError as error:
        message = f"the file cannot be read ({error.strerror}); check its permissions"
        problems.append(Problem(message=message, path=path))
        return None
    document = split_document(data, path)
    return _read_head(document, path) or _read_whole(document, path, problems)


def _read_head(document: Document, path: str) -> ReleaseTerms | None:
    """Read only the keys that are wanted, ten times faster; None where it is not plain where they begin and end."""
    sections = _sections(document.front) if not document.problems else None
    if sections is None:
        return None
    wanted = "".join(text for key, text in sections if key in _WANTED)
    fields, problems = read_mapping(wanted, path=path)
    if fields is None:
        return None
    original = fields.mapping("original")
    terms = ReleaseTerms(
        path=path,
        date=str(fields.date("date") or "") or None,
        embargo=str(fields.date("embargo") or "") or None,
        status=fields.choice("status", ("published", "draft"), "published"),
        inferred=original.texts("inferred") if original else (),
        tags=fields.texts("tags"),
        people=fields.texts("people"),
        organizations=fields.texts("organizations"),
        places=fields.texts("places"),
    )
    return None if problems else terms


def _sections(front: str) -> list[tuple[str, str]] | None:
    """Cut a front matter at the keys of its first column, or return None when a line there may be something else."""
    sections: list[tuple[str, str]] = []
    for line in front.split("\n"):
        if line[:1] in ("", " ", "#", "-") and sections:
            sections[-1] = sections[-1][0], f"{sections[-1][1]}{line}\n"
        elif found := _KEY_LINE.match(line):
            sections.append((found[1], f"{line}\n"))
        elif line.strip():
            return None
    for key, text in sections:
        value = text[len(key) + 1 :].strip()
        closed = _CLOSED.get(value[:1])
        if value[:1] in "[{&*!" and value and not value.endswith(("]", "}")):
            return None
        if closed and not closed.match(value):
            return None
    return sections


def _read_whole(document: Document, path: str, problems: list[Problem]) -> ReleaseTerms | None:
    front, found = read_front_matter(document, path)
    if front is None:
        problems += found
        return None
    return ReleaseTerms(
        path=path,
        date=str(front.date) if front.date else None,
        embargo=str(front.embargo) if front.embargo else None,
        status=front.status,
        inferred=front.inferred,
        tags=front.tags,
        people=front.people,
        organizations=front.organizations,
        places=front.places,
    )


def _read_cache(site: Path) -> tuple[_Cache, int]:
    """Return what was kept and when it was written; nothing when there is none, or of another version."""
    path = site / CACHE
    with suppress(OSError, msgspec.DecodeError):
        written = path.stat().st_mtime_ns
        cache = msgspec.msgpack.decode(path.read_bytes(), type=_Cache)
        if cache.version == __version__:
            return cache, written
    return _Cache(), 0


def _write_cache(site: Path, cache: _Cache) -> None:
    path = site / CACHE
    draft = path.with_name(f"terms-{os.getpid()}-{secrets.token_hex(4)}.tmp")
    with suppress(OSError):  # a state folder that cannot be written costs only time
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(msgspec.msgpack.encode(cache))
        draft.replace(path)
