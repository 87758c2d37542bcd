"""The raw bytes of every import, under `content/originals/`: kept for ever, never edited, never written over."""

import hashlib
import re
from functools import lru_cache
from pathlib import Path, PurePosixPath

from anyascii import anyascii

from generator.ingest.files import copy_new, write_new
from generator.manifest import sha256_of_file
from generator.problems import ImportRefused, Problem

ORIGINALS = "content/originals"

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_SAFE = re.compile(r"(?!(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))[A-Za-z0-9._-]+", re.IGNORECASE)
"""Windows has devices by these names (file naming conventions)."""
_LONGEST_NAME = 80


def find_original(site: Path, located: Path, sha256: str) -> str:
    """Return where a source is or will be kept, below `content/originals/`: an original itself stays where it is."""
    folder = _resolve_originals(site.absolute())
    if located.is_relative_to(folder):
        return located.relative_to(folder).as_posix()
    return original_path(sha256, located.name)


@lru_cache(maxsize=4)
def _resolve_originals(site: Path) -> Path:
    return (site / ORIGINALS).resolve()


def is_original(site: Path, path: Path, original: str) -> bool:
    """Tell whether a source is read from where it is kept."""
    if path.name != original.rpartition("/")[2]:
        return False
    return path.parent.resolve() == (site / ORIGINALS / original).parent.resolve()


def original_path(sha256: str, name: str) -> str:
    """Return the path of an original below `content/originals/`: found by its SHA-256, read by its name."""
    return f"{sha256[:2]}/{sha256[:16]}-{safe_name(name)}"


def keep_original(site: Path, path: str, data: bytes) -> None:
    """Keep the bytes; do nothing when they are kept already; raise ImportRefused when others are in their place."""
    target = site / ORIGINALS / path
    if write_new(target, data) or target.read_bytes() == data:
        return
    message = "the kept original has been changed; restore it from a backup, or move it away and import again"
    raise ImportRefused([Problem(message=message, path=f"{ORIGINALS}/{path}")])


def keep_container(site: Path, path: str, file: Path, sha256: str) -> None:
    """Keep the bytes of a container, however large, that `sha256` was counted from; otherwise like `keep_original`."""
    target = site / ORIGINALS / path
    copy_new(target, file)
    if sha256_of_file(target) != sha256:
        message = "the kept original differs from the file; restore it from a backup, or move it away and import again"
        raise ImportRefused([Problem(message=message, path=f"{ORIGINALS}/{path}")])


def safe_path(path: str) -> str:
    """Return a relative path of such names; two that would become one are told apart by a digest."""
    return "/".join(map(_safe_part, path.split("/")))


def _safe_part(part: str) -> str:
    safe = safe_name(part)
    if safe == part and _SAFE.fullmatch(part):
        return part
    return f"{hashlib.sha256(part.encode('utf-8', 'surrogateescape')).hexdigest()[:8]}-{safe}"


def safe_name(name: str) -> str:
    """Return the file's own name in characters that every system and every address can carry."""
    plain = PurePosixPath(_UNSAFE.sub("-", anyascii(name)).strip("-."))
    suffix = plain.suffix.lower()[:10]
    stem = plain.name.removesuffix(plain.suffix)[: _LONGEST_NAME - len(suffix)].strip("-.")
    return f"{stem or 'original'}{suffix}"
