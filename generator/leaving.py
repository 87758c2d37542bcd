"""What a build leaves in an output folder, told in shards: those of them in which something changed.

Of a folder in which somebody else put something while the build was under way nothing is believed: its stat is that of
no folder, so that the next build looks into it.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.file_stat import Stat, stat_of, wait_until_settled
from generator.output_folder import INCOMING, Shard, decode_stats, encode_stats

_OTHER = Stat(0, 0, 0, 0)


def update_shards(
    output: Path, before: Mapping[str, Shard], made: Mapping[str, Stat], gone: Iterable[str]
) -> dict[str, Shard]:
    """Return the shards that files which were `made` and files that are `gone` changed, those without anything too.

    What is `before` is only read. The output is to stand still for as long as its file system's clock needs to tick.
    """
    listing = _Listing(before)
    for path in gone:
        listing.remove(path)
    for path, stat in made.items():
        listing.put(path, stat)
    return listing.shards(output)


def folders_tell(output: Path) -> bool:
    """Tell whether the times of a folder tell that something in it came or went: some file systems have none."""
    before = stat_of(output.lstat())
    wait_until_settled(before.latest)
    try:
        (output / INCOMING).mkdir()
        (output / INCOMING).rmdir()
    except OSError:  # no room left, or somebody else was quicker
        return False
    return stat_of(output.lstat()) != before


class _Shard:
    """A shard that is being changed."""

    __slots__ = ("counts", "files", "folders")

    def __init__(self, shard: Shard | None) -> None:
        stats = iter(decode_stats(shard.stats) if shard else ())
        self.folders: dict[str, Stat] = dict(zip(shard.folders if shard else (), stats, strict=False))
        self.counts: dict[str, int] = dict(zip(self.folders, shard.counts if shard else (), strict=True))
        self.files: dict[str, Stat] = dict(zip(shard.files if shard else (), stats, strict=True))


class _Listing:
    """All shards, of which those in which something changes are taken apart."""

    def __init__(self, before: Mapping[str, Shard]) -> None:
        self._before = before
        self._changing: dict[str, _Shard] = {}
        self._folders: set[str] = set()
        """Those in which something came, went or was replaced."""

    def put(self, path: str, stat: Stat) -> None:
        files = self._shard(path).files
        if path not in files:
            self._come(path)
        self._folders.add(_parent(path))
        files[path] = stat

    def remove(self, path: str) -> None:
        del self._shard(path).files[path]
        self._go(path)

    def shards(self, output: Path) -> dict[str, Shard]:
        for folder in self._folders:
            shard = self._shard(folder)
            shard.folders[folder] = _stat_of_folder(output / folder, shard.counts[folder])
        return {
            name: Shard(
                [*shard.counts],
                [*shard.counts.values()],
                [*shard.files],
                encode_stats((*(shard.folders[folder] for folder in shard.counts), *shard.files.values())),
            )
            for name, shard in self._changing.items()
        }

    def _shard(self, path: str) -> _Shard:
        name = _name_of_shard(path)
        if name not in self._changing:
            self._changing[name] = _Shard(self._before.get(name))
        return self._changing[name]

    def _come(self, path: str) -> None:
        parent = _parent(path)
        counts = self._shard(parent).counts
        if parent not in counts:
            counts[parent] = 0
            if parent:
                self._come(parent)
        counts[parent] += 1
        self._folders.add(parent)

    def _go(self, path: str) -> None:
        parent = _parent(path)
        shard = self._shard(parent)
        shard.counts[parent] -= 1
        self._folders.add(parent)
        if parent and not shard.counts[parent]:
            self._folders.discard(parent)
            del shard.counts[parent], shard.folders[parent]
            self._go(parent)


def _name_of_shard(path: str) -> str:
    """Return where a file or folder belongs: the folder at the top that it is in, and two letters more."""
    top, _, rest = path.partition("/")
    return f"{top}/{rest[:2]}" if rest else ""


def _parent(path: str) -> str:
    return path.rpartition("/")[0]


def _stat_of_folder(folder: Path, count: int) -> Stat:
    try:
        stat = stat_of(folder.lstat())  # before it is looked into, so that what comes then changes it
        with os.scandir(folder) as entries:
            return stat if sum(1 for _ in entries) == count else _OTHER
    except OSError:  # somebody else took it away
        return _OTHER
