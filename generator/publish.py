"""Bytes → `output/`: the only writer of a site.

Publishing is a transaction. What differs is first written beside the site; when all of it is there, files are put in
their places one rename at a time, in the order in which they were added; then what the plan did not name is removed.
Killed anywhere, the output is whole files, and the next build mends the rest.
"""

import os
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from generator.file_stat import Stat, stat_of
from generator.output_folder import INCOMING as INCOMING
from generator.output_folder import Found, find_output
from generator.problems import BuildFailed, Problem

MARKER = ".gitignore"
MARKER_TEXT = (
    b"# This folder belongs to Dateline: everything in it but this file is made by `dateline build`"
    b" and may be removed by it.\n*\n!.gitignore\n"
)
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What publishing did; paths are below the output folder, with forward slashes."""

    written: tuple[str, ...]
    unchanged: int
    removed: tuple[str, ...]


class Publication:
    """One build's output on its way: use it in a `with` block, add every file of the plan, then commit."""

    def __init__(self, output: Path, *, found: Found | None = None, rewrite: bool = False) -> None:
        """Name the folder, and say what was `found` in it; with `rewrite` every file is written again."""
        self.output = output
        self._rewrite = rewrite
        self._root = f"{output}{os.sep}"  # texts, for a `Path` of each file takes longer than to write it
        self._incoming = self._root + INCOMING
        self._ready: set[str] = {""}
        """Folders of the site that are there."""
        self._staged: dict[str, int] = {}
        """Path → number of the file in the folder of what comes in."""
        self.touched: set[str] = set()
        """Those that were not kept as they were found: written, or looked into and found the same."""
        self.planned: set[str] = {MARKER}
        """The files that are to be there."""
        self._unchanged = 0
        self.found = found or find_output(output)

    def __enter__(self) -> Self:
        """Take the folder over and clear away what a killed build may have left beside the site.

        Raises `BuildFailed` when the folder holds something and is not marked as Dateline's.
        """
        _claim(self.output)
        shutil.rmtree(self._incoming, ignore_errors=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave nothing beside the site."""
        shutil.rmtree(self._incoming, ignore_errors=True)

    def keep(self, path: str) -> None:
        """Plan a file that lies there already, as it is."""
        self.planned.add(path)
        self._unchanged += 1

    def add(self, path: str, data: bytes) -> None:
        """Plan a file of these bytes."""
        self.add_chunks(path, lambda: (data,))

    def add_chunks(self, path: str, chunks: Callable[[], Iterable[bytes]]) -> None:
        """Plan a file of these bytes, too many to hold at once; `chunks` may be called twice."""
        self.planned.add(path)
        self.touched.add(path)
        if not self._rewrite and path in self.found.files and _equals(self._root + path, chunks()):
            self._unchanged += 1
            return
        if not self._staged:
            Path(self._incoming).mkdir(exist_ok=True)
        number = self._staged.setdefault(path, len(self._staged))
        with open(self._staged_file(number), "wb") as file:
            for chunk in chunks():
                file.write(chunk)

    def commit(self) -> Published:
        """Put what differs in its place, then remove what was not planned."""
        self.place()
        return Published(written=tuple(self._staged), unchanged=self._unchanged, removed=self._remove_unplanned())

    def place(self) -> None:
        """Put what differs, as far as it was added, in its place."""
        for path, number in self._staged.items():
            self._make_folder(path.rpartition("/")[0])
            target = self._root + path
            if os.path.isdir(target) and not os.path.islink(target):
                shutil.rmtree(target)
            os.replace(self._staged_file(number), target)

    def stat(self, path: str) -> Stat:
        """Return what the file system says of a file that was planned and is in its place."""
        return stat_of(os.lstat(self._root + path))

    def _staged_file(self, number: int) -> str:
        return f"{self._incoming}{os.sep}{number}"

    def _make_folder(self, folder: str) -> None:
        """Have a folder of the site there, with those it lies in; what was a page is a folder now."""
        if folder in self._ready:
            return
        self._make_folder(folder.rpartition("/")[0])
        path = self._root + folder
        try:
            os.mkdir(path)
        except FileExistsError:
            if os.path.islink(path) or not os.path.isdir(path):
                os.unlink(path)
                os.mkdir(path)
        self._ready.add(folder)

    def _remove_unplanned(self) -> tuple[str, ...]:
        removed = []
        for path in sorted(self.found.files.keys() - self.planned):
            with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):  # or something took its place
                (self.output / path).unlink()
                removed.append(path)
        needed = folders_of(self.planned)
        for folder in sorted(self.found.folders.keys() - needed, reverse=True):
            with suppress(FileNotFoundError, NotADirectoryError):
                (self.output / folder).rmdir()
        return tuple(removed)


def write_problem(error: OSError) -> Problem:
    """Return what to tell of a file that could not be written."""
    where = error.filename2 or error.filename or "the output"
    advice = "what was there is whole; mend the cause and build again"
    return Problem(message=f"{where} could not be written ({error.strerror or error}); {advice}")


def is_output_folder(output: Path) -> bool:
    """Tell whether the folder carries Dateline's marker."""
    try:
        return (output / MARKER).read_bytes().startswith(MARKER_TEXT[:36])
    except OSError:
        return False


def _claim(output: Path) -> None:
    if output.exists() and not output.is_dir():
        raise BuildFailed([Problem(message=f"{output} is a file; name a folder for the site")])
    begun = _is_beginning_of_marker(output / MARKER)
    if is_output_folder(output):
        if not begun:
            return
    elif output.is_dir() and any(path.name != MARKER or not begun for path in output.iterdir()):
        message = (
            f"{output} holds files and is not marked as Dateline's, so nothing in it was touched; "
            "name an empty or new folder"
        )
        raise BuildFailed([Problem(message=message)])
    output.mkdir(parents=True, exist_ok=True)
    (output / MARKER).write_bytes(MARKER_TEXT)


def _is_beginning_of_marker(path: Path) -> bool:
    """Tell whether this is a marker that a killed build left unfinished."""
    try:
        data = path.read_bytes()
    except OSError:
        return False
    return data != MARKER_TEXT and MARKER_TEXT.startswith(data)


def _equals(path: str, chunks: Iterable[bytes]) -> bool:
    """Tell whether a file holds these bytes, reading no more of it than needed."""
    try:
        if os.path.islink(path):
            return False
        with open(path, "rb") as file:
            return all(_read(file, len(chunk)) == chunk for chunk in chunks) and not file.read(1)
    except OSError:
        return False


def _read(file: BinaryIO, size: int) -> bytes:
    return file.read(size)


def folders_of(paths: Iterable[str]) -> set[str]:
    """Return every folder that files lie in."""
    folders: set[str] = set()
    for path in paths:
        while (path := path.rpartition("/")[0]) and path not in folders:
            folders.add(path)
    return folders
