"""A built site as the web sees it: a loopback server that mounts it below a path, and a reader of its pages."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

_LINKS = {("a", "href"), ("area", "href"), ("link", "href"), ("use", "href")}
_LOADED = {"src", "srcset", "poster", "data", "background", "formaction", "action", "manifest", "ping"}
_LOADED_RELATIONS = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest"}


@contextmanager
def serve_below(path: str, folder: Path) -> Iterator[str]:
    """Serve a folder as a static host does, below `path`, with its 404.html; yield the server's origin."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, path, folder))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def __init__(self, base: str, folder: Path, *arguments: Any) -> None:
        self._base, self._folder = base, folder
        super().__init__(*arguments, directory=str(folder))

    def handle(self) -> None:
        with suppress(ConnectionError):  # a browser that goes elsewhere takes no more of a file
            super().handle()

    def do_GET(self) -> None:
        if not self.path.startswith(self._base):
            self._answer_unknown()
            return
        self.path = "/" + self.path.removeprefix(self._base)
        target = Path(self.translate_path(self.path))
        if not (target / "index.html" if target.is_dir() else target).is_file():
            self._answer_unknown()
            return
        super().do_GET()

    def _answer_unknown(self) -> None:
        data = (self._folder / "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@dataclass
class Page:
    """What matters of a page: where it leads, what it loads, what can be pointed to in it, what is in it."""

    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    tags: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    text: str = ""

    def of(self, tag: str, attribute: str) -> list[str]:
        """Return the values that elements of a kind have for an attribute."""
        return [value for at, name, value in self.attributes if (at, name) == (tag, attribute)]


def read_page(data: bytes) -> Page:
    """Read a page."""
    parser = _PageParser()
    parser.feed(data.decode())
    parser.close()
    return parser.page


class _PageParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        page, values = self.page, {name: value or "" for name, value in attributes}
        page.tags.append(tag)
        page.attributes += [(tag, name, value) for name, value in values.items()]
        if "id" in values:
            page.anchors.add(values["id"])
        relations = set(values.get("rel", "").split()) if tag == "link" else set()
        for name, value in values.items():
            if name in _LOADED or (name == "href" and relations & _LOADED_RELATIONS):
                page.loads.append(value)
            elif (tag, name) in _LINKS and not (tag == "link" and ("canonical" in relations or "hreflang" in values)):
                page.links.append(value)
        if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            page.links.append(values["content"].partition("url=")[2])

    def handle_data(self, data: str) -> None:
        self.page.text += data


def absolute(page: str, link: str) -> tuple[str, str]:
    """Return the address that a link in a page means, without its fragment, and the fragment."""
    whole = urlsplit(urljoin(page, link))
    return whole._replace(fragment="").geturl(), whole.fragment
