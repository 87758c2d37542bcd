"""The text of an OpenDocument file → HTML, without what its writer deleted, hid or remarked.

What this module does not know is walked through for its text: no element swallows words save those that hide them.
"""

import html
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from generator.ingest.formats.left_out import LeftOut
from generator.ingest.formats.odt_styles import Styles, descends, hidden_styles, says
from generator.ingest.formats.office_zip import attribute, local_name
from generator.ingest.fragment_pictures import CAPTION

_SKIPPED = frozenset(
    "annotation-end bookmark bookmark-start bookmark-end change change-start change-end forms sequence-decls "
    "variable-decls user-field-decls soft-page-break table-column table-columns table-header-columns "
    "note-citation index-title-template table-of-content-source alphabetical-index-source event-listeners "
    "page-number page-count".split()
)
_HIDING = {"hidden-text", "hidden-paragraph"}
_CAPTIONS = ("Caption", "Illustration", "Figure", "Drawing")
_MOST_REPEATED = 100
"""Cells: spreadsheets pad rows with thousands of empty ones."""


def write_markup(
    text: Element, styles: Styles, left_out: LeftOut, take_picture: Callable[[str, str], str] = lambda _href, _alt: ""
) -> str:
    """Return the HTML of `office:text`; counts what was dropped.

    `take_picture` returns the HTML of a picture by its path in the package and its alternative words, "" of none.
    """
    writer = _Writer(styles, hidden_styles(styles), left_out, take_picture)
    markup = writer.children(text)
    notes = "".join(f"<p>[{number}] {note}</p>" for number, note in enumerate(writer.notes, 1))
    return markup + notes


@dataclass(slots=True)
class _Writer:
    """One walk through a document."""

    styles: Styles
    hidden: frozenset[str]
    left_out: LeftOut
    take_picture: Callable[[str, str], str]
    notes: list[str] = field(default_factory=list)
    lists: list[str | None] = field(default_factory=list)
    """The styles of the lists that are open, from the outermost."""
    boxes: list[str] | None = None
    """What stands in boxes that are fixed to the paragraph that is written; None between paragraphs."""

    def children(self, element: Element) -> str:
        parts = [html.escape(element.text or "", quote=False)]
        for child in element:
            parts += (self.element(child), html.escape(child.tail or "", quote=False))
        return "".join(parts)

    def element(self, element: Element) -> str:
        name = local_name(element)
        if name in _SKIPPED or (name in {"title", "desc"} and "svg" in element.tag):
            return ""
        if name in _DROPPED:
            _DROPPED[name](self.left_out, element)
            return ""
        if self._is_hidden(element, name):
            self.left_out.hidden += bool("".join(element.itertext()).strip())
            return ""
        write = _WRITERS.get(name)
        return write(self, element) if write else self.children(element)

    def paragraph(self, element: Element) -> str:
        inner, boxes = self._with_boxes(element)
        return boxes + self._paragraph(inner, attribute(element, "style-name"))

    def _paragraph(self, inner: str, style: str | None) -> str:
        if not inner.strip():
            return ""
        if "<p" in inner or "<table>" in inner:  # something in the paragraph has blocks of its own
            return f"<div>{inner}</div>"
        if descends(self.styles, style, "Title"):
            return f"<h1>{inner}</h1>"
        if any(descends(self.styles, style, name) for name in _CAPTIONS):
            return f'<p class="{CAPTION}">{inner}</p>'
        return f"<p>{self._emphasised(inner, style)}</p>"

    def heading(self, element: Element) -> str:
        level = attribute(element, "outline-level") or "1"
        level = level if level in set("123456") else "6"
        inner, boxes = self._with_boxes(element)
        return boxes + (f"<h{level}>{inner}</h{level}>" if inner.strip() else "")

    def box(self, element: Element) -> str:
        """Write a text box: before the paragraph that it is fixed to, which goes on behind it."""
        inner = self.children(element)
        if self.boxes is None or not ("<p" in inner or "<table>" in inner):
            return inner
        self.boxes.append(inner)
        return ""

    def ruby(self, element: Element) -> str:
        """Write characters, and behind them in brackets how they are read."""
        words = {local_name(child): self.children(child) for child in element}
        reading = words.get("ruby-text", "")
        return words.get("ruby-base", "") + (f"（{reading}）" if reading.strip() else "")

    def _with_boxes(self, element: Element) -> tuple[str, str]:
        around, self.boxes = self.boxes, []
        inner, boxes = self.children(element), "".join(self.boxes)
        self.boxes = around
        return inner, boxes

    def span(self, element: Element) -> str:
        return self._emphasised(self.children(element), attribute(element, "style-name"))

    def link(self, element: Element) -> str:
        address, inner = attribute(element, "href") or "", self.children(element)
        return f'<a href="{html.escape(address)}">{inner}</a>' if address and address[0] != "#" else inner

    def item_list(self, element: Element) -> str:
        self.lists.append(attribute(element, "style-name") or (self.lists[-1] if self.lists else None))
        style = self.styles.get(self.lists[-1] or "")
        tag = "ol" if style and str(len(self.lists)) in style.numbered else "ul"
        items = "".join(self._item(child) for child in element if local_name(child) in {"list-item", "list-header"})
        self.lists.pop()
        return f"<{tag}>{items}</{tag}>" if items else ""

    def table(self, element: Element) -> str:
        return f"<table>{''.join(map(self._row, _rows(element)))}</table>"

    def note(self, element: Element) -> str:
        body = next((child for child in element if local_name(child) == "note-body"), None)
        if body is None:
            return ""
        self.notes.append("")
        number = len(self.notes)
        paragraphs = self.children(body).replace("</p><p>", " ")
        self.notes[number - 1] = paragraphs.replace("<p>", "").replace("</p>", "")
        return f"<sup>[{number}]</sup>"

    def frame(self, element: Element) -> str:
        """Write a frame; of several forms of one picture, the first that can be published."""
        pictures = [child for child in element if local_name(child) == "image"]
        if not pictures or any(local_name(child) in _DROPPED for child in element):
            return self.children(element)
        if says(self.styles, attribute(element, "style-name"), "cropped"):
            self.left_out.cropped += 1
            return ""
        words = {local_name(child): "".join(child.itertext()) for child in element}
        alt = words.get("desc") or words.get("title") or ""
        markup = (self.take_picture(attribute(picture, "href") or "", alt) for picture in pictures)
        if shown := next(filter(None, markup), ""):
            return shown
        return self.image(element)

    def image(self, _element: Element) -> str:
        self.left_out.pictures += 1
        return ""

    def blanks(self, element: Element) -> str:
        count = attribute(element, "c") or "1"
        return " " * min(int(count) if count.isdecimal() else 1, 80)

    def section(self, element: Element) -> str:
        return f"<div>{self.children(element)}</div>"

    def _item(self, element: Element) -> str:
        parts = list(map(self.element, element))
        if parts and sum(part.startswith("<p>") for part in parts) == 1:  # one paragraph is the item itself
            parts = [part.removeprefix("<p>").removesuffix("</p>") for part in parts]
        return f"<li>{''.join(parts)}</li>"

    def _row(self, row: Element) -> str:
        if self._is_hidden(row, "table-row"):
            self.left_out.hidden += 1
            return ""
        cells = []
        for cell in row:
            if local_name(cell) in {"table-cell", "covered-table-cell"}:
                repeated = attribute(cell, "number-columns-repeated") or "1"
                times = min(int(repeated) if repeated.isdecimal() else 1, _MOST_REPEATED)
                cells += [f"<td>{self.children(cell)}</td>"] * times
        return f"<tr>{''.join(cells)}</tr>"

    def _emphasised(self, inner: str, style: str | None) -> str:
        if not inner.strip():
            return inner
        if says(self.styles, style, "italic"):
            inner = f"<em>{inner}</em>"
        return f"<strong>{inner}</strong>" if says(self.styles, style, "bold") else inner

    def _is_hidden(self, element: Element, name: str) -> bool:
        if name in _HIDING or attribute(element, "display") in {"none", "condition"}:
            return True
        if name in {"table-row", "table"} and attribute(element, "visibility") == "collapse":
            return True
        return attribute(element, "style-name") in self.hidden


def _rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, not those of tables in its cells."""
    for child in table:
        if local_name(child) == "table-row":
            yield child
        elif local_name(child) in {"table-rows", "table-header-rows", "table-row-group"}:
            yield from _rows(child)


def _drop_comment(left_out: LeftOut, _element: Element) -> None:
    left_out.comments += 1


def _drop_embedded(left_out: LeftOut, _element: Element) -> None:
    left_out.embedded += 1


def _drop_deletions(left_out: LeftOut, element: Element) -> None:
    left_out.deletions += sum(local_name(part) == "deletion" for part in element.iter())


_DROPPED: dict[str, Callable[[LeftOut, Element], None]] = {
    "annotation": _drop_comment,
    "tracked-changes": _drop_deletions,
    "object": _drop_embedded,
    "object-ole": _drop_embedded,
    "plugin": _drop_embedded,
    "applet": _drop_embedded,
}
_WRITERS: dict[str, Callable[[_Writer, Element], str]] = {
    "p": _Writer.paragraph,
    "h": _Writer.heading,
    "span": _Writer.span,
    "a": _Writer.link,
    "list": _Writer.item_list,
    "table": _Writer.table,
    "note": _Writer.note,
    "frame": _Writer.frame,
    **dict.fromkeys(("text-box", "custom-shape", "rect", "ellipse", "circle", "caption", "path"), _Writer.box),
    "ruby": _Writer.ruby,
    "image": _Writer.image,
    "section": _Writer.section,
    "s": _Writer.blanks,
    "tab": lambda _writer, _element: "\t",
    "line-break": lambda _writer, _element: "<br>",
}
