"""The paragraphs of a rich text → HTML: headings, lists and tables from what each paragraph says about itself."""

import html
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from generator.ingest.formats.rtf_pictures import Picture
from generator.ingest.fragment_pictures import CAPTION

_SAME_EDGE = 20
"""Twentieths of a point by which the edges of one column may differ from row to row."""


class Run(NamedTuple):
    """Words of one look."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    picture: Picture | None = None


@dataclass(slots=True)
class Paragraph:
    """One paragraph, or one row of a table."""

    runs: list[Run] = field(default_factory=list)
    heading: int = 0
    """Its level, 0 for none."""
    level: int | None = None
    """Of an item in a list, counted from 0."""
    numbered: bool = False
    is_caption: bool = False
    """Its style is that of captions."""
    cells: list[list["Paragraph"]] | None = None
    edges: tuple[int, ...] = ()
    """Where the cells of a row end, from the left."""


def write_markup(paragraphs: Sequence[Paragraph]) -> str:
    """Return the HTML of the paragraphs in their order."""
    parts: list[str] = []
    for kind, group in groupby(paragraphs, _kind):
        if kind == "row":
            parts.append(_table(list(group)))
        elif kind == "item":
            parts.append(_items(list(group)))
        else:
            parts += map(_block, group)
    return "\n".join(filter(None, parts))


def write_inline(paragraph: Paragraph) -> str:
    """Return the HTML of the words of a paragraph."""
    return _inline(paragraph.runs)


def _kind(paragraph: Paragraph) -> str:
    if paragraph.cells is not None:
        return "row"
    return "item" if paragraph.level is not None and not paragraph.heading else "block"


def _block(paragraph: Paragraph) -> str:
    # A heading is bold by itself.
    inner = _inline([run._replace(bold=run.bold and not paragraph.heading) for run in paragraph.runs])
    if not inner.strip():
        return ""
    if paragraph.is_caption and not paragraph.heading:
        return f'<p class="{CAPTION}">{inner}</p>'
    tag = f"h{paragraph.heading}" if paragraph.heading else "p"
    return f"<{tag}>{inner}</{tag}>"


def _table(rows: Sequence[Paragraph]) -> str:
    columns = _columns(rows)
    return f"<table>{''.join(f'<tr>{_cells(row, columns)}</tr>' for row in rows)}</table>"


def _cells(row: Paragraph, columns: Sequence[int]) -> str:
    cells = row.cells or []
    spans = _spans(row.edges, columns) if len(row.edges) == len(cells) else []
    spans = spans or [1] * len(cells)
    parts = (
        (f' colspan="{span}"' if span > 1 else "", "".join(map(_block, cell)))
        for cell, span in zip(cells, spans, strict=True)
    )
    return "".join(f"<td{span}>{words}</td>" for span, words in parts)


def _columns(rows: Sequence[Paragraph]) -> list[int]:
    """Return where the columns of a table end; none unless some row has a cell in each of them."""
    columns: list[int] = []
    for edge in sorted(edge for row in rows for edge in row.edges):
        if not columns or edge > columns[-1] + _SAME_EDGE:
            columns.append(edge)
    return columns if any(len(row.edges) == len(columns) for row in rows) else []


def _spans(edges: Sequence[int], columns: Sequence[int]) -> list[int]:
    """Return over how many columns each cell of a row goes."""
    spans, at = [], 0
    for edge in edges:
        until = bisect_right(columns, edge + _SAME_EDGE)
        spans.append(max(until - at, 1))
        at = max(until, at)
    return spans


def _items(items: Sequence[Paragraph]) -> str:
    """Return nested lists; a list that is numbered where the one before was not is another list."""
    parts: list[str] = []
    opened: list[tuple[int, str]] = []
    for item in items:
        level, tag = item.level or 0, "ol" if item.numbered else "ul"
        while opened and (opened[-1][0] > level or (opened[-1][0] == level and opened[-1][1] != tag)):
            parts.append(f"</li></{opened.pop()[1]}>")
        if opened and opened[-1][0] == level:
            parts.append("</li>")
        else:
            parts.append(f"<{tag}>")
            opened.append((level, tag))
        parts.append(f"<li>{_inline(item.runs)}")
    parts += (f"</li></{tag}>" for _, tag in reversed(opened))
    return "".join(parts)


def _inline(runs: Sequence[Run]) -> str:
    return "".join(_linked(link, list(group)) for link, group in groupby(_joined(runs), lambda run: run.link))


def _linked(link: str, runs: Sequence[Run]) -> str:
    inner = "".join(map(_styled, runs))
    return f'<a href="{html.escape(link)}">{inner}</a>' if link and inner.strip() else inner


def _styled(run: Run) -> str:
    if run.picture:
        return run.picture.markup
    text = html.escape(run.text, quote=False).replace("\n", "<br>")
    if not run.text.strip():
        return text
    text = f"<em>{text}</em>" if run.italic else text
    return f"<strong>{text}</strong>" if run.bold else text


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    for look, group in groupby(runs, lambda run: run[1:]):
        # Characters beyond U+FFFF come as two halves.
        text = "".join(run.text for run in group).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        yield Run(text, *look)
