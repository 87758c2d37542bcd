"""The engine `commonmark`: pyromark, which is pulldown-cmark, its HTML brought into the shape of Python-Markdown's."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import pyromark

_OPTIONS = {
    "def_list": pyromark.Options.ENABLE_DEFINITION_LIST,
    "footnotes": pyromark.Options.ENABLE_FOOTNOTES,
    "tables": pyromark.Options.ENABLE_TABLES,
}
"""What an extension of Python-Markdown is called here; `sane_lists` and `md_in_html` are how CommonMark is anyway."""

_ALIGNED = re.compile(r'(<t[dh]) style="text-align: (left|right|center)"')
_DIV = re.compile(r"<(/?)div\b[^>]*>\n?")
_NOTE = re.compile(
    r'<div class="footnote-definition" id="([^"]*)"><sup class="footnote-definition-label">(\d+)</sup>\n?'
)
_REFERENCE = re.compile(r'<sup class="footnote-reference"><a href="#([^"]*)">(\d+)</a></sup>')


class CommonMark:
    """Turns texts into HTML."""

    def __init__(self, extensions: Sequence[str]) -> None:
        """Know the named extensions."""
        self._options = pyromark.Options(0)
        for name in extensions:
            self._options |= _OPTIONS.get(name, pyromark.Options(0))

    def convert(self, text: str) -> str:
        """Return the HTML of a text, with whatever HTML is in it."""
        raw = _ALIGNED.sub(r'\1 align="\2"', pyromark.html(text, options=self._options))
        return _with_notes(raw) if 'class="footnote-definition"' in raw else raw


class _Note(NamedTuple):
    """A footnote, cut out of the text."""

    number: int
    name: str
    inner: str
    """Its blocks, as HTML."""


def _with_notes(raw: str) -> str:
    """Put the footnotes, which stand where the text defines them, into a list at the end, with links back."""
    notes: list[_Note] = []
    for found in reversed(list(_NOTE.finditer(raw))):  # a note within another is cut out first
        inner_end, end = _end_of_div(raw, found.end())
        notes.append(_Note(int(found[2]), found[1], raw[found.end() : inner_end]))
        raw = raw[: found.start()] + raw[end:]
    if not notes:
        return raw
    places: Counter[str] = Counter()
    raw = _link_references(raw, places)
    notes = [note._replace(inner=_link_references(note.inner, places)) for note in sorted(notes)]
    items = "".join(f'<li id="fn:{note.name}">\n{_with_links_back(note, places[note.name])}</li>\n' for note in notes)
    return f"{raw}<div>\n<hr>\n<ol>\n{items}</ol>\n</div>\n"


def _end_of_div(raw: str, start: int) -> tuple[int, int]:
    """Return where the content of an element ends that begins there, and the element itself."""
    depth, first = 1, (len(raw), len(raw))
    for tag in _DIV.finditer(raw, start):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.span()
        if tag[1] and first[0] == len(raw):
            first = tag.span()
    return first  # the text has a <div> that it does not end


def _link_references(raw: str, places: Counter[str]) -> str:
    """Have each reference lead to its footnote, and count them, so that each can be led back to."""

    def link(found: re.Match[str]) -> str:
        name = found[1]
        places[name] += 1
        return f'<sup id="{_place(name, places[name])}"><a href="#fn:{name}">{found[2]}</a></sup>'

    return _REFERENCE.sub(link, raw)


def _with_links_back(note: _Note, references: int) -> str:
    places = (_place(note.name, number) for number in range(1, references + 1))
    links = "".join(f'<a href="#{place}" title="Back to the text">↩</a>' for place in places)
    if not links:
        return note.inner
    whole = note.inner.removesuffix("</p>\n")
    return f"{whole}&nbsp;{links}</p>\n" if whole != note.inner else f"{note.inner}<p>{links}</p>\n"


def _place(name: str, number: int) -> str:
    return f"fnref{number if number > 1 else ''}:{name}"
