"""How large the pictures of a site are: only those that changed are looked into, the state knows the others."""

from collections.abc import Iterable, Mapping, MutableMapping
from pathlib import Path, PurePosixPath

import msgspec

from generator.file_stat import is_settled
from generator.load import PICTURE_SUFFIXES, Listed, read_beginning
from generator.picture_sizes import Size, size_of_picture
from generator.state import KnownSource

_BEGINNINGS = (1 << 12, 1 << 16, 1 << 21)
"""Bytes: nearly all files state their size in the first of these; a JPEG may have previews and colours before it."""
_DECODER = msgspec.msgpack.Decoder(Size | None)


def measure_pictures(
    site: Path,
    media: Iterable[Listed],
    known: Mapping[str, KnownSource],
    changed: MutableMapping[str, KnownSource],
    began: int,
) -> dict[str, Size]:
    """Return the size of each picture that states one, by path.

    What had to be read is put into `changed`; `began` is when the site was scanned, in nanoseconds since 1970.
    """
    sizes: dict[str, Size] = {}
    for path, stat in media:
        if PurePosixPath(path).suffix.lower() not in PICTURE_SUFFIXES:
            continue
        before = known.get(path)
        if before and before.stat == stat:
            size = _DECODER.decode(before.record)
        else:
            size = _measure(site, path, stat.size)
            settled = stat if is_settled(stat, began) else None
            changed[path] = KnownSource(settled, "", "", msgspec.msgpack.encode(size))
        if size and all(size):
            sizes[path] = size
    return sizes


def _measure(site: Path, path: str, length: int) -> Size | None:
    for most in _BEGINNINGS:
        size = size_of_picture(read_beginning(site, path, most))
        if size or length <= most:
            return size
    return None
