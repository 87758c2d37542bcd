"""Tables whose cells go over several rows: each row gets a cell for every column, since Markdown knows no other.

A figure never moves under the head of another column.
"""

from typing import Any

CELLS = ("td", "th")
_MOST = 1000
"""Rows or columns that one cell goes over (HTML, 4.9.11)."""
_MOST_ADDED = 10
"""Empty cells for each cell of a table: what claims more is no table of anybody's."""


def spread_cells(table: Any) -> None:
    """Put, in an lxml element, an empty cell wherever one from a row above reaches down to."""
    cells = list(table.iter(*CELLS))
    covered = sum((_span(cell, "rowspan") - 1) * _span(cell, "colspan") for cell in cells)
    if 0 < covered <= len(cells) * _MOST_ADDED:
        above: dict[int, int] = {}
        for row in table.iter("tr"):
            above = _spread(row, above)
    for cell in cells:
        cell.attrib.pop("rowspan", None)  # the converter would count the rows anew


def _spread(row: Any, above: dict[int, int]) -> dict[int, int]:
    """Complete one row; `above` tells how far down a cell still reaches into each column, as does what is returned."""
    below = {column: rows - 1 for column, rows in above.items() if rows > 1}
    column = 0
    for cell in [cell for cell in row if cell.tag in CELLS]:
        while column in above:
            cell.addprevious(cell.makeelement("td"))
            column += 1
        width, height = _span(cell, "colspan"), _span(cell, "rowspan")
        if height > 1:
            below.update(dict.fromkeys(range(column, column + width), height - 1))
        column += width
    for _ in [reached for reached in above if reached >= column]:
        row.append(row.makeelement("td"))
    return below


def _span(cell: Any, name: str) -> int:
    value = (cell.get(name) or "").strip()
    return min(max(int(value), 1), _MOST) if value.isdecimal() and value.isascii() and len(value) < 10 else 1
