"""Items read in several processes before it is their turn.

A reading follows from its item alone, so nothing but the time it takes depends on the number of processes: items are
taken in their order, and what could not be read ahead is read when it is its turn.
"""

import multiprocessing.connection
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import NamedTuple, Self, TypeVar

from generator.ingest.formats.table import Format
from generator.ingest.reading import Item, Reading
from generator.ingest.signatures import sign_text
from generator.ingest.workers import (
    STARTING,
    Limits,
    Reply,
    Request,
    Worker,
    Workers,
    answer_batch,
    died,
    took_too_long,
)
from generator.problems import ImportRefused, Problem

Thing = TypeVar("Thing")

LARGEST_AHEAD = 4 << 20
"""Bytes of an item; a larger one is read when it is its turn, so that few of them are ever held."""
_WIDEST = 64
"""Things held for each process."""
_MOST_BYTES = 32 << 20
"""Bytes of all items held."""
_HEAVY = 4
"""How many readings of plain text one of a risky format takes the time of, at the least."""
_WORTH_STARTING = 128
"""How many readings of plain text take longer than the start of a process."""
_SHORT = 64 << 10
"""Bytes of a text that is read in little time, so that its answer may wait for those behind it."""
_BATCH = 16
"""Readings of plain text that a process is asked for at once."""


class Foreseen(NamedTuple):
    """An item that will be read, and the format that will read it."""

    row: Format
    item: Item

    @property
    def weight(self) -> int:
        """About how long it takes, counted in readings of plain text."""
        return _HEAVY if self.row.risky else 1


@dataclass(slots=True, eq=False)
class _Task:
    """One reading, from being foreseen to being taken."""

    foreseen: Foreseen
    sent: bool = False
    reading: Reading | None = None
    refusal: tuple[Problem, ...] | None = None
    given_up: bool = False
    """Its process did not get it done; it is read when it is its turn."""

    @property
    def is_done(self) -> bool:
        return self.given_up or self.reading is not None or self.refusal is not None


@dataclass(slots=True, eq=False)
class _Desk:
    """A process and what it was asked for, in the order in which it answers."""

    worker: Worker
    since: float
    """When it was last heard of, in seconds of the monotonic clock."""
    tasks: deque[_Task] = field(default_factory=deque)
    is_free: bool = False


class ReadAhead:
    """Processes that read what is foreseen; for one thread, to be closed by `with`."""

    def __init__(self, jobs: int, limits: Limits, workers: Workers) -> None:
        """Start nothing yet; with one job nothing ever is, and `workers` read what is risky."""
        self._jobs = jobs
        self._limits = limits
        self._workers = workers
        self._desks: list[_Desk] = []
        self._waiting: deque[_Task] = deque()
        self._foreseen: dict[tuple[str, str | None], _Task] = {}
        self._can_start = True

    def __enter__(self) -> Self:
        """Return the reader."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes."""
        while self._desks:
            self._desks.pop().worker.end()

    def along(self, things: Iterable[Thing], foresee: Callable[[Thing], Foreseen | None]) -> Iterator[Thing]:
        """Yield the things in their order, while what is foreseen of those that follow is being read.

        An error in getting a thing is raised behind those before it.
        """
        if self._jobs < 2:
            yield from things
            return
        window: deque[tuple[Thing, _Task | None]] = deque()
        held = 0
        following = iter(things)
        fault: Exception | None = None
        while True:
            while fault is None and len(window) < _WIDEST * self._jobs and held < _MOST_BYTES:
                try:
                    thing = next(following)
                except StopIteration:
                    break
                except Exception as error:  # whatever it is, it comes behind the things before it
                    fault = error
                    break
                task = self._submit(foresee(thing))
                held += _size(task)
                window.append((thing, task))
            if not window:
                break
            thing, task = window.popleft()
            yield thing
            held -= _size(task)
            self._forget(task)
        if fault:
            raise fault

    def read(self, row: Format, item: Item) -> Reading:
        """Return what the format reads from the item, ahead or now; raises what reading it raises."""
        task = self._foreseen.get((item.shown, item.item))
        if task is None or task.foreseen != Foreseen(row, item):
            return self._read_now(row, item)
        if not task.is_done:
            self._attend(wait=False)
        while not task.is_done and (task.sent or (row.risky and self._desks)):
            self._attend(wait=True)
        if task.refusal is not None:
            raise ImportRefused(task.refusal)
        return task.reading or self._read_now(row, item)

    def _read_now(self, row: Format, item: Item) -> Reading:
        reading: Reading = self._workers.call(row.read, item) if row.risky else row.read(item)
        return reading

    def _submit(self, foreseen: Foreseen | None) -> _Task | None:
        if foreseen is None:
            return None
        task = _Task(foreseen)
        self._waiting.append(task)
        self._foreseen[foreseen.item.shown, foreseen.item.item] = task
        if self._desks:
            self._attend(wait=False)
        elif self._can_start and sum(waiting.foreseen.weight for waiting in self._waiting) >= _WORTH_STARTING:
            self._desks = [_Desk(Worker(self._limits), time.monotonic()) for _ in range(self._jobs)]
        return task

    def _forget(self, task: _Task | None) -> None:
        if task is None:
            return
        if not task.sent:
            self._waiting.remove(task)
        key = task.foreseen.item.shown, task.foreseen.item.item
        if self._foreseen.get(key) is task:
            del self._foreseen[key]

    def _attend(self, *, wait: bool) -> None:
        """Take the answers that have come, end the processes that take too long, and ask for more."""
        self._ask()
        busy = {desk.worker.connection: desk for desk in self._desks if not desk.is_free}
        if not busy:
            return
        seconds = max(min(desk.since + self._patience(desk) for desk in busy.values()) - time.monotonic(), 0.0)
        ready = multiprocessing.connection.wait(list(busy), seconds if wait else 0.0)
        for connection, desk in busy.items():
            if connection in ready:
                self._hear(desk)
            elif time.monotonic() - desk.since > self._patience(desk):
                self._replace(desk, took_too_long(self._limits.seconds))
        self._ask()

    def _patience(self, desk: _Desk) -> float:
        """Return the seconds after which a process that says nothing is ended."""
        return self._limits.seconds if desk.tasks else STARTING

    def _ask(self) -> None:
        """Give each free process the readings that are wanted next."""
        for desk in self._desks:
            if not desk.is_free or not self._waiting:
                continue
            weight = 0
            while self._waiting and weight < _BATCH:
                task = self._waiting.popleft()
                task.sent = True
                desk.tasks.append(task)
                weight += task.foreseen.weight
            requests = tuple(map(_request, desk.tasks))
            desk.is_free, desk.since = False, time.monotonic()
            desk.worker.begin(answer_batch, None, requests)

    def _hear(self, desk: _Desk) -> None:
        """Take every answer that a process has sent."""
        try:
            while desk.worker.connection.poll():
                answer = desk.worker.answer()
                desk.since = time.monotonic()
                for reply in answer.value if answer.kind == "several" else (answer,):
                    self._take(desk, reply)
                if desk.is_free:
                    return
        except ImportRefused:
            self._replace(desk, died(self._limits.megabytes))

    def _take(self, desk: _Desk, reply: Reply) -> None:
        if reply.kind in ("started", "end"):
            desk.is_free = True
            return
        task = desk.tasks.popleft()
        if reply.kind == "value":
            task.reading = reply.value
        elif reply.kind == "refused":
            task.refusal = tuple(reply.value)
        else:
            task.given_up = True

    def _replace(self, desk: _Desk, refusal: ImportRefused) -> None:
        """Start another process for one that was lost; it was the first of its readings that cost it."""
        desk.worker.end()
        if not desk.tasks:  # it did not even start, and another would not either
            self._desks.remove(desk)
            self._can_start = False
            return
        lost = desk.tasks.popleft()
        lost.given_up = not lost.foreseen.row.risky
        lost.refusal = tuple(refusal.problems) if lost.foreseen.row.risky else None
        while desk.tasks:
            desk.tasks[-1].sent = False
            self._waiting.appendleft(desk.tasks.pop())
        desk.worker, desk.since, desk.is_free = Worker(self._limits), time.monotonic(), False


def _request(task: _Task) -> Request:
    row, item = task.foreseen
    return Request(read_and_sign, (row.read, item), alone=row.risky or len(item.data) > _SHORT)


def read_and_sign(asked: tuple[Callable[[Item], Reading], Item]) -> Reading:
    """Read an item, and count its words while the import is busy with others; for a process of its own."""
    read, item = asked
    reading = read(item)
    return replace(reading, signed=sign_text(reading.body))


def _size(task: _Task | None) -> int:
    return len(task.foreseen.item.data) if task else 0
