"""Disk → `Scan` and `SourceFile`: the only stage that reads `content/`.

Loading never fails half-way: what cannot be read is a problem, and what is not Dateline's is left out.
"""

import os
import stat
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from generator.file_stat import Stat, stat_of
from generator.problems import Problem

if TYPE_CHECKING:  # a build with nothing to do must not wait for these
    from generator.config import Config
    from generator.model import SourceFile

RELEASES, PAGES, STATIC, MEDIA = "content/releases", "content/pages", "content/static", "content/media"
VERSIONS, ORIGINALS = "content/versions", "content/originals"
"""Releases as they were before they were corrected."""
LEDGER = "content/addresses.tsv"

MEDIA_SUFFIXES = frozenset(
    ".avif .gif .jpeg .jpg .png .webp .pdf .aac .flac .m4a .mp3 .oga .ogg .opus .wav "
    ".m4v .mov .mp4 .ogv .webm .txt .vtt".split()
)
"""What is published as a medium: raster pictures, PDF, audio, video, captions, transcripts. None of it can run."""

PICTURE_SUFFIXES = frozenset(".avif .gif .jpeg .jpg .png .webp".split())
"""Those of them that are pictures."""

_NOBODYS = (".DS_Store", ".gitkeep")
"""What systems and tools leave in folders; no site means them, even where it may have dot files."""
_CHUNK = 1 << 20


class Listed(NamedTuple):
    """A file that was found, and what the file system says of it."""

    path: str
    """Relative to the site's folder, with forward slashes."""
    stat: Stat


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """Everything under `content/` that a build may use, unread; sorted, so that no order of the disk shows."""

    releases: tuple[Listed, ...] = ()
    versions: tuple[Listed, ...] = ()
    pages: tuple[Listed, ...] = ()
    static: tuple[Listed, ...] = ()
    """Files that are copied as they are."""
    media: tuple[Listed, ...] = ()
    """Only those that a visible page names are published."""
    originals: tuple[Listed, ...] = ()
    """None unless they are wanted, for there are as many as releases."""
    ledger: Listed | None = None
    vocabulary: Listed | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def files(self) -> Iterator[Listed]:
        """Every file that was found."""
        yield from (*self.releases, *self.versions, *self.pages, *self.static, *self.media, *self.originals)
        yield from (listed for listed in (self.ledger, self.vocabulary) if listed)


def scan(site: Path, *, vocabulary: str | None = None, originals: bool = False) -> Scan:
    """Find the content of the site whose folder is `site`, and read none of it.

    `vocabulary` is the path of the vocabulary below it, if that is wanted as well; it need not be there. `originals`
    tells whether they are wanted.
    """
    problems: list[Problem] = []
    return Scan(
        releases=tuple(_markdown_files(site, RELEASES, problems)),
        versions=tuple(_markdown_files(site, VERSIONS, problems)),
        pages=tuple(_markdown_files(site, PAGES, problems)),
        static=tuple(_files(site, STATIC, problems, hidden=True)),
        media=tuple(_media_files(site, problems)),
        originals=tuple(_files(site, ORIGINALS, problems)) if originals else (),
        ledger=_single(site, LEDGER),
        vocabulary=_single(site, vocabulary) if vocabulary else None,
        problems=tuple(problems),
    )


def scan_for(site: Path, config: "Config") -> Scan:
    """Find what a build with these settings may use."""
    return scan(site, vocabulary=config.vocabulary, originals=bool(config.published_originals))


def scan_again(site: Path, found: Scan, changed: Set[str]) -> Scan | None:
    """Return what was found before, with these releases as they are now; None unless each is one, and has changed."""
    releases = list(found.releases)
    places = [place for place, listed in enumerate(releases) if listed.path in changed]
    for place in places:
        path, before = releases[place]
        try:
            now = (site / path).lstat()
        except OSError:
            return None
        if not stat.S_ISREG(now.st_mode) or stat_of(now) == before:
            return None
        releases[place] = Listed(path, stat_of(now))
    return replace(found, releases=tuple(releases)) if len(places) == len(changed) else None


def static_files(scan: Scan) -> dict[str, Listed]:
    """Return the files that are copied as they are, by their place in the output."""
    return {listed.path.removeprefix(f"{STATIC}/"): listed for listed in scan.static}


def read_source(site: Path, path: str, problems: list[Problem]) -> "SourceFile | None":
    """Read a file; what cannot be read is noted."""
    from generator.model import SourceFile

    try:
        return SourceFile(path, (site / path).read_bytes())
    except OSError as error:
        problems.append(
            Problem(message=f"the file cannot be read ({error.strerror}); check its permissions", path=path)
        )
        return None


def read_beginning(site: Path, path: str, length: int) -> bytes:
    """Return the first bytes of a file of media, at most `length`; none if it cannot be read, as its copy will tell."""
    try:
        with (site / path).open("rb") as file:
            return file.read(length)
    except OSError:
        return b""


def read_chunks(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a file of static content or media, a mebibyte at a time."""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _single(site: Path, path: str) -> Listed | None:
    try:
        return Listed(path, stat_of((site / path).stat())) if (site / path).is_file() else None
    except OSError:
        return None  # it went while it was looked at


def _markdown_files(site: Path, folder: str, problems: list[Problem]) -> Iterator[Listed]:
    for listed in _files(site, folder, problems):
        if listed.path.endswith(".md"):
            yield listed
            continue
        message = "only .md files belong here; import it with `dateline import`, or move it to content/media/"
        problems.append(Problem(message=message, path=listed.path, severity="warning"))


def _media_files(site: Path, problems: list[Problem]) -> Iterator[Listed]:
    for listed in _files(site, MEDIA, problems):
        if PurePosixPath(listed.path).suffix.lower() in MEDIA_SUFFIXES:
            yield listed
            continue
        message = "only raster pictures, PDF, audio and video are published as media; convert the file to one of them"
        problems.append(Problem(message=message, path=listed.path, severity="warning"))


def _files(site: Path, folder: str, problems: list[Problem], *, hidden: bool = False) -> list[Listed]:
    """Return the files below a folder, by path; dot files and editors' backups only when `hidden` (for `.well-known/`).

    Files of a folder come before those of the folders in it.
    """
    found: list[Listed] = []
    folders = [folder]
    while folders:
        folder = folders.pop()
        below = []
        for entry in _entries(site, folder, problems):
            name = entry.name
            if entry.is_dir(follow_symlinks=False):
                if hidden or not name.startswith("."):
                    below.append(f"{folder}/{name}")
            elif not (name.endswith("~") or (name.startswith(".") and (not hidden or name in _NOBODYS))):
                listed = _listed(site, folder, entry, problems)
                if listed:
                    found.append(listed)
        folders += reversed(below)
    return found


def _entries(site: Path, folder: str, problems: list[Problem]) -> "list[os.DirEntry[str]]":
    try:
        with os.scandir(site / folder) as opened:
            return sorted(opened, key=lambda entry: entry.name)
    except FileNotFoundError:
        return []
    except OSError as error:  # leaving it out silently would unpublish what is in it
        message = f"the folder cannot be read ({error.strerror}); check its permissions"
        problems.append(Problem(message=message, path=folder))
        return []


def _listed(site: Path, folder: str, entry: "os.DirEntry[str]", problems: list[Problem]) -> Listed | None:
    path = f"{folder}/{entry.name}"
    if not _is_unicode(path):
        message = f"a file here has a name that is not UTF-8 ({os.fsencode(entry.name)!r}); rename it"
        problems.append(Problem(message=message, path=folder if _is_unicode(folder) else "content"))
        return None
    if entry.is_symlink():
        if entry.is_dir():
            return None
        root = site.joinpath(*PurePosixPath(folder).parts[:2]).resolve()
        if not Path(entry.path).resolve().is_relative_to(root):
            message = f"the link leads out of {'/'.join(PurePosixPath(folder).parts[:2])}/; put the file itself there"
            problems.append(Problem(message=message, path=path))
            return None
    try:
        return Listed(path, stat_of(entry.stat()))
    except OSError as error:
        message = f"the file cannot be read ({error.strerror}); check its permissions"
        problems.append(Problem(message=message, path=path))
        return None


def _is_unicode(text: str) -> bool:
    """Tell whether a file name is text: on Linux it may be any bytes, which Python keeps as lone surrogates."""
    try:
        text.isascii() or text.encode()
    except UnicodeEncodeError:
        return False
    return True
