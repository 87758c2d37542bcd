"""The numbers that builds are held to, and whether they are reached."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from bench.builds.contenders import HUGO
from bench.builds.results import Measured, Results

_PYTHON, _RUST = "python-markdown", "commonmark"
_CHANGES = ("edited", "added", "added-long-ago")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One number."""

    work: str
    must: float
    aim: float
    unit: str
    measure: Callable[[Results], float | None]
    """Returns None when a size or contender that it needs was not measured."""


def _found(results: Results, size: int, contender: str, case: str) -> Measured | None:
    return results[size].contenders.get(contender, {}).get(case) if size in results else None


def _of_hugo(size: int, engine: str, *cases: str) -> Callable[[Results], float | None]:
    """Measure the slowest of some cases beside Hugo's time for it, or for a cold build where Hugo did no other."""

    def measure(results: Results) -> float | None:
        ratios = []
        for case in cases:
            ours = _found(results, size, engine, case)
            theirs = _found(results, size, HUGO, case) or _found(results, size, HUGO, "cold")
            if ours is None or theirs is None:
                return None
            ratios.append(ours.time / theirs.time)
        return max(ratios)

    return measure


def _unchanged(size: int) -> Callable[[Results], float | None]:
    def measure(results: Results) -> float | None:
        found = _found(results, size, _PYTHON, "unchanged")
        return found.time if found else None

    return measure


def _memory(engine: str) -> Callable[[Results], float | None]:
    def measure(results: Results) -> float | None:
        if 100_000 not in results or engine not in results[100_000].contenders:
            return None
        return max(max(found.megabytes) for found in results[100_000].contenders[engine].values()) / 1000

    return measure


def _growth(case: str, of: Callable[[Measured], float]) -> Callable[[Results], float | None]:
    def measure(results: Results) -> float | None:
        small, large = (_found(results, size, _PYTHON, case) for size in (10_000, 100_000))
        return of(large) / of(small) / 10 if small and large else None

    return measure


def _files(size: int) -> Callable[[Results], float | None]:
    def measure(results: Results) -> float | None:
        found = _found(results, size, _PYTHON, "added")
        return max(a - b for a, b in zip(found.written, found.written_for_search, strict=True)) if found else None

    return measure


_TIMES, _SECONDS, _LINEAR = "of Hugo's time", "s", "× linear"

TARGETS = (
    Target(
        work="cold, 10,000, `python-markdown`",
        must=1.5,
        aim=1.0,
        unit=_TIMES,
        measure=_of_hugo(10_000, _PYTHON, "cold"),
    ),
    *(
        Target(
            work=f"cold, {size:,}, `commonmark`",
            must=0.8,
            aim=0.4,
            unit=_TIMES,
            measure=_of_hugo(size, _RUST, "cold"),
        )
        for size in (10_000, 100_000)
    ),
    Target(work="nothing changed, 10,000", must=0.6, aim=0.4, unit=_SECONDS, measure=_unchanged(10_000)),
    Target(work="nothing changed, 100,000", must=2.5, aim=1.2, unit=_SECONDS, measure=_unchanged(100_000)),
    Target(
        work="one added or edited, 10,000",
        must=1 / 20,
        aim=1 / 30,
        unit=_TIMES,
        measure=_of_hugo(10_000, _PYTHON, *_CHANGES),
    ),
    Target(
        work="one added or edited, 100,000",
        must=1 / 60,
        aim=1 / 120,
        unit=_TIMES,
        measure=_of_hugo(100_000, _PYTHON, *_CHANGES),
    ),
    Target(
        work="the layout of release pages edited, 10,000",
        must=0.5,
        aim=0.3,
        unit=_TIMES,
        measure=_of_hugo(10_000, _PYTHON, "layout"),
    ),
    *(
        Target(work=f"peak memory, 100,000, `{engine}`", must=1.2, aim=0.8, unit="GB", measure=_memory(engine))
        for engine in (_PYTHON, _RUST)
    ),
    Target(
        work="growth from 10,000 to 100,000: time, cold",
        must=1.2,
        aim=1.05,
        unit=_LINEAR,
        measure=_growth("cold", lambda found: found.time),
    ),
    Target(
        work="growth from 10,000 to 100,000: memory, cold",
        must=1.2,
        aim=1.05,
        unit=_LINEAR,
        measure=_growth("cold", lambda found: median(found.megabytes)),
    ),
    Target(
        work="growth from 10,000 to 100,000: time, one added",
        must=1.2,
        aim=1.05,
        unit=_LINEAR,
        measure=_growth("added", lambda found: found.time),
    ),
    Target(
        work="one added, 10,000: files written without search", must=60, aim=35, unit="files", measure=_files(10_000)
    ),
    Target(
        work="one added, 100,000: files written without search", must=60, aim=35, unit="files", measure=_files(100_000)
    ),
)
