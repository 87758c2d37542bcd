"""Datelines as each wire and the issuers of each country write them, all invented, in tables of one line each.

A table's columns: the paragraph with "¦" where its text begins, the date, its places as City;Region;Country joined by
" + ", and the wire. `none.tsv` holds paragraphs that state no day of issue, `release_lines.tsv` lines that state one or
an embargo's end without a dateline.
"""

from pathlib import Path

import pytest

from generator.ingest.dateline import Dateline, find_dateline, find_release_line

TABLES = Path(__file__).parent / "datelines"
BOUNDARY = "¦"


def rows(name: str) -> list[list[str]]:
    lines = (TABLES / f"{name}.tsv").read_text("utf-8").splitlines()
    return [decoded(line).split("\t") for line in lines if line and not line.startswith("#")]


def decoded(line: str) -> str:
    """Return a line with the white space that a table cannot show."""
    for shown, meant in (("\\n", "\n"), ("\\xa0", "\xa0"), ("\\u200c", "\u200c")):
        line = line.replace(shown, meant)
    return line


def place_of(found: Dateline) -> str:
    place = found.place
    return ";".join(part or "" for part in (place.city, place.region, place.country)) if place else ""


def in_words(group: str) -> str:
    city, region, country = group.split(";")
    return ", ".join(part for part in (city, region or country) if part)


@pytest.mark.parametrize(
    ("marked", "date", "places", "wire"),
    [row for name in ("wires", "layouts", "languages", "noise") for row in rows(name)],
)
def test_dateline_is_read(marked: str, date: str, places: str, wire: str) -> None:
    before, after = marked.split(BOUNDARY)
    found = find_dateline(before + after)
    assert found is not None
    groups = places.split(" + ")
    assert (str(found.date) if found.date else "") == date
    assert place_of(found) == groups[0]
    assert found.places == (tuple(map(in_words, groups)) if len(groups) > 1 else ())
    assert (found.source or "") == wire
    assert (before + after)[found.end :].lstrip() == after.lstrip()


@pytest.mark.parametrize(("line", "date", "embargo"), rows("release_lines"))
def test_release_line_states_its_day(line: str, date: str, embargo: str) -> None:
    found = find_release_line(line) or find_dateline(line)
    assert (str(found.date) if found and found.date else "") == date
    assert (str(found.embargo) if found and found.embargo else "") == embargo


@pytest.mark.parametrize("paragraph", [row[0] for row in rows("none")])
def test_what_is_no_dateline_is_left_in_the_text(paragraph: str) -> None:
    assert find_dateline(paragraph) is None
    assert find_release_line(paragraph) is None
