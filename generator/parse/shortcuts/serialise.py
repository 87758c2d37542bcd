"""A tree of elements → HTML, as Python-Markdown's own serialiser would write it."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from markdown.serializers import to_html_string

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_BARE_AMPERSAND = re.compile(r"&(?!(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)
_PLAIN = frozenset(
    "a abbr b blockquote code dd del div dl dt em h1 h2 h3 h4 h5 h6 i li ol p pre s span strong sub sup table tbody td "
    "tfoot th thead tr u ul".split()
)
"""Elements with an end tag and text that is escaped."""
_EMPTY = frozenset({"br", "hr", "img"})
_PLAIN_ATTRIBUTES = frozenset({"align", "alt", "class", "href", "id", "src", "start", "style", "title"})
"""Attributes that are never written without their value."""
_DEEPEST = 50
"""Python-Markdown's own serialiser uses no recursion, and so does the rest below this."""


def serialise(element: "Element") -> str:
    """Return an element as HTML."""
    written: list[str] = []
    _write(element, written.append, 0)
    return "".join(written)


def _write(element: "Element", write: Callable[[str], None], depth: int) -> None:
    tag, attributes = element.tag, element.items()
    has_end = tag in _PLAIN
    known = (has_end or tag in _EMPTY) and depth <= _DEEPEST
    if not known or (attributes and not _PLAIN_ATTRIBUTES.issuperset(element.keys())):
        write(to_html_string(element))
        return
    if attributes:
        written = (f' {name}="{_value(value)}"' for name, value in sorted(attributes))
        write(f"<{tag}{''.join(written)}>")
    else:
        write(f"<{tag}>")
    if text := element.text:
        write(_escape(text))
    for child in element:
        _write(child, write, depth + 1)
    if has_end:
        write(f"</{tag}>")
    if tail := element.tail:
        write("\n" if tail == "\n" else _escape(tail))


def _escape(text: str) -> str:
    if "&" in text:
        text = _BARE_AMPERSAND.sub("&amp;", text)
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text


def _value(value: str) -> str:
    return _escape(value).replace('"', "&quot;")
