"""What lies in an output folder, and whether it is what the last build left there.

The quick way asks the file system only of the files and folders that were left, which costs half of looking into every
folder: a folder whose times are what they were holds the names that it held.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import msgspec

from generator.file_stat import Stat, stat_of

INCOMING = ".dateline-incoming"
"""The folder of what is on its way into an output folder."""
_ENCODER = msgspec.msgpack.Encoder()
_STATS = msgspec.msgpack.Decoder(list[Stat])


@dataclass(frozen=True, slots=True)
class Found:
    """What lies in an output folder; paths are below it, with forward slashes."""

    files: dict[str, Stat] = field(default_factory=dict)
    """A link is never what it leads to."""
    folders: dict[str, Stat] = field(default_factory=dict)


class Shard(NamedTuple):
    """Some neighbouring files and folders of an output folder, as they were left."""

    folders: list[str]
    """The output folder itself is the empty path."""
    counts: list[int]
    """How many files and folders are in each of them."""
    files: list[str]
    stats: bytes
    """Of the folders, then of the files; encoded, for most of the time they are only compared."""


def find_output(output: Path) -> Found:
    """Return what lies in an output folder, by looking into each folder; nothing when there is none."""
    found = Found()
    if output.is_dir():
        _find(f"{output}{os.sep}", "", found)
    return found


def stands(output: Path, shards: Iterable[Shard]) -> bool:
    """Tell whether all is as it was left, and nothing else is there, on a file system whose folders tell that."""
    prefix = f"{output}{os.sep}"
    try:
        return all(_look_at(prefix, shard) == shard.stats for shard in shards)
    except OSError:  # something is gone
        return False


def found_in(shards: Iterable[Shard]) -> Found:
    """Return what was left."""
    found = Found()
    for shard in shards:
        stats = iter(decode_stats(shard.stats))
        found.folders.update(zip(shard.folders, stats, strict=False))
        found.files.update(zip(shard.files, stats, strict=True))
    found.folders.pop("", None)
    return found


def holds(found: Found, shards: Iterable[Shard]) -> bool:
    """Tell whether what was found is what was left, whatever the times of its folders are."""
    left = found_in(shards)
    return found.files == left.files and found.folders.keys() == left.folders.keys()


def count_in(shards: Iterable[Shard]) -> int:
    """Return how many files and folders shards have."""
    return sum(len(shard.folders) + len(shard.files) for shard in shards)


def decode_stats(stats: bytes) -> list[Stat]:
    """Return the stats of a shard."""
    return _STATS.decode(stats)


def encode_stats(stats: Iterable[Stat]) -> bytes:
    """Return stats as a shard has them."""
    return _ENCODER.encode(list(stats))


def _look_at(prefix: str, shard: Shard) -> bytes:
    """Return what the file system says of a shard now, encoded as in the shard."""
    stats = map(os.lstat, [prefix + path for path in (*shard.folders, *shard.files)])
    return _ENCODER.encode([(one.st_size, one.st_mtime_ns, one.st_ctime_ns, one.st_ino) for one in stats])


def _find(root: str, folder: str, found: Found) -> None:
    with os.scandir(root + folder) as entries:  # texts, for a `Path` of each folder takes longer than to read it
        for entry in entries:
            path = folder + entry.name
            if not entry.is_dir(follow_symlinks=False):
                found.files[path] = stat_of(entry.stat(follow_symlinks=False))
            elif path != INCOMING:
                found.folders[path] = stat_of(entry.stat(follow_symlinks=False))
                _find(root, f"{path}/", found)
