"""The files that came with a page, kept beside its original: byte for byte, below a folder named like it.

Each stands there by its path from the page, so that the page can be read again from where it is kept.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from generator.ingest.files import make_durable, write_new
from generator.ingest.originals import ORIGINALS, safe_path
from generator.ingest.written_files import WrittenFiles
from generator.manifest import sha256_of

_DIGEST = re.compile(r"[0-9a-f]{16}(?=-)")


def files_folder(original: str) -> str:
    """Return the folder of what came with an original, below `content/originals/`."""
    path = PurePosixPath(original)
    digest = _DIGEST.match(path.name)
    return str(path.with_name(f"{digest[0] if digest else path.name}-files"))


def keep_assets(site: Path, original: str, folder: Path, paths: Iterable[str], written: WrittenFiles) -> None:
    """Keep files of a page's folder, given by their paths from there; files that are kept already stay as they are."""
    target = site / ORIGINALS / files_folder(original)
    for path in paths:
        data = (folder / path).read_bytes()
        for place in _places(target, path, data):
            if write_new(place, data) or place.read_bytes() == data:
                written.note(place.relative_to(site).as_posix(), sha256_of(data))
                break


def find_kept(site: Path, original: str, folder: Path) -> Iterator[str]:
    """Yield the files of a page's folder, by their paths from there, that are kept beside its original."""
    target = site / ORIGINALS / files_folder(original)
    if target.is_dir():
        yield from _both(target, folder, "")


def let_go(site: Path, original: str, folder: Path, paths: Iterable[str]) -> None:
    """Remove files of a page's folder whose bytes are kept, and the folders that become empty."""
    target = site / ORIGINALS / files_folder(original)
    for path in paths:
        file = folder / path
        with suppress(FileNotFoundError):  # it belonged to two pages
            data = file.read_bytes()
            if kept := next((place for place in _places(target, path, data) if _holds(place, data)), None):
                make_durable([kept])
                file.unlink()
    around = {str(parent) for path in paths for parent in PurePosixPath(path).parents}
    for emptied in sorted(around - {"."}, reverse=True):
        with suppress(OSError):  # it is not empty
            (folder / emptied).rmdir()


def _places(target: Path, path: str, data: bytes) -> Iterator[Path]:
    """Yield where a file may be kept: by its name, and beside another file of this name by its bytes."""
    place = target / safe_path(path)
    yield place
    yield place.with_name(f"{hashlib.sha256(data).hexdigest()[:16]}-{place.name}")


def _holds(place: Path, data: bytes) -> bool:
    return place.is_file() and place.read_bytes() == data


def _both(target: Path, folder: Path, above: str) -> Iterator[str]:
    names = {path.name: path.is_dir() for path in target.iterdir()}
    for path in sorted(folder.iterdir()) if folder.is_dir() and not folder.is_symlink() else ():
        is_folder = names.get(safe_path(path.name))
        if is_folder:
            yield from _both(target / safe_path(path.name), path, f"{above}{path.name}/")
        elif is_folder is False and not path.is_symlink() and path.is_file():
            yield above + path.name
