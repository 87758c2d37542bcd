"""One file to hand to somebody: a zip archive of the whole site, replaced at once.

The same site makes the same bytes.
"""

import shutil
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from generator.deploy.manifest import MANIFEST
from generator.deploy.target import Done, Opening, TargetFailed, Upload
from generator.media_types import is_compressible

if TYPE_CHECKING:
    from generator.deploy_settings import ZipPlace

_BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The date of every file: the earliest that the format can say."""
_READABLE = 0o644 << 16


@contextmanager
def open_target(opening: Opening) -> Iterator["ZipStore"]:
    """Open the archive, which need not be there."""
    place: ZipPlace = opening.place
    try:
        yield ZipStore(opening.site.absolute() / Path(place.path).expanduser())
    except OSError as error:
        raise TargetFailed(f"{error.filename or place.path}: {error.strerror or error}") from error


class ZipStore:
    """The archive, and what a step changes in it."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        self._path = path
        self._put: dict[str, Path] = {}
        self._removed: set[str] = set()

    def read_manifest(self) -> bytes | None:
        """Return the manifest in the archive."""
        with suppress(FileNotFoundError, KeyError, zipfile.BadZipFile), zipfile.ZipFile(self._path) as archive:
            return archive.read(MANIFEST)
        return None

    def is_empty(self) -> bool:
        """Tell whether there is no archive."""
        return not self._path.exists()

    def begin(self, manifest: bytes) -> None:  # noqa: ARG002 - nobody sees a step before its end
        """Begin with what is in the archive."""
        self._put, self._removed = {}, set()

    def put(self, uploads: Sequence[Upload], done: Done) -> None:
        """Keep in mind what is to be put there."""
        for upload in uploads:
            self._put[upload.path] = upload.source
            done(upload)

    def remove(self, paths: Sequence[str]) -> None:
        """Keep in mind what is to be left out."""
        self._removed.update(paths)

    def note(self, manifest: bytes) -> None:
        """Note nothing."""

    def commit(self, manifest: bytes) -> None:
        """Write the archive beside the old one and put it in its place."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        draft = self._path.with_suffix(".tmp")
        try:
            with zipfile.ZipFile(draft, "w") as new:
                self._write(new, manifest)
            draft.replace(self._path)
        finally:
            draft.unlink(missing_ok=True)

    def _write(self, new: zipfile.ZipFile, manifest: bytes) -> None:
        old = zipfile.ZipFile(self._path) if zipfile.is_zipfile(self._path) else None
        try:
            kept = {*old.namelist()} - self._put.keys() - self._removed - {MANIFEST} if old else set[str]()
            for path in sorted(kept | self._put.keys()):
                with new.open(_entry(path), "w", force_zip64=True) as file:
                    if path in self._put:
                        with self._put[path].open("rb") as source:
                            shutil.copyfileobj(source, file)
                    elif old:
                        with old.open(path) as source_:
                            shutil.copyfileobj(source_, file)
            new.writestr(_entry(MANIFEST), manifest)
        finally:
            if old:
                old.close()


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, _BEGINNING)
    entry.external_attr, entry.create_system = _READABLE, 3
    entry.compress_type = zipfile.ZIP_DEFLATED if is_compressible(PurePosixPath(path)) else zipfile.ZIP_STORED
    return entry
