"""The links of visible releases and pages to other sites, with file and line."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from generator.check.markup import line_of
from generator.check.subject import Subject
from generator.front_matter import split_document

_FIELD = re.compile(r"https?://[^\s\"'>,\]}]+")
_LINK = re.compile(
    r"\]\(\s*<?(https?://[^\s>]*)|<(https?://[^\s>]+)>|^ {0,3}\[[^\]]+\]:\s*<?(https?://[^\s>]+)|"
    r"\b(?:href|src|cite)=[\"'](https?://[^\"'>]+)",
    re.MULTILINE,
)


class OutwardLink(NamedTuple):
    """A link to another site."""

    url: str
    path: str
    line: int
    day: date | None
    """Of the release that has it."""


def find_outward_links(subject: Subject) -> Iterator[OutwardLink]:
    """Yield every link, in the order of the files; links of releases that are held back are not told to anybody."""
    bases = (subject.config.base_url, *subject.config.previous_urls)
    for path, day in _sources(subject):
        data = (subject.site / path).read_bytes()
        for url, at in _links(data, path):
            if not url.startswith(bases):
                yield OutwardLink(url.partition("#")[0], path, line_of(data, at), day)


def _sources(subject: Subject) -> Iterator[tuple[str, date | None]]:
    for entry in sorted(subject.organised.entries, key=lambda entry: entry.release.path):
        if not entry.removed:
            stated = entry.release.front.date
            yield entry.release.path, date(stated.year, stated.month or 1, stated.day or 1) if stated else None
    for plain in subject.organised.pages:
        yield plain.page.path, None


def _links(data: bytes, path: str) -> Iterator[tuple[str, int]]:
    text = data.decode("utf-8", "replace")
    document = split_document(data, path)
    body = text.rfind(document.body) if document.body else len(text)
    for match in _FIELD.finditer(text[:body]):
        if not _is_alias(text, match.start()):
            yield match[0], len(text[: match.start()].encode())
    for match in _LINK.finditer(text, body):
        url = next(group for group in match.groups() if group)
        yield _without_bracket(url) if text[match.start()] == "]" else url, len(text[: match.start()].encode())


def _is_alias(text: str, at: int) -> bool:
    """Tell whether a URL of the front matter is one under which the release itself was once found."""
    key = re.search(r"^(\w+):[^\n]*(?:\n[ \t-][^\n]*)*\Z", text[:at], re.MULTILINE)
    return key is not None and key[1] == "aliases"


def _without_bracket(url: str) -> str:
    """Cut a destination at the bracket that ends it: brackets within it come in pairs (CommonMark, 6.3)."""
    depth = 0
    for place, letter in enumerate(url):
        depth += (letter == "(") - (letter == ")")
        if depth < 0:
            return url[:place]
    return url
