"""Where a page leads, found in its bytes."""

import html
import re
from collections.abc import Callable, Iterable, Iterator
from posixpath import normpath
from urllib.parse import unquote, urlsplit

_LINK = re.compile(rb"""(?:href|src|poster)=["']?([^"'\s>]+)""")


def linked_files(path: str, data: bytes) -> Iterator[str]:
    """Yield the files below the root of the site that a page links to or loads; of one that is no page, nothing."""
    if not path.endswith((".html", ".htm")):
        return
    folder = path.rpartition("/")[0]
    for link in _LINK.findall(data):
        try:
            parts = urlsplit(html.unescape(link.decode()))
        except ValueError:
            continue
        if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
            continue
        target = unquote(parts.path)
        whole = normpath(f"{folder}/{target}").lstrip("/")
        if target.endswith(("/", "/.", "/..")) or target in (".", ".."):
            whole = f"{whole}/index.html".removeprefix("./")
        yield whole


def reached_from(pages: Iterable[str], candidates: Iterable[str], read: Callable[[str], bytes]) -> list[str]:
    """Return those of the candidates that pages lead to, over other candidates too, those farthest away first."""
    left, found = set(candidates), list[str]()
    waiting = list(pages)
    while waiting:
        page = waiting.pop()
        for path in linked_files(page, read(page)):
            if path in left:
                left.discard(path)
                found.append(path)
                waiting.append(path)
    return found[::-1]
