"""How one request is answered: a file of the site, one of the preview's own, or the stream of events.

No request changes anything, and none is answered for a name that is not ours.
"""

import hashlib
import os
import sys
import traceback
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO

from generator.interruption import PagesGone
from generator.media_types import is_html, media_type_of
from generator.problems import BuildFailed
from generator.serve.hosts import is_answered
from generator.serve.injection import ANY_PAGE, OWN, Shown, digests_of, script_tag, waiting_page, with_script
from generator.serve.lookup import Found, Made, Moved, find_file, find_made
from generator.serve.ranges import Unsatisfiable, find_range

if TYPE_CHECKING:
    from generator.serve.server import Server

ASSETS = Path(__file__).parent / "assets"
OWN_FILES = frozenset({"panel.css", "panel.js", "relay.js", "reload.js"})
POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
SILENCE = 20
"""Seconds after which a connection that neither sends nor takes anything is closed."""
PIECE = 64 * 1024
DIGESTS = "Dateline-Page"
"""The header by which an open page learns whether it is still what would be sent."""
NO_HEADERS: Mapping[str, str] = MappingProxyType({})


def find(server: "Server", target: str) -> Found | Made | Moved | None:
    """Look a target up where the newest pages are."""
    while pages := server.pages:
        try:
            return find_made(pages, target)
        except PagesGone:
            if server.pages is pages:
                break  # they cannot be read
        except BuildFailed:
            break  # a layout is wrong, which the build will say: the last good page stays
    return find_file(server.folder, target) if server.folder else None


def is_page(address: str) -> bool:
    """Return whether a browser shows what is at an address as a page."""
    return address.endswith("/") or is_html(PurePosixPath(address))


class Handler(BaseHTTPRequestHandler):
    """One connection (RFC 9112)."""

    server: "Server"
    shown: tuple[int, int]
    """The plan and the build that this answer is of, or older ones."""
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or each answer waits 40 ms for the browser's acknowledgement
    timeout = SILENCE
    wbufsize = PIECE
    error_message_format = "%(code)d %(message)s\n"
    error_content_type = "text/plain; charset=utf-8"

    def handle_one_request(self) -> None:
        """Wait for the next request and answer it."""
        self.server.note_silence(self.connection)
        try:
            super().handle_one_request()
        except OSError:  # the browser went away, which is its right
            self.close_connection = True

    def parse_request(self) -> bool:
        """Read the head of a request; return whether there is anything left to answer."""
        if not super().parse_request():
            return False
        self.server.note_request(self.connection)
        if self.headers.get("Content-Length", "0") != "0" or "Transfer-Encoding" in self.headers:
            self.close_connection = True  # a body is never read, so it must not be taken for the next request
        stated = self.headers.get_all("Host", [])
        if len(stated) == 1 and is_answered(stated[0].strip(), self.server.host):
            return True
        self.send_error(HTTPStatus.FORBIDDEN, "This preview does not answer for that host name")
        return False

    def do_GET(self) -> None:
        """Answer a request to read."""
        try:
            self.answer()
        except OSError:
            raise
        except Exception:  # a fault of ours must end neither the server nor in silence
            sys.stderr.write(traceback.format_exc())
            self.send_error(HTTPStatus.INTERNAL_SERVER_ERROR)

    do_HEAD = do_GET  # noqa: N815

    def do_POST(self) -> None:
        """Refuse to change anything."""
        self.send_response(HTTPStatus.METHOD_NOT_ALLOWED)
        self.send_header("Allow", "GET, HEAD")
        self.send_header("Connection", "close")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_TRACE = do_CONNECT = do_POST  # noqa: N815

    def answer(self) -> None:
        """Send what the address stands for."""
        self.shown = self.server.hub.plan, self.server.hub.build  # rather numbers that are too old than too new
        path = self.path.partition("?")[0]
        if path == f"{OWN}events":
            self.send_events()
        elif path.removeprefix(OWN) in OWN_FILES and path.startswith(OWN):
            self.send_file(ASSETS / path.removeprefix(OWN))
        else:
            self.send_found(find(self.server, self.path))

    def send_found(self, found: Found | Made | Moved | None) -> None:
        """Send what is at an address, or what stands for it when there is nothing."""
        match found:
            case Moved(location):
                self.send_response(HTTPStatus.MOVED_PERMANENTLY)
                self.send_header("Location", location)
                self.send_header("Content-Length", "0")
                self.end_headers()
            case Found() | Made() if is_page(found.address):
                self.send_page(found, HTTPStatus.OK)
            case Found(path, _):
                self.send_file(path)
            case Made(data, address):
                self.send_bytes(data, media_type_of(PurePosixPath(address)), HTTPStatus.OK)
            case None:
                self.send_missing()

    def send_missing(self) -> None:
        """Send the site's own page for an unknown address, or one that waits when there is no site yet."""
        missing = find(self.server, "/404.html")
        if isinstance(missing, Found | Made):
            self.send_page(missing, HTTPStatus.NOT_FOUND)
        elif find(self.server, "/"):
            self.send_error(HTTPStatus.NOT_FOUND)
        else:
            hub = self.server.hub
            script = script_tag(Shown(hub.run, hub.plan, hub.build, ANY_PAGE))
            self.send_html(waiting_page(hub.panel, script), HTTPStatus.SERVICE_UNAVAILABLE)

    def send_page(self, found: Found | Made, status: HTTPStatus) -> None:
        """Send a page with the script that keeps it in step."""
        plan, build = self.shown
        page = found.data if isinstance(found, Made) else found.path.read_bytes()
        digest, unstyled = digests_of(page)
        script = script_tag(Shown(self.server.hub.run, plan, build, found.address, digest, unstyled))
        self.send_html(with_script(page, script), status, f"{digest} {unstyled}")

    def send_html(self, page: bytes, status: HTTPStatus, digests: str = "") -> None:
        """Send a page; `digests` tell what it is without the script."""
        headers = (
            {"Content-Security-Policy": POLICY, DIGESTS: digests} if digests else {"Content-Security-Policy": POLICY}
        )
        self.send_bytes(page, "text/html; charset=utf-8", status, headers)

    def send_bytes(
        self, data: bytes, media_type: str, status: HTTPStatus, headers: Mapping[str, str] = NO_HEADERS
    ) -> None:
        """Send what was made in memory."""
        tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
        if status == HTTPStatus.OK and self.is_known(tag):
            return self.send_unchanged(tag)
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("ETag", tag)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)
        return None

    def send_file(self, path: Path) -> None:
        """Send a file as it is, or a part of it."""
        with path.open("rb") as file:
            about = os.fstat(file.fileno())
            size, tag = about.st_size, f'"{about.st_mtime_ns:x}-{about.st_size:x}"'
            if self.is_known(tag):
                return self.send_unchanged(tag)
            try:
                part = find_range(self.headers.get("Range"), size) if self.wants_part(tag) else None
            except Unsatisfiable:
                self.send_response(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                self.send_header("Content-Range", f"bytes */{size}")
                self.send_header("Content-Length", "0")
                return self.end_headers()
            self.send_response(HTTPStatus.PARTIAL_CONTENT if part else HTTPStatus.OK)
            self.send_header("Content-Type", media_type_of(path))
            self.send_header("Accept-Ranges", "bytes")
            self.send_header("ETag", tag)
            if part:
                self.send_header("Content-Range", f"bytes {part[0]}-{part[-1]}/{size}")
            self.send_header("Content-Length", str(len(part) if part else size))
            self.end_headers()
            if self.command != "HEAD":
                self.send_part(file, part or range(size))
        return None

    def send_part(self, file: BinaryIO, part: range) -> None:
        """Copy a part of a file to the connection."""
        file.seek(part.start)
        left = len(part)
        while left and (piece := file.read(min(PIECE, left))):
            self.wfile.write(piece)
            left -= len(piece)
        self.close_connection = self.close_connection or left > 0  # cut short while we read it: say so by hanging up

    def send_unchanged(self, tag: str) -> None:
        """Tell the browser that what it has is still right."""
        self.send_response(HTTPStatus.NOT_MODIFIED)
        self.send_header("ETag", tag)
        self.end_headers()

    def send_events(self) -> None:
        """Tell the browser what happens, until it goes away or the preview ends."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command == "HEAD":
            return
        with self.server.hub.listen() as listener:
            while (message := listener.next()) is not None:
                self.wfile.write(message)
                self.wfile.flush()

    def is_known(self, tag: str) -> bool:
        """Return whether the browser already holds what has this tag (RFC 9110 section 13.1.2)."""
        known = [known.strip().removeprefix("W/") for known in self.headers.get("If-None-Match", "").split(",")]
        return tag in known or "*" in known

    def wants_part(self, tag: str) -> bool:
        """Return whether a part continues what the browser already holds (RFC 9110 section 13.1.5)."""
        return self.headers.get("If-Range", tag).strip() == tag

    def end_headers(self) -> None:
        """Add what every answer carries."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        super().end_headers()

    def version_string(self) -> str:
        """Name the server without versions."""
        return "Dateline"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: the terminal is for rebuilds and problems."""
