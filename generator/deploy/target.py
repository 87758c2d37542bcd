"""What every kind of target can do; `targets.py` lists the kinds, each a module of its own.

A deployment has one step or two: withdrawals, then all else. A step begins with the manifest of what may be there while
it is under way and ends with that of what is there; a target that shows a step at once does nothing to what is read
before the end of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from generator.deploy.manifest import Manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """One file on its way."""

    path: str
    """Below the target."""
    source: Path
    size: int
    """In bytes, as it is sent."""
    media_type: str
    cache_control: str
    encoding: str
    """As `Content-Encoding` names it, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A target that is about to be opened."""

    name: str
    place: Any
    """The settings of its kind."""
    site: Path
    workshop: Path
    """The folder for what a target keeps here."""


Done = Callable[[Upload], None]
"""Is told of each file that has come."""


class TargetFailed(Exception):
    """A target refused something; the text says what and why, without a secret."""


class TargetUnreachable(TargetFailed):
    """A target did not answer, or not in time: what may be otherwise in a moment."""


class Store(Protocol):
    """A target that is open. Everything in it raises `TargetFailed`."""

    def read_manifest(self) -> bytes | None:
        """Return the manifest, or None when there is none."""

    def is_empty(self) -> bool:
        """Tell whether nothing lies there."""

    def begin(self, manifest: bytes) -> None:
        """Begin a step."""

    def put(self, uploads: Sequence[Upload], done: Done) -> None:
        """Put files in their places, in any order, each whole or not at all."""

    def remove(self, paths: Sequence[str]) -> None:
        """Remove files; those that are not there, or in whose place a folder is, are as good as removed."""

    def note(self, manifest: bytes) -> None:
        """Note how far a step has come, if that can be noted."""

    def commit(self, manifest: bytes) -> None:
        """End a step."""


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a target that keeps earlier ones."""

    name: str
    manifest: Manifest
    read: Callable[[str], bytes]
    """Path → bytes, of a path of the manifest."""


class KeepingStore(Store, Protocol):
    """A target that keeps earlier versions."""

    can_forget: bool
    """Whether a file can be taken out of them."""

    def versions(self) -> list[Version]:
        """Return the version that is shown and at least the one before it, if there is one."""

    def show(self, paths: dict[str, Version], manifest: bytes) -> None:
        """Show a version made of files of others, at once."""

    def forget(self, version: Version, paths: Sequence[str]) -> None:
        """Take files out of an earlier version, as far as that can be done."""


def folders_above(paths: Sequence[str]) -> list[str]:
    """Return the folders in which files lie, each before those that it lies in."""
    folders = set()
    for path in paths:
        while (path := path.rpartition("/")[0]) and path not in folders:
            folders.add(path)
    return sorted(folders, key=lambda folder: (-folder.count("/"), folder))
