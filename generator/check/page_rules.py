"""What a page of HTML must keep to, whoever made it: read from its bytes, tag by tag."""

import re
from collections.abc import Iterator

from generator.check.element_order import OpenElements
from generator.check.findings import Fault
from generator.check.markup import Tag, find_tags, line_of, read_attributes
from generator.problems import Severity

_DOCTYPE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<!doctype html\s*>", re.IGNORECASE)
_SCRIPT_ADDRESS = re.compile(r"[\x00-\x20]*(?:j\s*a\s*v\s*a|v\s*b)\s*s\s*c\s*r\s*i\s*p\s*t\s*:", re.IGNORECASE)
_LEADING = frozenset("href src action formaction xlink:href data".split())
_DATA_BLOCK = re.compile(r"(?:application|text)/(?:[\w.+-]*\+)?json$", re.IGNORECASE)
_POINTING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers", "list")


def find_faults(path: str, data: bytes) -> Iterator[Fault]:
    """Yield what is wrong with a page; `path` is what it is called in messages."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        yield Fault(path, line_of(data, error.start), "the page is not UTF-8; write it so")
        return
    if not _DOCTYPE.match(data):
        yield Fault(path, 1, "the page does not begin with <!doctype html>; browsers would take it for an old one")
    page = _Page()
    for tag in find_tags(data):
        for message, severity in page.take(tag):
            yield Fault(path, line_of(data, tag.at), message, severity)
    for message in page.end():
        yield Fault(path, None, message)


class _Page:
    """What is known of a page while its tags are read."""

    def __init__(self) -> None:
        self._open = OpenElements()
        self._ids: set[str] = set()
        self._asked: dict[str, None] = {}
        self._headlines = 0
        self._language: str | None = None
        self._title = b""
        self._charset = False
        self._videos: list[bool] = []
        """Of each video that is open whether it has captions."""

    def take(self, tag: Tag) -> Iterator[tuple[str, Severity]]:
        problem = self._open.take(tag)
        if problem:
            yield problem, "error"
        if tag.name == "title" and not self._title:
            self._title = tag.text.strip()
        elif tag.name == "h1":
            self._headlines += 1
        elif tag.name == "video":
            self._videos.append(False)
        elif tag.name == "/video" and self._videos and not self._videos.pop():
            yield "a video has no captions; name a file of them in 'captions' of the release's media", "warning"
        if tag.written or tag.name in ("html", "img", "script", "style"):
            attributes = read_attributes(tag.written)
            for message in self._take_attributes(tag, attributes):
                yield message, "error"

    def _take_attributes(self, tag: Tag, attributes: list[tuple[str, str]]) -> Iterator[str]:
        values = dict(reversed(attributes))
        if len(values) < len(attributes) and not values.keys() <= {"/"}:
            names = [name for name, _ in attributes]
            twice = next((name for name in values if names.count(name) > 1 and name != "/"), None)
            if twice:
                yield f"<{tag.name}> has the attribute {twice} twice"
        name = tag.name
        if "id" in values:
            yield from self._take_id(values["id"])
        for attribute in _POINTING:
            if attribute in values:
                self._asked |= dict.fromkeys(values[attribute].split())
        if name == "html":
            self._language = values.get("lang", "").strip()
        elif name == "meta" and values.get("charset", "").lower() == "utf-8":
            self._charset = True
        elif name == "track" and self._videos and values.get("kind", "subtitles") in ("captions", "subtitles"):
            self._videos[-1] = True
        elif "alt" not in values and (name == "img" or (name == "area" and "href" in values)):
            yield f"<{name}> has no alternative text; write an alt, an empty one for what only adorns"
        yield from _find_running(tag, values)

    def _take_id(self, value: str) -> Iterator[str]:
        if not value or re.search(r"\s", value):
            yield f"'{value}' is no id; write one without blanks"
        elif value in self._ids:
            yield f"the id '{value}' stands twice in the page; only the first can be pointed to"
        self._ids.add(value)

    def end(self) -> Iterator[str]:
        problem = self._open.end()
        if problem:
            yield problem
        if self._headlines != 1:
            yield f"the page has {self._headlines or 'no'} <h1>; write one, which says what the page is"
        if not self._language:
            yield "<html> does not say in which language the page is; write its lang"
        if not self._title:
            yield "the page has no <title>; write one"
        if not self._charset:
            yield '<meta charset="utf-8"> is missing; browsers would guess'
        for asked in self._asked:
            if asked not in self._ids:
                yield f"an attribute points to the element '{asked}', which is not in the page"


def _find_running(tag: Tag, values: dict[str, str]) -> Iterator[str]:
    """Find what would run in a browser, or style itself: the policy of every page forbids it."""
    for attribute, value in values.items():
        if attribute.startswith("on") and len(attribute) > 2:
            yield f"<{tag.name}> has the event handler {attribute}; nothing in a page may run"
        elif attribute in _LEADING and _SCRIPT_ADDRESS.match(value):
            yield f"<{tag.name}> leads to a script ({attribute}); nothing in a page may run"
        elif attribute == "style":
            yield f"<{tag.name}> has a style of its own; the policy of the page forbids it"
    if tag.name == "script" and "src" not in values and not _DATA_BLOCK.match(values.get("type", "")):
        yield "a script stands in the page; the policy of the page forbids it"
    elif tag.name == "style":
        yield "a stylesheet stands in the page; the policy of the page forbids it"
