"""Where the time of a build went: by stage, by layout, and the slowest pages."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SLOWEST = 10


@dataclass(frozen=True, slots=True)
class PageTime:
    """How long one page took to render, in whichever process did it."""

    address: str
    layout: str
    seconds: float


@dataclass(frozen=True, slots=True)
class LayoutTime:
    """How long the pages of one layout took together."""

    layout: str
    pages: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Where the time of one build went."""

    stages: tuple[tuple[str, float], ...] = ()
    """Each stage with its seconds of wall time, in their order."""
    layouts: tuple[LayoutTime, ...] = ()
    """The costliest first. With several processes their sum is more than the stage took."""
    slowest: tuple[PageTime, ...] = ()
    """The slowest first."""
    megabytes: float | None = None
    """The most memory that the main process held, and None where the system does not say."""


UNTIMED = Profile()
"""Of a build that nobody timed."""


class Laps:
    """The stages of a build that is going on, each with its seconds."""

    def __init__(self) -> None:
        """Begin now."""
        self.began = self._last = time.monotonic()
        self.stages: list[tuple[str, float]] = []

    def end(self, stage: str) -> None:
        """Note that a stage has ended, and that the next begins."""
        now = time.monotonic()
        self.stages.append((stage, now - self._last))
        self._last = now

    def seconds(self) -> float:
        """Return the seconds since the beginning."""
        return time.monotonic() - self.began


def make_profile(laps: Laps, pages: Sequence[PageTime]) -> Profile:
    """Return where the time went; `pages` are those that were rendered."""
    return Profile(
        stages=tuple(laps.stages),
        layouts=tuple(_by_layout(pages)),
        slowest=tuple(sorted(pages, key=lambda page: (-page.seconds, page.address))[:SLOWEST]),
        megabytes=_most_memory(),
    )


def _by_layout(pages: Iterable[PageTime]) -> list[LayoutTime]:
    times: dict[str, list[float]] = {}
    for page in pages:
        times.setdefault(page.layout, []).append(page.seconds)
    found = [LayoutTime(layout, len(seconds), sum(seconds)) for layout, seconds in times.items()]
    return sorted(found, key=lambda one: (-one.seconds, one.layout))


def _most_memory() -> float | None:
    try:
        import resource
    except ImportError:  # Windows
        return None
    import sys

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1_000_000 if sys.platform == "darwin" else 1000)  # macOS counts bytes, Linux kilobytes
