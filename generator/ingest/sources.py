"""Paths → sources: every file that may hold a release, in sorted order, each with the name a user knows it by.

Links are not followed out of a folder that is walked, and nothing is opened that could block or run.
"""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.ingest.companions import is_part, is_picture, page_of
from generator.ingest.results import SkipReason, asset_of

INBOX = "content/inbox"

_PLACEHOLDER = ".gitkeep"
"""Keeps an empty folder in a repository; `init` writes it, so it is no source."""
_SYSTEM_NAMES = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r"})
_SYSTEM_ENDS = ("~", ".tmp", ".swp", ".swo", ".part", ".crdownload", ".lock")
_SYSTEM_STARTS = (".", "~$", "._")
_OWN_FOLDERS = ("content/releases", "content/originals", "content/versions", "output")
_SYSTEM_FOLDERS = frozenset({"__MACOSX", "__pycache__", "node_modules", "$RECYCLE.BIN"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file that was named, or found in a folder that was."""

    path: Path
    located: Path
    """Where the entry itself lies: its folder resolved, and not what it may link to."""
    shown: str
    """Relative to the site when it lies inside, with forward slashes."""
    in_inbox: bool
    named: bool
    """The user named this file itself: it is followed if it is a link, and refused instead of skipped."""
    skip: SkipReason | None = None
    fault: str | None = None
    """Why it cannot be read."""


def find_sources(site: Path, paths: Sequence[Path]) -> Iterator[Source]:
    """Yield the sources of files and folders, each file once; what may belong to others comes after them."""
    root = site.resolve()
    seen: set[str] = set()
    # Before the first import: a page that came through the inbox is not there afterwards.
    owners = {path: _page_beside(root, path) for path in paths}
    for path in sorted(paths, key=lambda path: is_picture(path.name)):
        for source in _sources_at(root, path, owners[path]):
            key = str(source.located)
            if key not in seen:
                seen.add(key)
                yield source


def is_system_file(name: str) -> bool:
    """Tell whether a file of this name is the work of a system or an editor."""
    name = name.lower()
    return name in _SYSTEM_NAMES or name.startswith(_SYSTEM_STARTS) or name.endswith(_SYSTEM_ENDS)


def _sources_at(root: Path, path: Path, owner: str | None) -> Iterator[Source]:
    if path.is_dir():
        yield from _walk(root, path, owner)
    elif not path.exists():
        yield _source(root, path, named=True, fault="there is no such file or folder; check the spelling of its path")
    elif not stat.S_ISREG(path.stat().st_mode):
        yield _source(root, path, named=True, fault="it is no regular file; name a file or a folder")
    else:
        yield _source(root, path, named=True)


def _walk(root: Path, folder: Path, owner: str | None) -> Iterator[Source]:
    own = {root / name for name in _OWN_FOLDERS}
    owners = {str(folder): owner}
    for parent, folders, names in os.walk(folder):
        located = Path(parent).resolve()
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and name not in _SYSTEM_FOLDERS and located / name not in own
        )
        pages = set(names)
        for name in folders:
            page = owners[parent] or _shown_page(root, Path(parent), page_of(name, pages))
            owners[os.path.join(parent, name)] = page  # noqa: PTH118 - as os.walk writes it
        for name in sorted(names, key=lambda name: (is_picture(name), name)):
            if name == _PLACEHOLDER:
                continue
            path = Path(parent, name)
            skip = _reason_to_skip(path)
            if skip is None and (page := owners[parent]) and is_part(name):
                skip = asset_of(page)
            yield _source(root, path, named=False, skip=skip, located=located / name)


def _page_beside(root: Path, folder: Path) -> str | None:
    """Return the page that a folder belongs to."""
    if not folder.is_dir():
        return None
    names = {path.name for path in folder.parent.iterdir()}
    return _shown_page(root, folder.parent, page_of(folder.name, names))


def _shown_page(root: Path, folder: Path, page: str | None) -> str | None:
    return _source(root, folder / page, named=False).shown if page else None


def _reason_to_skip(path: Path) -> SkipReason | None:
    if is_system_file(path.name):
        return "system-file"
    try:
        mode = path.lstat().st_mode
    except OSError:
        return None  # gone since the folder was listed: reading it will say so
    # A link in a folder leads to a file that has its own place, inside or outside; lstat does not follow it.
    return None if stat.S_ISREG(mode) else "not-a-release"


def _source(
    root: Path,
    path: Path,
    *,
    named: bool,
    skip: SkipReason | None = None,
    fault: str | None = None,
    located: Path | None = None,
) -> Source:
    located = located or path.parent.resolve() / path.name
    inside = located.is_relative_to(root)
    return Source(
        path=path,
        located=located,
        shown=_readable(located.relative_to(root) if inside else path),
        in_inbox=located.is_relative_to(root / INBOX),
        named=named,
        skip=skip,
        fault=fault,
    )


def _readable(path: Path) -> str:
    """Return a path as text that can be written anywhere, even when its name is no text on this system."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")
