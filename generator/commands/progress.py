"""A bar on standard error while something long goes on: on a terminal only, and never beside a line of the result."""

import sys
import time
from collections.abc import Mapping

_WIDTH = 30
_EVERY = 0.1
"""Seconds between two drawings."""
_CONTAINED = ("!/", "#")
"""What stands behind a container's name in the address of an item."""


class Bar:
    """One bar; whoever prints a line while it stands clears it first."""

    def __init__(self, what: str) -> None:
        """Draw nothing yet; `what` says what is counted, in the plural."""
        self._what = what
        self._is_shown = sys.stderr.isatty()
        self._drawn_at = 0.0
        self._length = 0

    def advance(self, done: int, total: int) -> None:
        """Show that so many of `total` are done; a total of 0 is one that nobody knows."""
        now = time.monotonic()
        if not self._is_shown or (now - self._drawn_at < _EVERY and done != total):
            return
        self._drawn_at = now
        line = bar_of(done, total, self._what)
        sys.stderr.write(f"\r{line}{' ' * max(self._length - len(line), 0)}")
        sys.stderr.flush()
        self._length = len(line)

    def clear(self) -> None:
        """Take the bar away."""
        if self._length:
            sys.stderr.write(f"\r{' ' * self._length}\r")
            sys.stderr.flush()
            self._length = 0
            self._drawn_at = 0.0


def bar_of(done: int, total: int, what: str) -> str:
    """Return a bar as text."""
    if not total:
        return f"{done:,} {what}"
    filled = min(done, total) * _WIDTH // total
    return f"[{'#' * filled}{'-' * (_WIDTH - filled)}] {min(done, total):,} of {total:,} {what}"


def place_of(source: str, places: Mapping[str, int]) -> int:
    """Return how far an import is when it tells of a source: of an item, as far as its container; 0 if nobody knows."""
    if source in places:
        return places[source]
    outer = [source[: source.index(mark)] for mark in _CONTAINED if mark in source]
    return max((places.get(name, 0) for name in outer), default=0)
