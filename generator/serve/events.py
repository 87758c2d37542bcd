"""What open pages are told, over server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html).

Every message is the whole state, so a page that missed some, or that is slow, needs only the newest; a listener holds
one message and never a queue. A page that is told of a newer plan or build asks for its own digest (see `injection.py`)
and decides for itself; which pages changed is therefore never said, only which files that pages load.
"""

import json
import secrets
import threading
from collections import deque
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import asdict

from generator.serve.panel import Panel

REMEMBERED = 20
"""Builds whose changes are remembered; a page that shows an older one reloads in any case."""
LISTED = 1000
"""Changed files of one build above which every page reloads that shows any."""
PAGES = (".html", "/")
STAMPED = "/assets/"
"""What lies here has another address when it changes, which then stands in the pages."""
LISTENERS = 64
"""Connections that listen at a time; one more, and the oldest is let go."""
HEARTBEAT = 15.0
"""Seconds of silence after which a sign of life is sent, which finds the dead."""
RETRY = 500
"""Milliseconds after which a browser asks again when the connection broke."""


class Listener:
    """One open connection."""

    def __init__(self, hub: "Hub") -> None:
        """Made by `Hub.listen` only."""
        self.hub = hub
        self.state = b""
        self.visit = b""
        self.dropped = False

    def next(self, timeout: float = HEARTBEAT) -> bytes | None:
        """Wait for something to send; None when the connection is to be closed."""
        with self.hub.news:
            self.hub.news.wait_for(lambda: self.dropped or self.state or self.visit, timeout)
            message, self.state, self.visit = self.visit + self.state, b"", b""
            return None if self.dropped else message or b": still here\n\n"


class Hub:
    """The state of the preview, and those who listen to it."""

    def __init__(self) -> None:
        """Begin with no build."""
        self.run = secrets.token_hex(4)
        """Tells this run of the server from others, whose builds were counted from the same number."""
        self.plan = 0
        """How often in this run pages were ready to be made on request."""
        self.build = 0
        """How many builds have succeeded in this run."""
        self.panel: Panel | None = None
        self.news = threading.Condition()
        self._history: deque[tuple[int, list[str] | None]] = deque(maxlen=REMEMBERED)
        self._listeners: list[Listener] = []

    @property
    def listeners(self) -> int:
        """How many connections listen."""
        return len(self._listeners)

    def planned(self, *, visit: str | None = None) -> None:
        """Count one more plan, whose pages are made on request; have every listening browser visit one of them.

        The visit is told before the state: a page that goes there need not, and could not any more, reload itself.
        """
        with self.news:
            self.plan += 1
            self._send(visit)

    def built(self, changed: Collection[str], *, visit: str | None = None) -> None:
        """Count one more build, which wrote or removed these addresses; have every listening browser visit a page."""
        files = sorted(one for one in changed if not one.endswith(PAGES) and not one.startswith(STAMPED))
        with self.news:
            self.build += 1
            self._history.append((self.build, files if len(files) <= LISTED else None))
            self._send(visit)

    def show(self, panel: Panel | None) -> None:
        """Show the panel over every page, or take it away."""
        with self.news:
            if panel != self.panel:
                self.panel = panel
                self._tell()

    @contextmanager
    def listen(self) -> Iterator[Listener]:
        """Listen for as long as the block lasts; the first message is the present state."""
        listener = Listener(self)
        with self.news:
            listener.state = f"retry: {RETRY}\n".encode() + self._state()
            self._listeners.append(listener)
            for oldest in self._listeners[:-LISTENERS]:
                self._drop(oldest)
        try:
            yield listener
        finally:
            with self.news:
                self._drop(listener)

    def close(self) -> None:
        """Let everybody go."""
        with self.news:
            for listener in tuple(self._listeners):
                self._drop(listener)

    def _drop(self, listener: Listener) -> None:
        listener.dropped = True
        if listener in self._listeners:
            self._listeners.remove(listener)
        self.news.notify_all()

    def _send(self, visit: str | None) -> None:
        for listener in self._listeners:
            listener.visit = event("visit", {"address": visit}) if visit else listener.visit
        self._tell()

    def _tell(self) -> None:
        state = self._state()
        for listener in self._listeners:
            listener.state = state
        self.news.notify_all()

    def _state(self) -> bytes:
        return event(
            "state",
            {
                "run": self.run,
                "plan": self.plan,
                "build": self.build,
                "history": list(self._history),
                "panel": asdict(self.panel) if self.panel else None,
            },
            id=f"{self.run}.{self.plan}.{self.build}",
        )


def event(name: str, data: object, *, id: str | None = None) -> bytes:  # noqa: A002
    """Word one event."""
    first = f"id: {id}\n" if id else ""
    return f"{first}event: {name}\ndata: {json.dumps(data)}\n\n".encode()
