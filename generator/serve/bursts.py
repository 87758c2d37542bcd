"""Many changes that belong together, such as all files of a `git checkout`, gathered into one."""

import threading
import time
from collections.abc import Callable

QUIET = 0.05
"""Seconds without another change that end a burst."""
LONGEST = 0.5
"""Seconds after which a burst that does not end is taken as it is."""


class Burst:
    """Collects the paths of changed files from any thread, for one thread that takes them."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin empty."""
        self._clock = clock
        self._news = threading.Condition()
        self._paths: set[str] = set()
        self._first = self._last = 0.0
        self._closed = False

    def add(self, path: str) -> None:
        """Note that a file changed; the path is relative to the site's folder."""
        with self._news:
            self._last = self._clock()
            if not self._paths:
                self._first = self._last
            self._paths.add(path)
            self._news.notify_all()

    def close(self) -> None:
        """Let the taker go at once."""
        with self._news:
            self._closed = True
            self._news.notify_all()

    @property
    def closed(self) -> bool:
        """Whether nothing will come any more."""
        return self._closed

    @property
    def is_waited_for(self) -> bool:
        """Whether there is something to take, or nothing ever will."""
        return self._closed or bool(self._paths)

    def take(self, timeout: float) -> frozenset[str]:
        """Wait for a burst to begin, at most `timeout` seconds, and to end; return its paths, or none."""
        with self._news:
            self._news.wait_for(lambda: self._paths or self._closed, timeout)
            while self._paths and not self._closed:
                left = seconds_left(self._first, self._last, self._clock())
                if left <= 0:
                    break
                self._news.wait(left)
            taken = frozenset(() if self._closed else self._paths)
            self._paths = set()
            return taken


def seconds_left(first: float, last: float, now: float) -> float:
    """Return how long to wait for the end of a burst, from the times of its first and its last change."""
    return min(last + QUIET, first + LONGEST) - now
