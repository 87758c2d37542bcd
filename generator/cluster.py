"""The workers of a Dask cluster, as those who do the work of a build.

A worker with other code, another Python or another library could write other bytes: it is refused. Each works on one
batch at a time, for a parser and a renderer are not for two threads at once. The scheduler takes every batch apart on
its way, so that it needs Dateline as well.
"""

import logging
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future
from functools import cache
from pkgutil import resolve_name
from threading import Lock
from typing import TYPE_CHECKING, Any

from generator.engine import engine_digest
from generator.problems import BuildFailed, Problem

if TYPE_CHECKING:
    from distributed import Client

_TO_JOIN, _TO_RETURN = 10, 30
"""Seconds to wait for a scheduler and its first worker; for workers to come back when all have gone."""
_LOOKS = 5
"""Seconds between two looks at whether there are workers."""
_ELSEWHERE = "or build without --executor"


class Cluster:
    """The workers of one scheduler."""

    def __init__(self, address: str) -> None:
        """Join the scheduler at an address such as `tcp://10.0.0.5:8786`; raises `BuildFailed` when nobody is there."""
        self._address = address
        self._client = _join(address)
        self._executor: Executor = self._client.get_executor(pure=False)
        self._here = engine_here()
        self.jobs = sum(self._client.nthreads().values())
        """Batches that can be worked on at once."""

    def submit(
        self, function: Callable[[Any, list[Any]], list[Any]], shared: Any, batch: list[Any]
    ) -> "Future[list[Any]]":
        """Have `function(shared, batch)` called by some worker."""
        return self._executor.submit(_take_turn, self._here, function, shared, batch)

    def result(self, future: "Future[list[Any]]") -> list[Any]:
        """Return what came of a batch; raises `BuildFailed` when nobody can do it."""
        from distributed.scheduler import KilledWorker

        try:
            while not future.done():
                try:
                    return future.result(_LOOKS)
                except TimeoutError:
                    _wait_for_workers(self._client, self._address, _TO_RETURN)
            return future.result()
        except CancelledError:
            message = f"the Dask scheduler at {self._address} is gone; start it and build again, {_ELSEWHERE}"
        except KilledWorker:
            message = "worker after worker of the cluster ended over the same batch, most likely for want of memory; "
            message += f"give them more, {_ELSEWHERE}"
        raise BuildFailed([Problem(message=message)]) from None

    def close(self) -> None:
        """Leave the cluster, which goes on."""
        self._client.close()


def _join(address: str) -> "Client":
    try:
        from distributed import Client
    except ImportError:
        message = "--executor needs Dask; install it with: pip install 'dateline[cluster]'"
        raise BuildFailed([Problem(message=message)]) from None
    for name in [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # it prints tracebacks of what is worded here
    try:
        client = Client(address, timeout=_TO_JOIN, set_as_default=False)
    except (OSError, ValueError):
        message = f"there is no Dask scheduler at {address}; start one, {_ELSEWHERE}"
        raise BuildFailed([Problem(message=message)]) from None
    try:
        _wait_for_workers(client, address, _TO_JOIN)
        _look_for_dateline(client)
    except BuildFailed:
        client.close()
        raise
    return client


def _look_for_dateline(client: "Client") -> None:
    """Refuse a cluster of which one is without Dateline: a batch would end a worker that cannot read it."""
    name = f"{engine_here.__module__}:{engine_here.__name__}"
    try:
        client.run_on_scheduler(resolve_name, name)
        client.run(resolve_name, name)
    except (ImportError, AttributeError):
        message = "the scheduler or a worker of the cluster has no Dateline, or another version; install on it what is "
        raise BuildFailed([Problem(message=f"{message}here, {_ELSEWHERE}")]) from None


def _wait_for_workers(client: "Client", address: str, seconds: int) -> None:
    try:
        client.wait_for_workers(1, timeout=seconds)
    except TimeoutError:
        message = f"the Dask scheduler at {address} has no workers; start some with `dask worker {address}`, "
        raise BuildFailed([Problem(message=message + _ELSEWHERE)]) from None


_TURN = Lock()


def _take_turn(
    engine: str, function: Callable[[Any, list[Any]], list[Any]], shared: Any, batch: list[Any]
) -> list[Any]:
    """Do a batch, in a worker."""
    if engine != engine_here():
        message = "a worker of the cluster has another version of Dateline, Python, a library or the time zones, "
        message += "and could write other bytes; install on it what is here"
        raise BuildFailed([Problem(message=message)])
    with _TURN:
        return function(shared, batch)


@cache
def engine_here() -> str:
    """Return by what this process tells itself from one that could write other bytes."""
    return engine_digest(())
