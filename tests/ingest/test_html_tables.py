"""Cells that go over several rows or columns: every figure stays under its own head."""

import re

import pytest

from generator.ingest.html_copy import sanitise, write_markdown
from tests.ingest import test_docx

HEAD = (
    "<tr><th rowspan=2>Coast</th><th colspan=2>2019</th><th rowspan='2'>All</th></tr><tr><th>Boats</th><th>Ships</th>"
)
TABLES = {
    "over rows in the first column": (
        "<tr><td rowspan=2>North</td><td>1</td></tr><tr><td>4</td></tr><tr><td>South</td><td>7</td></tr>",
        [["North", "1"], ["", "4"], ["South", "7"]],
    ),
    "over rows in the last column": (
        "<tr><td>1</td><td rowspan=2>9</td></tr><tr><td>4</td></tr>",
        [["1", "9"], ["4", ""]],
    ),
    "over both": (
        f"{HEAD}</tr><tr><td>North</td><td>1</td><td>2</td><td>3</td></tr>",
        [["Coast", "2019", "", "All"], ["", "Boats", "Ships", ""], ["North", "1", "2", "3"]],
    ),
    "over rows that are not there": ("<tr><td rowspan=9>North</td><td>1</td></tr>", [["North", "1"]]),
    "over no number of rows": ("<tr><td rowspan='-2'>North</td><td rowspan=x>1</td></tr>", [["North", "1"]]),
}


def rows_of(markup: str) -> list[list[str]]:
    lines = (write_markdown(sanitise(f"<table>{markup}</table>")) or "").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in rows if not all(re.fullmatch("-+", cell) for cell in row)]


@pytest.mark.parametrize(("markup", "rows"), TABLES.values(), ids=TABLES)
def test_a_cell_over_several_rows_leaves_the_others_in_their_columns(markup: str, rows: list[list[str]]) -> None:
    assert rows_of(markup) == rows


def test_a_cell_over_more_rows_than_anybody_writes_adds_none() -> None:
    rows = rows_of(f"<tr><td rowspan=999>North</td><td>1</td></tr>{'<tr><td>2</td><td>3</td></tr>' * 20}")
    assert rows == [["North", "1"], *[["2", "3"]] * 20]


def test_merged_cells_of_word_leave_the_others_in_their_columns() -> None:
    def cell(text: str, properties: str = "") -> str:
        words = test_docx.paragraph(test_docx.run(text)) if text else "<w:p/>"
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{words}</w:tc>"

    first = cell("North", '<w:vMerge w:val="restart"/>') + cell("Boats") + cell("17")
    second = cell("", "<w:vMerge/>") + cell("Ships") + cell("4")
    body = test_docx.read(
        test_docx.TITLE, test_docx.DATED, f"<w:tbl><w:tr>{first}</w:tr><w:tr>{second}</w:tr></w:tbl>"
    ).body
    assert re.search(r"\| North +\| Boats +\| 17 +\|", body)
    assert re.search(r"\| +\| Ships +\| 4 +\|", body)
