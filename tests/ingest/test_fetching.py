"""Remote pictures: a real server on this machine answers, well, badly and with malice."""

import hashlib
import socket
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from generator.front_matter import read_front_matter, split_document
from generator.ingest import ImportOptions, SourceResult, import_sources
from generator.ingest.fetching import Fetcher, NotFetched, is_public
from tests.sites import build_at, write_site

NOW = datetime(2024, 2, 1, tzinfo=UTC)
LARGEST = 1 << 20


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\0\x80"))
    + _chunk(b"IEND", b"")
)
BODIES = {
    "/lamp.png": PNG,
    "/caf%C3%A9%20lamp.PNG": PNG,
    "/called.jpg": PNG,
    "/page.png": b"<!DOCTYPE html><html><script>alert(1)</script></html>",
    "/drawing.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "/large.png": PNG + bytes(LARGEST),
    "/paper.pdf": b"%PDF-1.4\n%%EOF\n",
    "/empty.png": b"",
}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        port = self.server.server_address[1]
        leads = {
            "/moved.png": "/lamp.png",
            "/round.png": "/round.png?",
            "/away.png": f"http://localhost:{port}/lamp.png",
            "/file.png": "file:///etc/passwd",
            "/password.png": f"http://a:b@127.0.0.1:{port}/lamp.png",
        }
        if lead := leads.get(self.path.partition("?")[0]):
            lead += str(len(self.asked)) if lead.endswith("?") else ""
            self._answer(302, b"", Location=lead)
        elif self.path == "/late.png":
            time.sleep(3)
        elif self.path == "/slow.png":
            self._drip()
        elif self.path == "/endless.png":
            self._answer(200, b"", **{"Transfer-Encoding": "chunked"})
            while True:
                self.wfile.write(b"10000\r\n" + bytes(0x10000) + b"\r\n")
        elif self.path == "/short.png":
            self._answer(200, PNG[:30], **{"Content-Length": str(len(PNG))})
            self.close_connection = True
        elif self.path in BODIES:
            self._answer(200, BODIES[self.path])
        else:
            self._answer(404, b"none")

    def _answer(self, code: int, body: bytes, **headers: str) -> None:
        self.send_response(code)
        for name, value in ({"Content-Length": str(len(body))} if "Transfer-Encoding" not in headers else {}).items():
            headers.setdefault(name, value)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100")
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b"x")
            time.sleep(0.1)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of connections that the other end closed."""


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def fetcher(seconds: float = 5, *, hosts: tuple[str, ...] = ("127.0.0.1",)) -> Fetcher:
    return Fetcher(seconds, LARGEST, frozenset(hosts))


@pytest.mark.parametrize(
    "path", ["/lamp.png", "/moved.png", "/lamp.png#part", "/café lamp.PNG", "/caf%C3%A9%20lamp.PNG"]
)
def test_bytes_are_fetched(base: str, path: str) -> None:
    assert fetcher().fetch(base + path) == PNG


REFUSED = {
    "/none.png": "the server answered 404 Not Found",
    "/round.png": "it leads on to other addresses more than 5 times",
    "/away.png": "localhost is not on the public internet; name it in 'import.private_hosts' to allow it",
    "/file.png": "only addresses that begin with http:// or https:// are fetched",
    "/password.png": "it has a user name or password in it",
    "/large.png": "it is larger than 1 MiB",
    "/endless.png": "it is larger than 1 MiB",
    "/short.png": "the server sent only a part of it",
    "/late.png": "it took more than 1 s",
    "/slow.png": "it took more than 1 s",
}


@pytest.mark.parametrize(("path", "reason"), REFUSED.items(), ids=REFUSED)
def test_what_cannot_be_fetched_says_why(base: str, path: str, reason: str) -> None:
    with pytest.raises(NotFetched) as refused:
        fetcher(1).fetch(base + path)
    assert str(refused.value) == reason


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://example.org/a.png", "only addresses that begin with http:// or https:// are fetched"),
        ("file:///etc/passwd", "only addresses that begin with http:// or https:// are fetched"),
        ("//example.org/a.png", "only addresses that begin with http:// or https:// are fetched"),
        ("http://[::1/a.png", "it is no address"),
        ("http://example.org:port/a.png", "it is no address"),
        (f"http://{'a' * 80}.example/a.png", "it is no address"),
        ("http://a:b@example.org/a.png", "it has a user name or password in it"),
        ("http://no-such-host.invalid/a.png", "its server is not known"),
    ],
)
def test_an_address_of_another_kind_is_not_asked(url: str, reason: str) -> None:
    with pytest.raises(NotFetched) as refused:
        fetcher().fetch(url)
    assert str(refused.value) == reason


def test_this_machine_is_not_asked_unless_it_was_allowed(base: str) -> None:
    port = base.rpartition(":")[2]
    Handler.asked.clear()
    for host in ("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "0x7f.1"):
        with pytest.raises(NotFetched, match=r"is not on the public internet|is not known"):
            fetcher(hosts=()).fetch(f"http://{host}:{port}/lamp.png")
    assert Handler.asked == []


def test_a_host_that_does_not_answer_is_asked_twice() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    asking = fetcher()
    reasons = []
    for _ in range(3):
        with pytest.raises(NotFetched) as refused:
            asking.fetch(f"http://127.0.0.1:{port}/a.png")
        reasons.append(str(refused.value))
    assert reasons == [
        *["the server did not answer as a web server does (Connection refused)"] * 2,
        "the server 127.0.0.1 did not answer before",
    ]


def test_no_proxy_of_the_environment_is_asked(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert fetcher().fetch(f"{base}/lamp.png") == PNG


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("64:ff9b::5db8:d70e", True),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("127.8.8.8", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
    ],
)
def test_only_public_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


# Releases


def page(*pictures: str) -> str:
    figures = "".join(
        f'<figure><img src="{url}" alt="The lamp, lit"><figcaption>The lamp. Photo: R. Thorsby</figcaption></figure>'
        for url in pictures
    )
    words = (
        "The Harbour Trust opened the old lighthouse to visitors today, after nine years of repairs by its members. "
    )
    return (
        "<!DOCTYPE html><html><head><title>Harbour Trust opens the old lighthouse</title></head><body><article>"
        f"<h1>Harbour Trust opens the old lighthouse</h1><p>PORT ELLEN, Maine, March 4, 2019 -- {words * 2}</p>"
        f"{figures}<p>{words * 2}</p></article></body></html>"
    )


@pytest.fixture
def take_in(tmp_path: Path) -> Callable[..., SourceResult]:
    site = write_site(tmp_path / "site", {})

    def run(markup: str, name: str = "a.html", **options: object) -> SourceResult:
        (site / "content/inbox").mkdir(parents=True, exist_ok=True)
        (site / "content/inbox" / name).write_text(markup)
        chosen = ImportOptions(**{"fetcher": fetcher(1), **options})  # type: ignore[arg-type]
        (result,) = import_sources(site, [site / "content/inbox" / name], chosen, now=NOW)
        return result

    return run


def test_a_picture_that_is_fetched_is_kept_and_published(
    base: str, take_in: Callable[..., SourceResult], tmp_path: Path
) -> None:
    result = take_in(page(f"{base}/caf%C3%A9%20lamp.PNG"))
    assert result.front
    (medium,) = result.front.media
    name = f"{hashlib.sha256(PNG).hexdigest()[:16]}-cafe-lamp.png"
    assert (medium.file, medium.url, medium.kind) == (f"2019/{name}", f"{base}/caf%C3%A9%20lamp.PNG", "image")
    assert (medium.alt, medium.caption, medium.credit) == ("The lamp, lit", "The lamp.", "R. Thorsby")
    assert result.problems == ()
    site = tmp_path / "site"
    assert (site / "content/media/2019" / name).read_bytes() == PNG
    assert result.file
    front, problems = read_front_matter(split_document((site / result.file).read_bytes(), "a.md"), "a.md")
    assert front
    assert (front.media, problems) == (result.front.media, [])
    build_at(site)
    assert (site / "output/media/2019" / name).read_bytes() == PNG
    assert base not in next((site / "output/2019/03").rglob("index.html")).read_text()


def test_every_picture_that_is_not_fetched_is_named_and_stays_a_link(
    base: str, take_in: Callable[..., SourceResult]
) -> None:
    pictures = [f"{base}/{name}" for name in ("none.png", "lamp.png", "page.png", "drawing.svg", "empty.png")]
    result = take_in(page(*pictures))
    assert result.front
    assert [bool(medium.file) for medium in result.front.media] == [False, True, False, False, False]
    what = "PNG, JPEG, GIF, WebP, AVIF, PDF, MP3, M4A, Ogg, WAV, MP4 or WebM"
    said = f"content/inbox/a.html: warning: not fetched: {base}"
    assert [str(problem) for problem in result.problems] == [
        f"{said}/none.png (the server answered 404 Not Found); it stays a link",
        *(
            f"{said}/{name} (what the server sent is no {what}); it stays a link"
            for name in ("page.png", "drawing.svg", "empty.png")
        ),
    ]


def test_what_a_server_calls_a_picture_decides_nothing(base: str, take_in: Callable[..., SourceResult]) -> None:
    result = take_in(page(f"{base}/called.jpg", f"{base}/paper.pdf"))
    assert result.front
    picture, paper = result.front.media
    assert (picture.file or "").endswith("-called.png")
    assert ((paper.file or "").endswith("-paper.pdf"), paper.kind) == (True, "document")


def test_nothing_is_fetched_unless_it_was_asked_for(base: str, take_in: Callable[..., SourceResult]) -> None:
    Handler.asked.clear()
    result = take_in(page(f"{base}/lamp.png"), fetcher=None)
    assert result.front
    assert [(medium.file, medium.url) for medium in result.front.media] == [(None, f"{base}/lamp.png")]
    assert Handler.asked == []


def test_a_dry_run_says_the_same_and_keeps_nothing(
    base: str, take_in: Callable[..., SourceResult], tmp_path: Path
) -> None:
    tried = take_in(page(f"{base}/lamp.png"), dry_run=True)
    assert not (tmp_path / "site/content/media").exists()
    done = take_in(page(f"{base}/lamp.png"))
    assert (tried.front, tried.body) == (done.front, done.body)
