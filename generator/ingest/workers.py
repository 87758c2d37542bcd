"""Processes that read, with limits of time and memory: what is risky always, what is large in number ahead.

One hostile file costs one refusal: its process is ended, and the next file gets a new one. Processes are reused, for
starting one and importing a reader costs more than reading.
"""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, Literal, NamedTuple, Self

from generator.collector import seldom_collector
from generator.ingest.reading import NotARelease
from generator.problems import ImportRefused, Problem
from generator.reading_server import start_method

_MEBIBYTE = 1 << 20
_ENDING = 2.0
"""Seconds in which a process that is told to end may tidy up."""
STARTING = 60.0
"""Seconds a process may take to start on a busy machine, beside what reading may take."""


class Limits(NamedTuple):
    """What reading one item may cost."""

    seconds: float = 30.0
    megabytes: int = 1024


class Reply(NamedTuple):
    """What a process sends back: that it has started, a value, several replies, the end, or why there is no value."""

    kind: Literal["started", "value", "several", "end", "refused", "unfit", "fault"]
    value: Any = None


class Request(NamedTuple):
    """One of a batch: a function of a module, and what it is called with."""

    function: Callable[..., Any]
    argument: Any
    alone: bool
    """It may end the process, or take long: its answer is sent for itself, and those before it are sent first."""


class Workers:
    """A pool of reading processes; for one thread, to be closed by `with`."""

    def __init__(self, limits: Limits) -> None:
        """Start nothing yet."""
        self._limits = limits
        self._idle: list[Worker] = []

    def __enter__(self) -> Self:
        """Return the pool."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes."""
        while self._idle:
            self._idle.pop().end()

    def call(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Return what a function of a module returns in a process of its own.

        Raises ImportRefused and NotARelease when the function does, and ImportRefused when it needs more than the
        limits, or when its process dies.
        """
        with self._worker() as worker:
            worker.begin(_answer_once, function, arguments)
            value = worker.receive().value
            worker.receive()
            return value

    def stream(
        self, function: Callable[..., Iterator[Any]], *arguments: Any, more_seconds: float = 0.0
    ) -> Iterator[Any]:
        """Yield what a generator of a module yields in a process of its own, each within the limit of time.

        `more_seconds` is added to the limit, for what is large and not hostile.
        """
        with self._worker() as worker:
            worker.begin(_answer_each, function, arguments)
            while (reply := worker.receive(more_seconds)).kind == "value":
                yield reply.value

    def _start(self) -> "Worker":
        worker = Worker(self._limits)
        worker.wait_until_started()
        return worker

    @contextmanager
    def _worker(self) -> Iterator["Worker"]:
        """Lend a process; one that was not left at the end of an answer is ended, for it may go on sending."""
        worker = self._idle.pop() if self._idle else self._start()
        try:
            yield worker
        finally:
            if worker.is_free:
                self._idle.append(worker)
            else:
                worker.end()


class Worker:
    """One process, as seen from the import."""

    def __init__(self, limits: Limits) -> None:
        """Start it, and do not wait until it has."""
        context = start_method()
        self.connection, far = context.Pipe()
        self._limits = limits
        self._process = context.Process(target=_work, args=(far, limits.megabytes), daemon=True)
        self._process.start()
        far.close()
        self.is_free = True

    def wait_until_started(self) -> None:
        """Wait until it can be asked; raise ImportRefused when that takes too long."""
        if not self.connection.poll(STARTING):
            self.end()
            raise _refusal("the process that should read it did not start; try again when the machine is less busy")
        self.answer()

    def begin(
        self, answer: Callable[..., None], function: Callable[..., Any] | None, arguments: tuple[Any, ...]
    ) -> None:
        """Ask for values."""
        self.is_free = False
        self.connection.send((answer, function, arguments))

    def receive(self, more_seconds: float = 0.0) -> Reply:
        """Return the next value or the end of them.

        Raises NotARelease for what is none, ImportRefused for everything else.
        """
        seconds = self._limits.seconds + more_seconds
        if not self.connection.poll(seconds):
            raise took_too_long(seconds)
        reply = self.answer()
        self.is_free = reply.kind in ("end", "refused", "unfit")
        if reply.kind == "refused":
            raise ImportRefused(reply.value)
        if reply.kind == "unfit":
            raise NotARelease(reply.value)
        if reply.kind == "fault":
            raise _refusal(f"it is damaged, or made in a way its reader does not know ({reply.value}); save it anew")
        return reply

    def end(self) -> None:
        """End the process, whatever it does; it has a moment to end what it began, such as LibreOffice."""
        self._process.terminate()
        self._process.join(_ENDING)
        self._process.kill()
        self._process.join()
        self.connection.close()

    def answer(self) -> Reply:
        """Return the next thing the process says; raise ImportRefused when it has died."""
        try:
            reply = self.connection.recv()
        except (EOFError, OSError):
            raise died(self._limits.megabytes) from None
        assert isinstance(reply, Reply)  # noqa: S101 - only `_work` writes to this pipe
        return reply


def _work(connection: Connection, megabytes: int) -> None:
    """Answer requests until the other end closes: the whole life of a process."""
    # An exception, so that programs are ended and temporary folders emptied on the way out.
    signal.signal(signal.SIGTERM, _leave)
    _limit_memory(megabytes)
    connection.send(Reply("started"))
    with seldom_collector():
        _answer_all(connection)


def _answer_all(connection: Connection) -> None:
    while True:
        try:
            answer, function, arguments = connection.recv()
        except EOFError:
            return
        try:
            answer(connection, function, arguments)
        except ImportRefused as refusal:
            connection.send(Reply("refused", refusal.problems))
        except NotARelease as unfit:
            connection.send(Reply("unfit", str(unfit)))
        except MemoryError:
            return  # what it holds may be broken: the other end sees the pipe close
        except Exception as error:  # a reader of damaged bytes can raise anything
            connection.send(Reply("fault", f"{type(error).__name__}: {error}"[:300]))


def _leave(*_: object) -> None:
    raise SystemExit(1)


def _answer_once(connection: Connection, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    connection.send(Reply("value", function(*arguments)))
    connection.send(Reply("end"))


def _answer_each(connection: Connection, function: Callable[..., Iterator[Any]], arguments: tuple[Any, ...]) -> None:
    for value in function(*arguments):
        connection.send(Reply("value", value))
    connection.send(Reply("end"))


def answer_batch(connection: Connection, _: None, requests: tuple[Request, ...]) -> None:
    """Answer each request of a batch: what one raises is an answer, and the next is read.

    Sending costs as much as a tenth of reading a text, so that answers wait for others where they may.
    """
    waiting: list[Reply] = []
    for function, argument, alone in requests:
        if alone:
            _send_together(connection, waiting)
        try:
            reply = Reply("value", function(argument))
        except ImportRefused as refusal:
            reply = Reply("refused", refusal.problems)
        except MemoryError:
            raise
        except Exception as error:  # a reader of damaged bytes can raise anything
            reply = Reply("fault", f"{type(error).__name__}: {error}"[:300])
        waiting.append(reply)
        if alone:
            _send_together(connection, waiting)
    waiting.append(Reply("end"))
    _send_together(connection, waiting)


def _send_together(connection: Connection, replies: list[Reply]) -> None:
    """Send what there is to send, and empty the list."""
    if replies:
        connection.send(Reply("several", tuple(replies)))
        replies.clear()


def took_too_long(seconds: float) -> ImportRefused:
    """Return the refusal of what exceeds the limit of time."""
    advice = "raise 'import.seconds', or import a part of it"
    return _refusal(f"it could not be read within {seconds:.0f} s; {advice}")


def died(megabytes: int) -> ImportRefused:
    """Return the refusal of what its process did not survive."""
    message = f"reading it ended its process, most likely for more memory than {megabytes} MB"
    return _refusal(f"{message}; raise 'import.megabytes', or import a part of it")


def _limit_memory(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * _MEBIBYTE, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _refusal(message: str) -> ImportRefused:
    return ImportRefused([Problem(message=message)])
