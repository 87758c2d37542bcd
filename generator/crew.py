"""Work in batches, in this process while there is little of it, and else in several or on a cluster.

Results come in the order of the work, whoever does it, so that no number of processes shows in them.
"""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context, parent_process
from threading import Thread
from types import TracebackType
from typing import Any, Self, TypeVar

from generator.problems import BuildFailed, Problem

Item = TypeVar("Item")
Result = TypeVar("Result")

_BATCH = 32
_ENOUGH = 256
"""Items for which starting processes pays: it costs as much as some hundred pages."""
_AHEAD = 3
"""Batches given out for each process, so that none waits for the next."""


class Crew:
    """Whoever does the work of one build; to be used in a `with` block."""

    def __init__(self, jobs: int, address: str | None = None) -> None:
        """Use up to `jobs` processes, or the cluster whose scheduler is at `address`; start none of them yet."""
        self._jobs, self._address = jobs, address
        self._executor: Executor | None = None
        self._close: list[Callable[[], object]] = []

    def __enter__(self) -> Self:
        """Return the crew."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let everybody go."""
        while self._close:
            self._close.pop()()

    def work(
        self, function: Callable[[Any, list[Item]], list[Result]], shared: Any, items: Iterable[Item]
    ) -> Iterator[Result]:
        """Yield what `function(shared, batch)` returns for each item, in the order of the items.

        The function belongs to a module, and all it is given and returns can be pickled. No more items are taken than
        are worked on, so that those of a large archive are never all in memory.
        """
        waiting = iter(items)
        first = list(islice(waiting, _ENOUGH))
        if (self._jobs == 1 and not self._address) or len(first) < _ENOUGH:
            yield from function(shared, first)
            while batch := list(islice(waiting, _BATCH)):
                yield from function(shared, batch)
            return
        executor = self._executor = self._executor or self._start()
        batches = _batches(first, waiting)
        given = deque(executor.submit(function, shared, batch) for batch in islice(batches, self._jobs * _AHEAD))
        try:
            while given:
                results = _result(given.popleft())
                given.extend(executor.submit(function, shared, batch) for batch in islice(batches, 1))
                yield from results
        finally:
            for future in given:
                future.cancel()

    def _start(self) -> Executor:
        if self._address:
            return self._join_cluster(self._address)
        pool = ProcessPoolExecutor(self._jobs, mp_context=get_context(_START), initializer=_follow_parent)
        self._close.append(lambda: pool.shutdown(cancel_futures=True))
        return pool

    def _join_cluster(self, address: str) -> Executor:
        try:
            from distributed import Client
        except ImportError:
            message = "--executor needs Dask; install it with: pip install 'dateline[cluster]'"
            raise BuildFailed([Problem(message=message)]) from None
        try:
            client = Client(address, timeout="10s", set_as_default=False)
        except (OSError, ValueError):
            message = f"there is no Dask scheduler at {address}; start one, or build without --executor"
            raise BuildFailed([Problem(message=message)]) from None
        self._close.append(client.close)
        self._jobs = max(1, sum(client.nthreads().values()))
        executor: Executor = client.get_executor(pure=False)
        return executor


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


def _batches(first: list[Item], waiting: Iterator[Item]) -> Iterator[list[Item]]:
    for start in range(0, len(first), _BATCH):
        yield first[start : start + _BATCH]
    while batch := list(islice(waiting, _BATCH)):
        yield batch


def _result(future: "Future[list[Result]]") -> list[Result]:
    try:
        return future.result()
    except BrokenExecutor:
        message = "a process of the build was ended from outside, most likely for want of memory; try a smaller --jobs"
        raise BuildFailed([Problem(message=message)]) from None
