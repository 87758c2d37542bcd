"""One import at a time in a site, so that two at once neither lose nor double a release."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from generator.problems import ImportRefused, Problem

PATIENCE = 30.0
"""Seconds to wait for another import."""

_LOCK, _HOLDER = ".dateline/import.lock", ".dateline/import.pid"


@contextmanager
def import_lock(site: Path) -> Iterator[None]:
    """Hold the site's import lock; raise ImportRefused, naming the other process, when it is not to be had in time."""
    (site / _LOCK).parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(site / _LOCK, timeout=PATIENCE):
            (site / _HOLDER).write_text(str(os.getpid()), encoding="ascii")
            yield
    except Timeout:
        message = (
            f"another import has been at work for {PATIENCE:.0f} seconds (process {_holder(site)}); wait for its end"
        )
        raise ImportRefused([Problem(message=message)]) from None


def _holder(site: Path) -> str:
    try:
        return (site / _HOLDER).read_text(encoding="ascii")
    except OSError:
        return "unknown"
