"""What the last build of an output folder was made from, so that one with nothing to do finds that out at once.

While no file of the content, of the layouts and of the output has changed, the settings are the same, and no instant
has passed at which the site changes by itself, the output is what a build would make.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec

from generator.digests import digest_of
from generator.file_stat import is_settled
from generator.load import Listed
from generator.problems import Problem
from generator.public_file import PublicFile
from generator.state import State


class Wanted(msgspec.Struct, frozen=True, array_like=True):
    """What the settings say of where to look, and of who reads."""

    dialect: tuple[str, ...]
    """Of Markdown; see `MarkdownSettings`."""
    vocabulary: str | None
    originals: bool


class LastBuild(msgspec.Struct, frozen=True, kw_only=True):
    """One finished build."""

    inputs: str
    """The digest of what it read; empty when a file was so young that a change of it might not show."""
    wanted: Wanted
    left: int
    """How many files and folders it left, the output folder itself among them."""
    folders_tell: bool
    """Whether the times of a folder tell, where it built, that something in it came or went."""
    as_of: datetime
    next_change: datetime | None
    """The next instant at which the site changes by itself."""
    pages: int
    warnings: tuple[Problem, ...]

    def stands(self, inputs: str, as_of: datetime) -> bool:
        """Tell whether a build of these inputs at this instant would plan the same output."""
        return (
            inputs == self.inputs != "" and self.as_of <= as_of and (not self.next_change or as_of < self.next_change)
        )


_DECODER = msgspec.msgpack.Decoder(LastBuild)
_FILES = msgspec.msgpack.Decoder(tuple[PublicFile, ...])


def recall_build(state: State, folder: str) -> LastBuild | None:
    """Return the last build of an output folder, if any is known."""
    data = state.get(f"last build {folder}")
    return _DECODER.decode(data) if data else None


def remember_build(state: State, folder: str, build: LastBuild) -> None:
    """Keep what is known of a build."""
    state.set(f"last build {folder}", msgspec.msgpack.encode(build))


def recall_files(state: State, folder: str) -> tuple[PublicFile, ...]:
    """Return what the last build said of the files of an output folder; nothing when nobody asked it."""
    data = state.get(f"files {folder}")
    return _FILES.decode(data) if data else ()


def remember_files(state: State, folder: str, files: tuple[PublicFile, ...]) -> None:
    """Keep what a build said of its files; nothing when it was not asked, for it may have changed them."""
    state.set(f"files {folder}", msgspec.msgpack.encode(files) if files else b"")


def digest_of_inputs(files: Iterable[Listed], settings: Any, began: int) -> str:
    """Return the digest of the files and settings of a build that began at an instant, in nanoseconds."""
    listed = list(files)
    if not all(is_settled(stat, began) for _, stat in listed):
        return ""
    return digest_of((listed, settings))
