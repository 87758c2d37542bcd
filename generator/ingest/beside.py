"""What lies beside an item: in its folder, in its archive, or in the same file. Nothing outside can be reached.

An address in a release is what somebody else wrote: it is taken apart as text, and a path that leads upward, to the
root, over a link or to another machine is none.
"""

import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from generator.ingest.containers.zip import list_files, read_file
from generator.ingest.originals import safe_path
from generator.ingest.reading import Found, Unfound
from generator.problems import ImportRefused

LARGEST = 64 << 20
"""Bytes of one asset: what is larger is better put under `content/media/` by hand."""

_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]", re.IGNORECASE)
_UPLOADED = re.compile(r"https?://[^/?#]+/(?:[^?#]*/)?(uploads/[^?#]+)", re.IGNORECASE)
_REPARSE_POINT = 0x400
"""What Windows has for links, junctions among them (`st_file_attributes`)."""


@dataclass(frozen=True, slots=True)
class InFolder:
    """The folder in which a file lies, and what is below it."""

    folder: Path
    renamed: bool = False
    """Each name stands there in the characters that originals have."""

    def find(self, address: str) -> Found | Unfound:
        """Return the file; links are not followed."""
        paths = list(relative_paths(address))
        for path in paths:
            at = self.folder / (safe_path(path) if self.renamed else path)
            try:
                if _is_plain(self.folder, at):
                    return "large" if at.lstat().st_size > LARGEST else Found(path, at.read_bytes())
            except (OSError, ValueError):  # a name that no file can have
                continue
        return "absent" if paths else "outside"


@dataclass(frozen=True, slots=True)
class InArchive:
    """The folder of a zip archive in which an item lies, and what is below it."""

    archive: Path
    folder: str = ""
    """Without a slash at its end; empty for the top."""

    def find(self, address: str) -> Found | Unfound:
        """Return the file."""
        paths = list(relative_paths(address))
        entries = _entries(self.archive, self.archive.stat().st_mtime_ns)
        for path in paths:
            inside = f"{self.folder}/{path}" if self.folder else path
            if inside in entries:
                if entries[inside] > LARGEST:
                    return "large"
                try:
                    return Found(path, read_file(self.archive, inside))
                except ImportRefused:  # the archive is reported as a whole
                    return "absent"
        return "absent" if paths else "outside"


@dataclass(frozen=True, slots=True)
class InParts:
    """The parts of a page saved as one file, by the addresses that the page has for them."""

    parts: Mapping[str, tuple[str, bytes]]

    def find(self, address: str) -> Found | Unfound:
        """Return the part; it lies in the same file, so it can be nowhere else."""
        if part := self.parts.get(address) or self.parts.get(unquote(address)):
            return "large" if len(part[1]) > LARGEST else Found(*part)
        return "absent"


def relative_paths(address: str) -> Iterator[str]:
    """Yield the paths below a folder that an address may mean: decoded, as it stands, and in other Unicode forms."""
    address = address.strip()
    if uploaded := _UPLOADED.match(address):
        for folder in ("wp-content/", ""):
            yield from _safe(folder + unquote(uploaded[1]))
        return
    if _ELSEWHERE.match(address):
        return
    plain = re.split(r"[?#]", address, maxsplit=1)[0]
    seen = dict.fromkeys(path for text in (unquote(plain), unquote(address), plain) for path in _safe(text))
    for path in seen:
        yield from dict.fromkeys((path, *(unicodedata.normalize(form, path) for form in ("NFC", "NFD"))))


def _safe(text: str) -> Iterator[str]:
    """Yield the path, unless it leads upward or to the root, or has a sign by which a system could be led elsewhere."""
    parts = [part for part in text.replace("\\", "/").split("/") if part != "."]
    if parts and all(part.strip(" .") and not re.search(r"[\x00-\x1f\x7f:]", part) for part in parts):
        yield "/".join(parts)


def _is_plain(folder: Path, file: Path) -> bool:
    """Tell whether a file is a regular one, and neither it nor a folder on the way to it is a link."""
    inside = file.relative_to(folder).parts
    for number in range(1, len(inside) + 1):
        found = os.lstat(folder.joinpath(*inside[:number]))
        if stat.S_ISLNK(found.st_mode) or getattr(found, "st_file_attributes", 0) & _REPARSE_POINT:
            return False
    return stat.S_ISREG(found.st_mode)


@lru_cache(maxsize=2)
def _entries(archive: Path, changed: int) -> dict[str, int]:  # noqa: ARG001 - the time makes a changed archive another
    return list_files(archive)


def folder_in_archive(item: str) -> str:
    """Return the folder of an item by its path in the archive; empty for the top."""
    folder = str(PurePosixPath(item).parent)
    return "" if folder == "." else folder
