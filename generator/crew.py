"""Work in batches, in this process while there is little of it, and else in several or on a cluster.

Results come in the order of the work, whoever does it, so that no number of processes shows in them.
"""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from generator.problems import BuildFailed, Problem

if TYPE_CHECKING:
    from generator.cluster import Cluster

Item = TypeVar("Item")
Result = TypeVar("Result")

_BATCH = 32
_ENOUGH = 256
"""Items for which starting processes pays: it costs as much as some hundred pages."""
_AHEAD = 3
"""Batches given out for each process, so that none waits for the next."""
_HEAVY = 1 << 20
"""Bytes of a batch that takes no more items; one of at least twice that is given out in the place of several."""


class Crew:
    """Whoever does the work of one build; to be used in a `with` block."""

    def __init__(self, jobs: int, address: str | None = None) -> None:
        """Use up to `jobs` processes, or the cluster whose scheduler is at `address`; start none of them yet."""
        self._jobs, self._address = jobs, address
        self._hands: Cluster | _Processes | None = None

    def __enter__(self) -> Self:
        """Return the crew."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let everybody go."""
        if self._hands:
            self._hands.close()

    def work(
        self,
        function: Callable[[Any, list[Item]], list[Result]],
        shared: Any,
        items: Iterable[Item],
        *,
        weigh: Callable[[Item], int] = lambda _: 0,
    ) -> Iterator[Result]:
        """Yield what `function(shared, batch)` returns for each item, in the order of the items.

        The function belongs to a module, and all it is given and returns can be pickled. No more items are taken than
        are worked on, so that those of a large archive are never all in memory; `weigh` tells how many bytes one has,
        where some have far more than others.
        """
        waiting = iter(items)
        first = list(islice(waiting, _ENOUGH))
        if (self._jobs == 1 and not self._address) or len(first) < _ENOUGH:
            yield from function(shared, first)
            while batch := list(islice(waiting, _BATCH)):
                yield from function(shared, batch)
            return
        hands = self._hands = self._hands or self._start()
        batches, free = _batches(chain(first, waiting), weigh), hands.jobs * _AHEAD
        given, results = deque[tuple[Future[list[Result]], int]](), list[Result]()
        try:
            while True:
                while free > 0 and (waiting_one := next(batches, None)):
                    batch, places = waiting_one
                    given.append((hands.submit(function, shared, batch), places))
                    free -= places
                yield from results
                if not given:
                    return
                future, places = given.popleft()
                results = hands.result(future)
                free += places
        finally:
            for future, _ in given:
                future.cancel()

    def _start(self) -> "Cluster | _Processes":
        if self._address:
            from generator.cluster import Cluster

            return Cluster(self._address)
        return _Processes(self._jobs)


class _Processes:
    """Processes of this machine, started for one build."""

    def __init__(self, jobs: int) -> None:
        """Start up to `jobs` of them, each when there is work for it."""
        self.jobs = jobs
        self._pool = ProcessPoolExecutor(jobs, mp_context=get_context(_START), initializer=_follow_parent)

    def submit(
        self, function: Callable[[Any, list[Any]], list[Any]], shared: Any, batch: list[Any]
    ) -> "Future[list[Any]]":
        """Have `function(shared, batch)` called by one of them."""
        return self._pool.submit(function, shared, batch)

    def result(self, future: "Future[list[Any]]") -> list[Any]:
        """Return what came of a batch; raises `BuildFailed` when its process is gone."""
        try:
            return future.result()
        except BrokenExecutor:
            message = "a process of the build was ended from outside, most likely for want of memory; "
            raise BuildFailed([Problem(message=message + "try a smaller --jobs")]) from None

    def close(self) -> None:
        """End them."""
        self._pool.shutdown(cancel_futures=True)


_START = "forkserver" if os.name == "posix" else "spawn"  # a fork would inherit the locks of the caller's threads


def _follow_parent() -> None:
    """Leave an interruption to the process that gave the work, and end when it does, even when it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()

    def follow() -> None:
        if parent:
            parent.join()
            os._exit(1)

    Thread(target=follow, daemon=True).start()


def available_jobs() -> int:
    """Return how many processes this one may use at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _batches(items: Iterable[Item], weigh: Callable[[Item], int]) -> Iterator[tuple[list[Item], int]]:
    """Yield batches, each with the number of places that it takes among those that are given out."""
    batch, weight = list[Item](), 0
    for item in items:
        batch.append(item)
        weight += weigh(item)
        if len(batch) == _BATCH or weight >= _HEAVY:
            yield batch, min(1 + weight // (2 * _HEAVY), _AHEAD)
            batch, weight = [], 0
    if batch:
        yield batch, 1
