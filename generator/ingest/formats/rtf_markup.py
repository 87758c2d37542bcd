"""The paragraphs of a rich text → HTML: headings, lists and tables from what each paragraph says about itself."""

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple


class Run(NamedTuple):
    """Words of one look."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


@dataclass(slots=True)
class Paragraph:
    """One paragraph, or one row of a table."""

    runs: list[Run] = field(default_factory=list)
    heading: int = 0
    """Its level, 0 for none."""
    level: int | None = None
    """Of an item in a list, counted from 0."""
    numbered: bool = False
    cells: list[list["Paragraph"]] | None = None


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
    tag = f"h{paragraph.heading}" if paragraph.heading else "p"
    return f"<{tag}>{inner}</{tag}>"


def _table(rows: Sequence[Paragraph]) -> str:
    return f"<table>{''.join(f'<tr>{_cells(row)}</tr>' for row in rows)}</table>"


def _cells(row: Paragraph) -> str:
    cells = ("".join(map(_block, cell)) for cell in row.cells or ())
    return "".join(f"<td>{cell}</td>" for cell in cells)


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
