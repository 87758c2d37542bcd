"""The sanitised HTML of a body → Markdown that any reader of Markdown turns into the same words.

The site's own Markdown cannot be handed out: it names files, hidden ones among them. What Markdown has no marks for
stays HTML.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset("br col hr img wbr".split())
_MARKS = {"em": "*", "i": "*", "strong": "**", "b": "**"}
_BLOCKS = frozenset(
    "p h2 h3 h4 h5 h6 ul ol li blockquote pre table hr dl dt dd div figure figcaption details summary".split()
)
_TRANSPARENT = frozenset({"div", "figure"})
_TEXT_BLOCKS = frozenset({"p", "figcaption"})
_ANYWHERE = re.compile(r"[\\`*\[<]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
_AT_START = re.compile(r"(?P<mark>[#>+-])|(?P<sign>[=:~|])|(?P<number>\d{1,9})(?P<dot>[.)])")
_APART = "<!-- -->"
"""Between two blocks that would otherwise be read as one."""


@dataclass(slots=True)
class _Element:
    tag: str
    attributes: list[tuple[str, str]] = field(default_factory=list)
    children: list["_Element | str"] = field(default_factory=list)

    def get(self, name: str) -> str:
        return dict(self.attributes).get(name, "")


def body_markdown(clean: str) -> str:
    """Return sanitised HTML, its links whole URLs, as Markdown; lines do not break where the text does not."""
    parser = _TreeParser()
    parser.feed(clean)
    parser.close()
    return "\n\n".join(_apart(list(_blocks(parser.root.children))))


def escape_markdown(text: str) -> str:
    """Return a text of one line in which nothing is a mark."""
    inline = _ANYWHERE.sub(lambda found: {"<": "&lt;", "&": "&amp;"}.get(found[0], f"\\{found[0]}"), text)
    return _escape_start(inline)


class _TreeParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = _Element("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = _Element(tag, [(name, value or "") for name, value in attrs if name not in ("id", "class")])
        self._open[-1].children.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in {element.tag for element in self._open[1:]}:
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def _blocks(children: list[_Element | str]) -> Iterator[tuple[str, str]]:
    """Yield the kind and the Markdown of each block; inline content between blocks is a paragraph."""
    waiting: list[_Element | str] = []
    for child in children:
        if isinstance(child, _Element) and child.tag in _BLOCKS:
            yield from _paragraph(waiting)
            waiting = []
            yield from _block(child)
        else:
            waiting.append(child)
    yield from _paragraph(waiting)


def _block(element: _Element) -> Iterator[tuple[str, str]]:
    tag = element.tag
    if tag in _TEXT_BLOCKS:
        yield from _paragraph(element.children)
    elif tag in _TRANSPARENT:
        yield from _blocks(element.children)
    elif tag in ("h2", "h3", "h4", "h5", "h6"):
        if words := _inline(element.children, line_breaks=False):
            ended = f"{words[:-1]}\\#" if words.endswith("#") else words
            yield tag, f"{'#' * int(tag[1])} {ended}"
    elif tag == "hr":
        yield tag, "* * *"
    elif tag == "blockquote" and not _needs_html(inner := list(_blocks(element.children))):
        lines = "\n\n".join(_apart(inner)).split("\n")
        yield tag, "\n".join(f"> {line}" if line else ">" for line in lines)
    elif tag in ("ul", "ol") and _is_plain_list(element):
        yield "list", "\n".join(_items(element))
    elif tag == "pre":
        lines = _words(element).strip("\n").split("\n")
        yield tag, "\n".join(f"    {line}" if line.strip() else "" for line in lines)
    elif tag == "table" and (rows := _plain_rows(element)):
        yield tag, "\n".join(rows)
    else:
        yield "html", _as_html(element)


def _apart(blocks: list[tuple[str, str]]) -> Iterator[str]:
    """Yield the blocks, parted where one would swallow the next."""
    before = ""
    for kind, text in blocks:
        if before == "list" and kind in ("list", "pre"):
            yield _APART
        if before == kind == "blockquote" or before == kind == "pre":
            yield _APART
        yield text
        before = kind


def _paragraph(children: list[_Element | str]) -> Iterator[tuple[str, str]]:
    if words := _inline(children, line_breaks=True):
        yield "p", "\n".join(map(_escape_start, words.split("\n")))


def _needs_html(blocks: Iterable[tuple[str, str]]) -> bool:
    """Tell whether HTML is among the blocks: within another block not every dialect takes it for what it is."""
    return any(kind == "html" for kind, _ in blocks)


def _is_plain_list(element: _Element) -> bool:
    names = {name for child in element.children if isinstance(child, _Element) for name, _ in child.attributes}
    items = [child for child in element.children if isinstance(child, _Element)]
    words = [child for child in element.children if isinstance(child, str) and child.strip()]
    stray = {name for name, _ in element.attributes} - {"start"}
    return not (names or words or stray) and bool(items) and all(map(_is_plain_item, items))


def _is_plain_item(item: _Element) -> bool:
    """Tell whether an item begins with words: dialects differ on lists that begin with another list."""
    children = [child for child in item.children if isinstance(child, _Element) or child.strip()]
    first = children[0] if children else ""
    begins = isinstance(first, str) or first.tag not in _BLOCKS or first.tag == "p"
    return item.tag == "li" and begins and not _needs_html(_blocks(item.children))


def _items(element: _Element) -> Iterator[str]:
    """Yield the items of a list; four blanks before what goes on in them, which every dialect understands."""
    number = int(element.get("start")) if element.get("start").isdigit() else 1
    items = [child for child in element.children if isinstance(child, _Element)]
    contents = [list(_blocks(item.children)) for item in items]
    loose = any(kind not in ("p", "list") or "\n\n" in text for blocks in contents for kind, text in blocks)
    loose = loose or any(isinstance(one, _Element) and one.tag == "p" for item in items for one in item.children)
    for offset, blocks in enumerate(contents):
        mark = f"{number + offset}." if element.tag == "ol" else "-"
        lines = ("\n\n" if loose else "\n").join(_apart(blocks)).split("\n")
        if loose and offset:
            yield ""
        yield f"{mark:<3} {lines[0] or _APART}"
        yield from (f"    {line}" if line.strip() else "" for line in lines[1:])


def _plain_rows(table: _Element) -> list[str]:
    """Return the lines of a table whose cells are words, or nothing."""
    rows = list(_find(table, "tr"))
    cells = [[cell for cell in row.children if isinstance(cell, _Element) and cell.tag in ("td", "th")] for row in rows]
    widths = {len(row) for row in cells}
    every = [cell for row in cells for cell in row]
    spans = any(name in ("colspan", "rowspan") for cell in every for name, _ in cell.attributes)
    blocks = any(inner.tag in _BLOCKS for cell in every for inner in cell.children if isinstance(inner, _Element))
    headed = (
        bool(cells) and all(cell.tag == "th" for cell in cells[0]) and all(c.tag == "td" for r in cells[1:] for c in r)
    )
    if len(widths) != 1 or 0 in widths or spans or blocks or not headed or next(_find(table, "caption"), None):
        return []
    lines = [
        f"| {' | '.join(_inline(cell.children, line_breaks=False).replace('|', '&#124;') for cell in row)} |"
        for row in cells
    ]
    return [lines[0], f"|{' --- |' * len(cells[0])}", *lines[1:]]


def _find(element: _Element, tag: str) -> Iterator[_Element]:
    for child in element.children:
        if isinstance(child, _Element):
            if child.tag == tag:
                yield child
            else:
                yield from _find(child, tag)


def _inline(children: list[_Element | str], *, line_breaks: bool) -> str:
    """Return inline content; blanks are one blank, and a line breaks where the text has it break."""
    text = "".join(map(_piece, children))
    lines = [" ".join(line.split()) for line in text.split("\x1e")]
    return ("  \n" if line_breaks else "<br>").join(lines).strip()


def _piece(child: _Element | str) -> str:
    if isinstance(child, str):
        return _ANYWHERE.sub(lambda found: {"<": "&lt;", "&": "&amp;"}.get(found[0], f"\\{found[0]}"), child)
    inner = "".join(map(_piece, child.children))
    if child.tag == "br":
        return "\x1e"
    if child.tag in _MARKS and inner.strip() == inner and inner and "\x1e" not in inner and not child.attributes:
        return f"{_MARKS[child.tag]}{inner}{_MARKS[child.tag]}"
    if child.tag == "a" and not child.get("href"):
        return inner
    if child.tag == "a" and {name for name, _ in child.attributes} == {"href"} and inner.strip():
        return f"[{inner}](<{_bare(child.get('href'))}>)"
    if child.tag == "img":
        alt = _ANYWHERE.sub(lambda found: f"\\{found[0]}", child.get("alt")).replace("]", "\\]")
        return f"![{alt}](<{_bare(child.get('src'))}>)"
    if child.tag == "code" and "`" not in (words := _words(child)) and words.strip() == words and words:
        return f"`{words}`"
    return f"<{child.tag}{_attributes(child)}>" + ("" if child.tag in _VOID else f"{inner}</{child.tag}>")


def _bare(url: str) -> str:
    return url.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20").replace("\\", "%5C")


def _words(element: _Element) -> str:
    return "".join(child if isinstance(child, str) else _words(child) for child in element.children)


def _as_html(element: _Element) -> str:
    """Return an element as HTML on lines of which none is blank, so that it is one block."""
    parts: list[str] = []

    def write(child: _Element | str) -> None:
        if isinstance(child, str):
            parts.append(html.escape(child, quote=False))
            return
        parts.append(f"<{child.tag}{_attributes(child)}>")
        if child.tag not in _VOID:
            for inner in child.children:
                write(inner)
            parts.append(f"</{child.tag}>")

    write(element)
    return re.sub(r"\n\s*\n", "\n", "".join(parts))


def _attributes(element: _Element) -> str:
    return "".join(f' {name}="{html.escape(value, quote=True)}"' for name, value in element.attributes)


def _escape_start(line: str) -> str:
    """Return a line whose beginning is no mark of a block."""

    def escape(found: re.Match[str]) -> str:
        if found["sign"]:  # no dialect knows all of these behind a backslash
            return f"&#{ord(found['sign'])};"
        return f"\\{found[0]}" if found["mark"] else f"{found['number']}\\{found['dot']}"

    return _AT_START.sub(escape, line, count=1) if _AT_START.match(line) else line
