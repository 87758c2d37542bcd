"""One build at a time: a lock on a site's state folder that names its holder."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from generator.problems import BuildFailed, Problem

WAIT = 30.0
"""Seconds that a second build waits for the first."""


@contextmanager
def hold_lock(site: Path, wait: float = WAIT) -> Iterator[None]:
    """Hold the lock of a site for the time of a block; raise `BuildFailed`, naming the holder, after `wait` seconds."""
    folder = site / ".dateline"
    folder.mkdir(exist_ok=True)
    holder = folder / "lock-holder"
    lock = FileLock(folder / "lock")
    try:
        lock.acquire(timeout=wait, poll_interval=0.1)
    except Timeout:
        raise BuildFailed([Problem(message=_busy(holder, wait))]) from None
    try:
        holder.write_text(str(os.getpid()), encoding="ascii")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _busy(holder: Path, wait: float) -> str:
    try:
        process = f"process {holder.read_text(encoding='ascii')}"
    except OSError:
        process = "another process"
    return f"{process} is building this site and did not finish within {wait:.0f} s; wait for it or end it"
