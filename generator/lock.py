"""One build, one import, one writer of the manifest at a time: locks in a site's state folder, with their holders."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout

from generator.problems import DatelineError, Problem

WAIT = 30.0
"""Seconds that a second process waits for the first."""


@contextmanager
def hold_lock(
    site: Path, work: Literal["build", "import", "manifest", "deployment"], wait: float = WAIT
) -> Iterator[None]:
    """Hold a site's lock for one kind of work; raise `DatelineError`, naming the holder, after `wait` seconds."""
    folder = site / ".dateline"
    holder = folder / f"{work}.pid"
    lock = FileLock(folder / f"{work}.lock")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=wait, poll_interval=0.1)
    except Timeout:
        raise DatelineError([Problem(message=_busy(holder, work, wait))]) from None
    except OSError as error:
        message = f".dateline/ cannot be written ({error.strerror or error}); Dateline keeps its locks there"
        raise DatelineError([Problem(message=message)]) from None
    try:
        holder.write_text(str(os.getpid()), encoding="ascii")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _busy(holder: Path, work: str, wait: float) -> str:
    try:
        process = f"process {holder.read_text(encoding='ascii')}"
    except OSError:
        process = "another process"
    return f"{process} has this site's {work} in hand and did not finish within {wait:.0f} s; wait for it or end it"
