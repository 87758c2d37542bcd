"""The socket of the preview: who may connect, how many at a time, and how it ends.

It is meant for one person and one machine. Connections that only stand there never keep others out.
"""

import errno
import os
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.problems import DatelineError, Problem
from generator.serve import hosts
from generator.serve.events import Hub
from generator.serve.handler import Handler

if TYPE_CHECKING:
    from generator.on_request import PagesOnRequest

CONNECTIONS = 192
"""Connections open at a time; one more, and the one that has been silent for longest is closed."""


class Server(socketserver.ThreadingMixIn, socketserver.TCPServer):
    """One thread for each connection, none of which outlives the program."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    allow_reuse_address = os.name != "nt"  # there it would let two servers share the port

    def __init__(self, host: str, port: int, *, folder: Path | None, hub: Hub) -> None:
        """Take the port; raise DatelineError if it cannot be had."""
        self.hub, self.host = hub, host
        self.folder = folder
        """What is shown while there are no newer pages; None while nothing may be."""
        self.pages: PagesOnRequest | None = None
        """Newer than the folder, while there are such."""
        self._open: set[socket.socket] = set()
        self._silent: dict[socket.socket, None] = {}
        self._lock = threading.Lock()
        try:
            self.address_family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
            super().__init__((host, port), Handler)
        except OSError as error:
            raise DatelineError([Problem(message=why_not(host, port, error))]) from error

    def show(self, pages: "PagesOnRequest | None") -> None:
        """Answer with these pages; with those of the folder when there are none."""
        self.pages = pages

    @property
    def url(self) -> str:
        """Where a browser on this machine finds the site."""
        return hosts.url_of(self.host, self.server_address[1])

    def process_request(self, request: Any, client_address: Any) -> None:
        """Give a new connection its thread, in the place of the most silent one if there are too many."""
        with self._lock:
            self._open.add(request)
            if len(self._open) > CONNECTIONS:
                hang_up(next(iter(self._silent), request))
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Close a connection for good."""
        with self._lock:
            self._open.discard(request)
            self._silent.pop(request, None)
        super().shutdown_request(request)

    def note_silence(self, connection: socket.socket) -> None:
        """Remember that a connection waits for its next request."""
        with self._lock:
            self._silent[connection] = None

    def note_request(self, connection: socket.socket) -> None:
        """Remember that a connection is being answered."""
        with self._lock:
            self._silent.pop(connection, None)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a connection may break off at any time, and the handler reports faults of its own."""

    def hang_up(self) -> None:
        """Close every connection."""
        with self._lock:
            for connection in self._open:
                hang_up(connection)


@contextmanager
def running(server: Server) -> Iterator[None]:
    """Answer requests for as long as the block lasts."""
    thread = threading.Thread(target=server.serve_forever, args=(0.1,), name="dateline-server", daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.hub.close()
        server.hang_up()
        server.server_close()


def hang_up(connection: socket.socket) -> None:
    """End a connection from another thread; the one that serves it sees the end and closes it."""
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


def why_not(host: str, port: int, error: OSError) -> str:
    """Say why the server cannot start, and what to do."""
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is already in use, perhaps by another preview: choose another one with --port {port + 1}"
    if error.errno == errno.EACCES:
        return f"this user may not use port {port}: choose one above 1023 with --port 8000"
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return f"--host {host} is no address of this machine: leave it away, or use 127.0.0.1"
    return f"the preview cannot listen on {host}, port {port}: {error.strerror or error}"
