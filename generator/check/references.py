"""A file of the output → every address of the site that it names."""

import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from generator.check.markup import find_tags, read_attributes

_LINKING = re.compile(rb"href|src|poster|data|action|content", re.IGNORECASE)
_LINKS = frozenset("href src poster action formaction xlink:href background".split())
DESTINATION = re.compile(r"^\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?['\"]?([^'\"]*)", re.IGNORECASE)
_CSS = re.compile(rb"""url\(\s*+(?:"([^"]*)"|'([^']*)'|([^"'\s)]*))\s*\)|@import\s+["']([^"']*)["']""", re.IGNORECASE)
_COMMENT = re.compile(rb"/\*.*?\*/", re.DOTALL)


class Reference(NamedTuple):
    """An address as a file has it."""

    written: str
    at: int
    """Where in the file the part begins that has it."""


def references_in(path: str, data: bytes, base_url: str) -> Iterator[Reference]:
    """Yield the addresses that a file names, of other sites too where they are links."""
    find = _READERS.get(PurePosixPath(path).suffix.lower())
    if find:
        yield from find(data, base_url)


def reads(path: str) -> bool:
    """Tell whether files of this name are looked into for addresses."""
    return PurePosixPath(path).suffix.lower() in _READERS


def _of_page(data: bytes, base_url: str) -> Iterator[Reference]:
    for tag in find_tags(data):
        if tag.text and tag.name == "script":
            yield from (Reference(url, tag.at) for url in _urls_in_json(tag.text, base_url))
        elif tag.text and tag.name == "style":
            yield from (Reference(one.written, tag.at) for one in _of_stylesheet(tag.text, base_url))
        if tag.written and _LINKING.search(tag.written):
            yield from (Reference(written, tag.at) for written in _of_tag(tag.name, tag.written, base_url))


def _of_tag(name: str, raw: bytes, base_url: str) -> Iterator[str]:
    attributes = read_attributes(raw)
    for attribute, value in attributes:
        if attribute in _LINKS or (attribute == "data" and name == "object"):
            yield value
        elif attribute in ("srcset", "imagesrcset"):
            yield from (part.split()[0] for part in re.split(r",\s+|,$", value) if part.strip())
        elif attribute == "content" and name == "meta":
            if ("http-equiv", "refresh") in ((key, text.lower()) for key, text in attributes):
                destination = DESTINATION.match(value)
                if destination and destination[1].strip():
                    yield destination[1].strip()
            elif value.startswith(base_url):
                yield value


def _of_stylesheet(data: bytes, _: str) -> Iterator[Reference]:
    for match in _CSS.finditer(_COMMENT.sub(lambda comment: b" " * len(comment[0]), data)):
        written = next((group for group in match.groups() if group), b"")
        if written and not written.startswith(b"data:"):
            yield Reference(written.decode("utf-8", "replace"), match.start())


def _of_xml(data: bytes, base_url: str) -> Iterator[Reference]:
    """Find whole URLs, those of HTML in a feed too, which is escaped once more."""
    ends = rb"""[^\s"'<>]*?(?=[\s"'<>]|&#34;|&quot;|&#39;|&lt;|&gt;|\Z)"""
    for match in re.finditer(re.escape(base_url.encode()) + ends, data):
        written = match[0].replace(b"&amp;amp;", b"&").replace(b"&amp;", b"&")
        yield Reference(written.decode("utf-8", "replace"), match.start())


def _of_json(data: bytes, base_url: str) -> Iterator[Reference]:
    return (Reference(url, data.find(url.encode())) for url in _urls_in_json(data, base_url))


def _urls_in_json(data: bytes, base_url: str) -> Iterator[str]:
    """Find texts that are a whole URL, and those in the attributes of HTML that stands in a text."""
    start = re.escape(base_url.encode())
    for match in re.finditer(rb'"(' + start + rb'[^"\\]*)"|=\\"(' + start + rb'[^"\\]*)\\"', data):
        yield (match[1] or match[2]).decode("utf-8", "replace").replace("&amp;", "&")


def _of_markdown(data: bytes, base_url: str) -> Iterator[Reference]:
    start = re.escape(base_url.encode())
    for match in re.finditer(rb"\]\(<?(" + start + rb"[^\s)>]*)|<(" + start + rb"[^\s>]*)>", data):
        yield Reference((match[1] or match[2]).decode("utf-8", "replace").replace("\\", ""), match.start())
    for match in re.finditer(rb"^(?:[\w-]+:[ \t]+)?['\"]?(" + start + rb"[^\s'\"]*)['\"]?\r?$", data, re.MULTILINE):
        yield Reference(match[1].decode("utf-8", "replace"), match.start())


def _of_table(data: bytes, base_url: str) -> Iterator[Reference]:
    """Find the cells that are a whole URL."""
    start = re.escape(base_url.encode())
    for match in re.finditer(rb'(?:^|,)"?(' + start + rb'[^\s,"]*)"?(?=,|\r?$)', data, re.MULTILINE):
        yield Reference(match[1].decode("utf-8", "replace"), match.start(1))


_READERS: dict[str, Callable[[bytes, str], Iterator[Reference]]] = {
    ".html": _of_page,
    ".htm": _of_page,
    ".xhtml": _of_page,
    ".svg": _of_page,
    ".css": _of_stylesheet,
    ".xml": _of_xml,
    ".rss": _of_xml,
    ".atom": _of_xml,
    ".json": _of_json,
    ".jsonl": _of_json,
    ".webmanifest": _of_json,
    ".md": _of_markdown,
    ".txt": _of_markdown,
    ".csv": _of_table,
}
