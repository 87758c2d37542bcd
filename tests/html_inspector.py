"""Looks for anything in HTML that runs, styles, or loads from elsewhere, by other means than what takes it out."""

import re
from html.parser import HTMLParser

SCHEMES = {"http", "https", "mailto", "tel"}
FORBIDDEN = {
    "script", "style", "iframe", "object", "embed", "form", "input", "button", "base", "link", "meta", "svg", "math",
    "template", "noscript", "video", "audio", "source", "h1",
}  # fmt: skip
"""Elements that no body has."""
OF_LAYOUTS = {"script", "form", "input", "button", "link", "meta", "noscript", "video", "audio", "source", "h1", "svg"}
"""Those of them that layouts write around it."""
ATTRIBUTES = {"style", "srcset", "formaction", "srcdoc", "ping", "background"}
ADDRESSES = {"href", "src", "cite", "action", "poster", "data", "xlink:href"}
LOADED = {"src", "poster", "data"}


def as_browsers_read(address: str) -> str:
    """Return an address without what browsers drop before they look for a scheme (WHATWG URL)."""
    return re.sub(r"[\t\n\r]", "", address).lstrip("".join(map(chr, range(33)))).replace("\\", "/")


class Inspector(HTMLParser):
    """Collects what it finds; of a whole page, what layouts may write is let pass in the form in which they do."""

    def __init__(self, *, whole_page: bool) -> None:
        super().__init__()
        self._forbidden = FORBIDDEN - OF_LAYOUTS if whole_page else FORBIDDEN
        self._data = False
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag in self._forbidden:
            self.found.append(tag)
        if tag == "script" and not given.get("src") and given.get("type") != "application/ld+json":
            self.found.append("script without a file")
        if tag == "meta" and given.get("http-equiv", "Content-Security-Policy") != "Content-Security-Policy":
            self.found.append(f"meta {given['http-equiv']}")
        for name, value in given.items():
            if name.startswith("on") or name in ATTRIBUTES:
                self.found.append(name)
            if name in ADDRESSES:
                self._look_at(tag, name, as_browsers_read(value))
        self._data = given.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        if self._data and "<" in data:
            self.found.append("a tag in structured data")

    def handle_endtag(self, tag: str) -> None:
        self._data = False

    def _look_at(self, tag: str, name: str, address: str) -> None:
        scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", address)
        if scheme and scheme[1].lower() not in SCHEMES:
            self.found.append(f"{name} {address}")
        if name in LOADED and (scheme or address.startswith("//")):
            self.found.append(f"{tag} {name} {address}")


def inspect(html: str) -> list[str]:
    """Return what is wrong with the HTML of a body."""
    return _inspect(html, whole_page=False)


def inspect_page(html: str) -> list[str]:
    """Return what is wrong with a whole page."""
    return _inspect(html, whole_page=True)


def _inspect(html: str, *, whole_page: bool) -> list[str]:
    inspector = Inspector(whole_page=whole_page)
    inspector.feed(html)
    inspector.close()
    return inspector.found
