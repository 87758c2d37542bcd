"""By what the file system says of a file, whether it can have changed since it was looked at.

The digest is the truth and the stat a shortcut, taken with git's care for timestamps: of a file that was changed as
recently as the clock of the file system can tell, nothing is believed. Stats are compared for being equal, never for
being newer: an older file that is put back has changed as well.
"""

import os
import time
from typing import NamedTuple

_FINE, _COARSE = 20_000_000, 2_000_000_000
"""Nanoseconds between two ticks, at the most: Linux and its file systems tick at 4 or 10 ms, FAT at 2 s."""
_SECOND = 1_000_000_000


class Stat(NamedTuple):
    """What tells one state of a file from another; times in nanoseconds."""

    size: int
    modified: int
    changed: int
    inode: int

    @property
    def latest(self) -> int:
        """When the file, its name or its rights were last changed."""
        return max(self.modified, self.changed)


def stat_of(result: os.stat_result) -> Stat:
    """Return the part of a stat that counts."""
    return Stat(result.st_size, result.st_mtime_ns, result.st_ctime_ns, result.st_ino)


def is_settled(stat: Stat, at: int) -> bool:
    """Tell whether any change after the instant `at`, in nanoseconds, shows in the stat."""
    return stat.latest + _tick(stat.latest) < at


def wait_until_settled(latest: int) -> None:
    """Wait until a change of a file that was last changed at `latest`, in nanoseconds, would show in its stat."""
    while (left := latest + _tick(latest) - time.time_ns()) >= 0:
        time.sleep(min(left + 1, _COARSE) / _SECOND)


def _tick(stamp: int) -> int:
    return _FINE if stamp % _SECOND else _COARSE
