"""The bytes of a page → its tags, in one pass of a regular expression: html.parser takes three times as long.

Tags are found as a browser's tokenizer finds them (HTML, 13.2.5): comments and raw text hold none, and an attribute's
value ends at its own quote. Nothing is built of them; what a page means is for others to say.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_ATTRIBUTE = rb"""[\s/]*+([^\s/>][^\s/>=]*+)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+"""
_SKIPPED = re.sub(rb"\((?!\?)", rb"(?:", _ATTRIBUTE)
_TOKEN = re.compile(
    rb"<!--(?:-?>|.*?(?:--!?>|\Z))"
    rb"|<(script|style|title|textarea|xmp|iframe|noembed|noframes)((?:[\s/]" + _SKIPPED + rb")*+[\s/]*+)>"
    rb"(.*?)(?=</\1[\s/>]|\Z)"
    rb"|<(/?[a-z][^\s/>]*+)((?:[\s/]" + _SKIPPED + rb")*+[\s/]*+)>",
    re.IGNORECASE | re.DOTALL,
)
_VALUES = re.compile(_ATTRIBUTE)


class Tag(NamedTuple):
    """A tag of a page."""

    name: str
    """In lower case; with a slash before it when it is an end tag."""
    written: bytes
    """Its attributes, as they stand there."""
    text: bytes
    """Of an element whose content is raw text, such as a script or a title: that content."""
    at: int
    """Where it begins."""


def find_tags(data: bytes) -> Iterator[Tag]:
    """Yield the tags of a page in their order."""
    for match in _TOKEN.finditer(data):
        raw, of_raw, text, name, written = match.groups()
        if name:
            yield Tag(_name(name), written, b"", match.start())
        elif raw:
            yield Tag(_name(raw), of_raw, text, match.start())


def read_attributes(written: bytes) -> list[tuple[str, str]]:
    """Return names, in lower case, and values of the attributes of a tag; character references are resolved."""
    found = []
    for name, value in _VALUES.findall(written):
        if value[:1] in (b'"', b"'"):
            value = value[1:-1]
        text = value.decode("utf-8", "replace")
        found.append((name.decode("utf-8", "replace").lower(), unescape(text) if "&" in text else text))
    return found


def line_of(data: bytes, at: int) -> int:
    """Return the line of a place in a file, counted from 1."""
    return data.count(b"\n", 0, at) + 1


_NAMES: dict[bytes, str] = {}


def _name(written: bytes) -> str:
    name = _NAMES.get(written)
    if name is None:
        name = written.decode("utf-8", "replace").lower()
        if len(_NAMES) < 1000:  # pages have few names, but a broken one may have any number
            _NAMES[written] = name
    return name
