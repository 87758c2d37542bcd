"""Disk → `Sources`: the only stage that reads `content/`.

Loading never fails half-way: what cannot be read is a problem, and what is not Dateline's is left out.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from generator.model import SourceFile
from generator.problems import Problem

RELEASES, PAGES, STATIC, MEDIA = "content/releases", "content/pages", "content/static", "content/media"
LEDGER = "content/addresses.tsv"

MEDIA_SUFFIXES = frozenset(
    ".avif .gif .jpeg .jpg .png .webp .pdf .aac .flac .m4a .mp3 .oga .ogg .opus .wav "
    ".m4v .mov .mp4 .ogv .webm .txt .vtt".split()
)
"""What is published as a medium: raster pictures, PDF, audio, video, captions, transcripts. None of it can run."""

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Everything under `content/` that a build may use."""

    releases: tuple[SourceFile, ...] = ()
    pages: tuple[SourceFile, ...] = ()
    static: tuple[str, ...] = ()
    """The paths of files that are copied as they are, relative to the site's folder."""
    media: tuple[str, ...] = ()
    """The paths of media, relative to the site's folder; only those that a visible page names are published."""
    ledger: SourceFile | None = None
    vocabulary: SourceFile | None = None
    problems: tuple[Problem, ...] = field(default=())


def load(site: Path, *, vocabulary: str | None = None) -> Sources:
    """Read the content of the site whose folder is `site`; paths are sorted, so no order of the disk shows.

    `vocabulary` is the path of the vocabulary below it, if that is wanted as well; it need not be there.
    """
    problems: list[Problem] = []
    return Sources(
        releases=tuple(_markdown_files(site, RELEASES, problems)),
        pages=tuple(_markdown_files(site, PAGES, problems)),
        static=tuple(_files(site, STATIC, problems, hidden=True)),
        media=tuple(_media_files(site, problems)),
        ledger=_read(site, LEDGER, problems) if (site / LEDGER).is_file() else None,
        vocabulary=_read(site, vocabulary, problems) if vocabulary and (site / vocabulary).is_file() else None,
        problems=tuple(problems),
    )


def read_chunks(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a file of static content or media, a mebibyte at a time."""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _markdown_files(site: Path, folder: str, problems: list[Problem]) -> Iterator[SourceFile]:
    for path in _files(site, folder, problems):
        if not path.endswith(".md"):
            message = "only .md files belong here; import it with `dateline import`, or move it to content/media/"
            problems.append(Problem(message=message, path=path, severity="warning"))
            continue
        source = _read(site, path, problems)
        if source:
            yield source


def _media_files(site: Path, problems: list[Problem]) -> Iterator[str]:
    for path in _files(site, MEDIA, problems):
        if PurePosixPath(path).suffix.lower() in MEDIA_SUFFIXES:
            yield path
            continue
        message = "only raster pictures, PDF, audio and video are published as media; convert the file to one of them"
        problems.append(Problem(message=message, path=path, severity="warning"))


def _read(site: Path, path: str, problems: list[Problem]) -> SourceFile | None:
    try:
        return SourceFile(path, (site / path).read_bytes())
    except OSError as error:
        problems.append(
            Problem(message=f"the file cannot be read ({error.strerror}); check its permissions", path=path)
        )
        return None


def _files(site: Path, folder: str, problems: list[Problem], *, hidden: bool = False) -> Iterator[str]:
    """Yield the files below a folder; dot files and editors' backups only when `hidden` (as `.well-known/` needs)."""
    root = (site / folder).resolve()

    def note(error: OSError) -> None:  # or os.walk leaves out what it may not read, and the build would unpublish it
        if not isinstance(error, FileNotFoundError):
            path = Path(error.filename).relative_to(site).as_posix()
            message = f"the folder cannot be read ({error.strerror}); check its permissions"
            problems.append(Problem(message=message, path=path))

    for parent, folders, names in os.walk(site / folder, onerror=note):
        folders.sort()
        if not hidden:
            folders[:] = [name for name in folders if not name.startswith(".")]
        for name in sorted(names):
            if name.endswith("~") or name == ".DS_Store" or (name.startswith(".") and not hidden) or name == ".gitkeep":
                continue
            file = Path(parent, name)
            if not _is_unicode(str(file.relative_to(site))):
                message = f"a file here has a name that is not UTF-8 ({os.fsencode(name)!r}); rename it"
                problems.append(Problem(message=message, path=folder))
                continue
            path = PurePosixPath(file.relative_to(site).as_posix()).as_posix()
            if file.is_symlink() and not file.resolve().is_relative_to(root):
                problems.append(
                    Problem(message=f"the link leads out of {folder}/; put the file itself there", path=path)
                )
                continue
            yield path


def _is_unicode(text: str) -> bool:
    """Tell whether a file name is text: on Linux it may be any bytes, which Python keeps as lone surrogates."""
    return not any("\ud800" <= character <= "\udfff" for character in text)
