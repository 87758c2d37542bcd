"""Where the time of a build went: by stage, by layout, and the slowest pages."""

import time
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


class PageTimes:
    """The times of the pages of one build: of all those of a large archive only what a profile shows is kept."""

    def __init__(self) -> None:
        """Begin with no page."""
        self.pages = 0
        self._slowest: list[PageTime] = []
        self._layouts: dict[str, LayoutTime] = {}

    def add(self, page: PageTime) -> None:
        """Count a page."""
        self.pages += 1
        before = self._layouts.get(page.layout) or LayoutTime(page.layout, 0, 0.0)
        self._layouts[page.layout] = LayoutTime(page.layout, before.pages + 1, before.seconds + page.seconds)
        self._slowest.append(page)
        if len(self._slowest) >= 20 * SLOWEST:
            self._slowest = self.slowest_pages()

    def slowest_pages(self) -> list[PageTime]:
        """Return the slowest pages, the slowest first."""
        return sorted(self._slowest, key=lambda page: (-page.seconds, page.address))[:SLOWEST]

    def by_layout(self) -> list[LayoutTime]:
        """Return the layouts, the costliest first."""
        return sorted(self._layouts.values(), key=lambda one: (-one.seconds, one.layout))


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


def make_profile(laps: Laps, times: PageTimes) -> Profile:
    """Return where the time went; `times` are those of the pages that were rendered."""
    return Profile(
        stages=tuple(laps.stages),
        layouts=tuple(times.by_layout()),
        slowest=tuple(times.slowest_pages()),
        megabytes=_most_memory(),
    )


def _most_memory() -> float | None:
    try:
        import resource
    except ImportError:  # Windows
        return None
    import sys

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1_000_000 if sys.platform == "darwin" else 1000)  # macOS counts bytes, Linux kilobytes
