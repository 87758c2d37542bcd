"""What the tests of the preview share: a server of a small folder, a small site, and patience with a limit."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.serve.events import Hub
from generator.serve.server import Server, running
from tests.serve.small_site import write_site

PAGE = b"<!doctype html><html><head><title>%s</title></head><body><h1>%s</h1></body></html>"
FILES = {
    "index.html": PAGE % (b"Home", b"Home"),
    "404.html": PAGE % (b"Nothing here", b"Nothing here"),
    "2024/01/ferry/index.html": PAGE % (b"Ferry", b"Ferry"),
    "خبر/index.html": PAGE % (b"News", b"News"),
    "a b.txt": b"spaced",
    "assets/style.ab12cd34.css": b"body { color: black }",
    "media/horn.mp3": bytes(range(256)) * 1000,
    "google123.html": b"google-site-verification: google123.html",
    "feed.xml": b"<feed/>",
    ".gitignore": b"*",
    ".well-known/security.txt": b"Contact: mailto:desk@example.org",
    "empty/note.txt": b"",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A built site, without a build."""
    folder = tmp_path / "preview"
    for name, data in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return folder


@pytest.fixture
def server(folder: Path) -> Iterator[Server]:
    """A server of that folder, on a port of its own."""
    server = Server("127.0.0.1", 0, folder=folder, hub=Hub())
    with running(server):
        yield server


@pytest.fixture
def eventually() -> Callable[[Callable[[], object], float], None]:
    """Wait for something to become true, and fail when it does not in time."""

    def wait(is_so: Callable[[], object], seconds: float = 10.0) -> None:
        deadline = time.monotonic() + seconds
        while not is_so():
            assert time.monotonic() < deadline, f"still not so after {seconds} s"
            time.sleep(0.01)

    return wait


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The source of a small site."""
    return write_site(tmp_path / "site")
