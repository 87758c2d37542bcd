"""A folder of this machine, or a share: each version is a folder of its own, and a link leads to the one that is shown.

Files that stay are hard links to those of the version before, so that a version costs what it changed. The link is
replaced in one step: a reader sees one version or the next, and going back is as quick.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.deploy.manifest import (
    MANIFEST,
    NOT_THERE,
    ManifestDamaged,
    decode_manifest,
    encode_manifest,
    with_changes,
)
from generator.deploy.target import Done, Opening, TargetFailed, Upload, Version

if TYPE_CHECKING:
    from generator.deploy_settings import FolderPlace

_INCOMING, _LINK = "incoming", "link"


@contextmanager
def open_target(opening: Opening) -> Iterator["FolderStore"]:
    """Open the folder."""
    place: FolderPlace = opening.place
    store = FolderStore(opening.site.absolute() / Path(place.path).expanduser(), place.keep)
    try:
        yield store
    except OSError as error:
        where = error.filename2 or error.filename or store.path
        raise TargetFailed(f"{where}: {error.strerror or error}") from error


class FolderStore:
    """The link, and the versions beside it."""

    can_forget = True

    def __init__(self, path: Path, keep: int) -> None:
        """Name the link, and how many earlier versions stay."""
        self.path, self._keep = path, keep
        self._versions = path.with_name(f"{path.name}.versions")
        self._staged = self._versions / _INCOMING
        self._erased: list[str] = []

    def read_manifest(self) -> bytes | None:
        """Return the manifest of the version that is shown."""
        current = self._current()
        try:
            return (current / MANIFEST).read_bytes() if current else None
        except FileNotFoundError:
            return None

    def is_empty(self) -> bool:
        """Tell whether nothing lies there."""
        if self.path.is_symlink():
            return not self.path.exists()
        return not self.path.exists() or (self.path.is_dir() and not any(self.path.iterdir()))

    def begin(self, manifest: bytes) -> None:  # noqa: ARG002 - nobody sees a step before its end
        """Begin a version with the files of the one that is shown."""
        if not self.path.is_symlink() and not self.is_empty():
            raise TargetFailed(f"{self.path} is no link to a version; move it away, or name another folder")
        shutil.rmtree(self._staged, ignore_errors=True)
        self._versions.mkdir(parents=True, exist_ok=True)
        self._drop_later_versions()
        current = self._current()
        if current:
            shutil.copytree(current, self._staged, copy_function=_link_or_copy, symlinks=True)
        else:
            self._staged.mkdir()

    def put(self, uploads: Sequence[Upload], done: Done) -> None:
        """Put files into the version that is being made."""
        for upload in uploads:
            target = self._staged / upload.path
            _make_room(self._staged, target)
            shutil.copyfile(upload.source, target)
            done(upload)

    def remove(self, paths: Sequence[str]) -> None:
        """Leave files out of the version that is being made."""
        for path in paths:
            (self._staged / path).unlink(missing_ok=True)
            _remove_empty_folders(self._staged, (self._staged / path).parent)

    def note(self, manifest: bytes) -> None:
        """Note nothing: what is being made is not shown, and is made anew."""

    def commit(self, manifest: bytes) -> None:
        """Show the version that was made."""
        _make_room(self._staged, self._staged / MANIFEST)
        (self._staged / MANIFEST).write_bytes(manifest)
        left = self._current()
        self._show_staged()
        partial_ = [left] if left and _is_partial(left) else []
        for old in (*partial_, *[one for one in self._kept() if one not in partial_][self._keep + 1 :]):
            shutil.rmtree(old, ignore_errors=True)

    def versions(self) -> list[Version]:
        """Return the version that is shown and those before it, newest first."""
        current = self._current()
        found = []
        for folder in self._kept():
            if current and folder.name <= current.name:
                with suppress(FileNotFoundError, ManifestDamaged):
                    manifest = decode_manifest((folder / MANIFEST).read_bytes())
                    if manifest.is_partial and folder != current:
                        continue
                    found.append(Version(folder.name, manifest, partial(_read, folder)))
        return found

    def show(self, paths: dict[str, Version], manifest: bytes) -> None:
        """Show a version made of files of others."""
        shutil.rmtree(self._staged, ignore_errors=True)
        for path, version in paths.items():
            target = self._staged / path
            target.parent.mkdir(parents=True, exist_ok=True)
            _link_or_copy(str(self._versions / version.name / path), str(target))
        (self._staged / MANIFEST).write_bytes(manifest)
        left = self._current()
        self._show_staged()
        used = {self._versions / version.name for version in paths.values()}
        for folder in used | ({left} if left else set()):  # the next way back leads farther
            shutil.rmtree(folder, ignore_errors=True)

    def forget(self, version: Version, paths: Sequence[str]) -> None:
        """Take files out of an earlier version."""
        folder, files = self._versions / version.name, version.manifest.files
        gone = {path: replace(files[path], digest=NOT_THERE) for path in paths}
        (folder / _LINK).write_bytes(encode_manifest(with_changes(version.manifest, gone)))
        (folder / _LINK).replace(folder / MANIFEST)
        for path in paths:
            (folder / path).unlink(missing_ok=True)

    def _show_staged(self) -> None:
        numbers = [int(folder.name) for folder in self._kept()]
        version = self._versions / f"{max(numbers, default=0) + 1:06}"
        self._staged.rename(version)
        link = self._versions / _LINK
        link.unlink(missing_ok=True)
        link.symlink_to(version.relative_to(self.path.parent), target_is_directory=True)
        if self.path.is_dir() and not self.path.is_symlink():
            self.path.rmdir()  # an empty one that was there before
        link.rename(self.path)

    def _current(self) -> Path | None:
        """Return the version that is shown."""
        if not self.path.is_symlink():
            return None
        name = self.path.readlink().name
        return self._versions / name if (self._versions / name).is_dir() else None

    def _kept(self) -> list[Path]:
        """Return every version, newest first."""
        if not self._versions.is_dir():
            return []
        return sorted((folder for folder in self._versions.iterdir() if folder.name.isdigit()), reverse=True)

    def _drop_later_versions(self) -> None:
        """Remove versions that were never shown, or from which somebody went back."""
        current = self._current()
        for folder in self._kept():
            if current is None or folder.name > current.name:
                shutil.rmtree(folder, ignore_errors=True)


def _is_partial(folder: Path) -> bool:
    try:
        return decode_manifest((folder / MANIFEST).read_bytes()).is_partial
    except (FileNotFoundError, ManifestDamaged):
        return False


def _read(folder: Path, path: str) -> bytes:
    return (folder / path).read_bytes()


def _link_or_copy(source: str, target: str) -> str:
    try:
        os.link(source, target)
    except OSError:  # a share without hard links
        shutil.copyfile(source, target)
    return target


def _make_room(root: Path, target: Path) -> None:
    """Make the folder of a file and remove what has its name; what is linked elsewhere stays there."""
    for parent in list(target.relative_to(root).parents)[-2::-1]:
        if (root / parent).is_file():
            (root / parent).unlink()
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir():
        shutil.rmtree(target)
    target.unlink(missing_ok=True)


def _remove_empty_folders(root: Path, folder: Path) -> None:
    with suppress(OSError):
        while folder != root:
            folder.rmdir()
            folder = folder.parent
