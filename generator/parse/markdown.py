"""Markdown → a sanitised `Body`.

Nothing in a body can run, load from another host or style the page. Its words are those of the text: no typographic
extension changes a quote or a dash.
"""

import html
import re
from collections.abc import Iterator
from typing import Protocol

import nh3

from generator.markdown_settings import Dialect
from generator.model import BEGINNING, Body

_TAGS = frozenset(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure "
    "h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strong sub summary sup table "
    "tbody td tfoot th thead time tr u ul var wbr".split()
)
_ATTRIBUTES = {
    "*": {"lang", "dir", "title"},
    "a": {"href", "hreflang", "id"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "ol": {"start", "reversed", "type"},
    "li": {"value", "id"},
    "sup": {"id"},
    "time": {"datetime"},
    "del": {"datetime"},
    "ins": {"datetime"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}
_ELEMENT = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_NO_CONTENT = frozenset("area base br col dd dt embed hr img input li link meta option p source td th tr wbr".split())
"""Elements that have no end, or that the next of their kind ends."""
_DEEPEST = 1000
_REMOTE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)

# nh3 writes every attribute in double quotes and escapes what is inside, which is what lets these patterns be short.
_IMAGE = re.compile(r'<img\b((?:[^>"]|"[^"]*")*)>')
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
_LINKING = frozenset({"href", "src"})
_REMOTE_PICTURE = re.compile(r'<a class="remote-picture"[^>]*>[^<]*</a>')
_ALIGNED = re.compile(r'(<t[dh]\b[^>]*?) align="(left|right|center)"')
_BLOCK_END = re.compile(
    r"</(?:p|li|h[1-6]|blockquote|pre|td|th|tr|table|ul|ol|dl|dt|dd|div|figure|figcaption)>|<[bh]r>"
)
_TAG = re.compile(r'<(?:[^>"]|"[^"]*")*>')


class Engine(Protocol):
    """What turns Markdown into HTML."""

    def convert(self, text: str) -> str:
        """Return the HTML of a text, with whatever HTML is in it; raises RecursionError when it is nested too deeply.

        Text is escaped and nothing is given a class or a style; alignment is an attribute of cells, and footnotes are
        items of a list at the end, whose ids begin with `fn:`, with links back to the `fnref:…` of each reference.
        """
        ...


class MarkdownParser:
    """Turns the Markdown of one text after the other into bodies; not for use by two threads at once."""

    def __init__(self, dialect: Dialect) -> None:
        """Load the engine of a dialect with its extensions."""
        self.dialect = dialect
        self._engine = _load(dialect)
        self._cleaner = nh3.Cleaner(
            tags=set(_TAGS),
            attributes={k: set(v) for k, v in _ATTRIBUTES.items()},
            url_schemes=_SCHEMES,
            link_rel=None,
        )

    def parse(self, text: str) -> Body:
        """Return the body of a Markdown text; raises RecursionError when it is nested absurdly deep."""
        raw = self._engine.convert(text)
        if raw.count("<") > _DEEPEST and _depth(raw) > _DEEPEST:
            raise RecursionError
        clean = self._cleaner.clean(raw)
        clean = clean.replace("<h1", "<h2").replace("</h1>", "</h2>")  # the headline is the page's only h1
        clean = _ALIGNED.sub(r'\1 class="align-\2"', clean)
        clean = _IMAGE.sub(_link_remote_image, clean)
        clean = _scrollable(clean)
        found = list(_addresses(clean))
        return Body(
            html=clean,
            text=plain_text(clean),
            links=tuple(dict.fromkeys(address for _, address in found)),
            pictures=tuple(dict.fromkeys(address for name, address in found if name == "src")),
        )


def _load(dialect: Dialect) -> Engine:
    engine, *extensions = dialect
    if engine == "commonmark":
        from generator.parse.commonmark import CommonMark  # an extra: not everybody has it

        return CommonMark(extensions)
    from generator.parse.python_markdown import PythonMarkdown

    return PythonMarkdown(extensions)


def _depth(raw: str) -> int:
    """Return how deep elements are nested in HTML: the time of the sanitiser grows with the square of it."""
    depth = deepest = 0
    for end, name in _ELEMENT.findall(raw):
        if name.lower() not in _NO_CONTENT:
            depth = max(0, depth - 1) if end else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _addresses(clean: str) -> Iterator[tuple[str, str]]:
    """Yield the attribute and the address of what sanitised HTML leads to or shows; `href="…"` in a text is neither."""
    for tag in _TAG.findall(clean):
        if "=" not in tag:
            continue
        for name, value in _ATTRIBUTE.findall(tag):
            if name in _LINKING and not value.startswith("#"):
                yield name, html.unescape(value)


def plain_text(clean: str) -> str:
    """Return the words of sanitised HTML, a line for each block."""
    text = html.unescape(_TAG.sub("", _BLOCK_END.sub("\n", clean.replace("\n", " "))))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def beginning_of(body: Body) -> str:
    """Return the first words of a body, at most `BEGINNING` characters, without those that stand for pictures."""
    shown = _REMOTE_PICTURE.sub("", body.html) if _REMOTE_PICTURE.search(body.html) else ""
    return (plain_text(shown) if shown else body.text)[:BEGINNING]


def _scrollable(clean: str) -> str:
    """Let what may be wider than the window be scrolled by keyboard as well."""
    clean = clean.replace("<pre>", '<pre tabindex="0">')
    return clean.replace("<table", '<div class="scroll" tabindex="0"><table').replace("</table>", "</table></div>")


def _link_remote_image(image: re.Match[str]) -> str:
    """Keep a picture of the site's own; put a link in the place of one elsewhere, which a page must never load."""
    attributes: dict[str, str] = dict(_ATTRIBUTE.findall(image[1]))
    source, words = attributes.get("src", ""), attributes.get("alt", "") or attributes.get("title", "")
    if not source:
        return words
    if not _REMOTE.match(_as_browsers_read(html.unescape(source))):
        return image.group()
    name = html.escape(html.unescape(source).split("?")[0].rstrip("/").rpartition("/")[2], quote=True)
    return f'<a class="remote-picture" href="{source}">{words or name}</a>'


def _as_browsers_read(address: str) -> str:
    """Return an address without what browsers drop or mend (WHATWG URL): ` ht\ntps:` and `\\\\` lead to other hosts."""
    return re.sub(r"[\t\n\r]", "", address).lstrip("".join(map(chr, range(33)))).replace("\\", "/")
