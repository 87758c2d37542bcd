"""What `dateline list` shows, and in which order."""

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.listing import Selection, list_releases, write_csv
from tests.sites import release

NOW = datetime(2024, 6, 1, tzinfo=UTC)
ORIGINAL = "{{file: ab/x.txt, sha256: '00', importer: text, inferred: [{inferred}]}}"
RELEASES = {
    "content/releases/old.md": release("Old", date="2019-05"),
    "content/releases/draft.md": release("Draft", date=None, status="draft"),
    "content/releases/held.md": release("Held", date="2024-05-01", embargo="2024-07-01T09:00+01:00"),
    "content/releases/tags.md": release("Tags", date="2022-01-01", original=ORIGINAL.format(inferred="tags")),
    "content/releases/date.md": release("Date", date="2021-01-01", original=ORIGINAL.format(inferred="date")),
    "content/releases/copy.md": release("Copy", date="2020-01-01", variant_of="old"),
    "content/releases/old-copy.md": release("Torn", date="2018-01-01", variant_of="gone.md"),
}


@pytest.fixture
def site(make_site: Callable[..., Path]) -> Path:
    return make_site(RELEASES)


@pytest.mark.parametrize(
    ("selection", "titles"),
    [
        (Selection(), ["Draft", "Held", "Tags", "Date", "Copy", "Old", "Torn"]),
        (Selection(drafts=True), ["Draft"]),
        (Selection(embargoed=True), ["Held"]),
        (Selection(inferred=True), ["Date", "Tags"]),
        (Selection(variants=True), ["Copy", "Torn"]),
        (Selection(drafts=True, inferred=True), []),
    ],
)
def test_releases_are_chosen_and_ordered(site: Path, selection: Selection, titles: list[str]) -> None:
    rows, problems = list_releases(site, selection, now=NOW)
    assert [row.title for row in rows] == titles
    assert problems == []


def test_a_row_says_what_is_special_about_a_release(site: Path) -> None:
    rows, _ = list_releases(site, Selection(), now=NOW)
    assert [str(row) for row in rows] == [
        "undated     Draft [draft]  content/releases/draft.md",
        "2024-05-01  Held [embargo 2024-07-01T09:00+01:00]  content/releases/held.md",
        "2022-01-01  Tags [inferred: tags]  content/releases/tags.md",
        "2021-01-01  Date [inferred: date]  content/releases/date.md",
        "2020-01-01  Copy [variant of 'Old', content/releases/old.md, 100 % alike]  content/releases/copy.md",
        "2019-05     Old  content/releases/old.md",
        "2018-01-01  Torn [variant of gone.md]  content/releases/old-copy.md",
    ]


def test_a_table_has_a_header_and_a_line_for_each_release(site: Path) -> None:
    rows, _ = list_releases(site, Selection(inferred=True), now=NOW)
    read = list(csv.DictReader(io.StringIO(write_csv(rows))))
    assert [(line["title"], line["inferred"], line["importer"], line["original"]) for line in read] == [
        ("Date", "date", "text", "ab/x.txt"),
        ("Tags", "tags", "text", "ab/x.txt"),
    ]


def test_a_release_that_cannot_be_read_is_named_and_the_rest_is_listed(make_site: Callable[..., Path]) -> None:
    site = make_site({"content/releases/good.md": release("Good"), "content/releases/bad.md": "no front matter"})
    rows, problems = list_releases(site, Selection(), now=NOW)
    assert [row.title for row in rows] == ["Good"]
    assert [problem.path for problem in problems] == ["content/releases/bad.md"]


def test_json_has_an_object_for_each_release(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from generator.cli import main

    with pytest.raises(SystemExit) as ended:
        main(["list", "--variants", "--json", "--site", str(site)])
    assert ended.value.code == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first["title"] == "Copy"
    assert first["variant_of"] == "old"
    assert first["variant_path"] == "content/releases/old.md"
    assert first["variant_title"] == "Old"
    assert first["alike"] == 100
    assert second["variant_of"] == "gone.md"
    assert second["alike"] is None


def test_a_pairing_shows_both_titles_and_how_alike_they_are(make_site: Callable[..., Path]) -> None:
    said = "one two three four five six seven eight nine ten "
    site = make_site(
        {
            "content/releases/2020/a.md": release("Wire", body=said * 1 + "eleven twelve thirteen fourteen"),
            "content/releases/2020/b.md": release("Web", body=said + "and so on", variant_of="2020/a.md"),
        }
    )
    (row,), _ = list_releases(site, Selection(variants=True), now=NOW)
    assert (row.title, row.variant_title, row.alike) == ("Web", "Wire", 76)
    (line,) = csv.DictReader(io.StringIO(write_csv([row])))
    assert (line["variant_path"], line["variant_title"], line["alike"]) == ("content/releases/2020/a.md", "Wire", "76")
