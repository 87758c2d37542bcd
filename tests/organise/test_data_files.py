"""Whatever a release says comes back from the table as it was, and no spreadsheet runs it."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.sites import build_at, files_in, release, write_site

TEXTS = [
    "=HYPERLINK(1)",
    "+1 202",
    "-3 degrees",
    "@home",
    'Say "yes", twice',
    "One, two; three | four",
    "شب فانوس‌ها",
    "'Tis the season",
]


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder: Path = tmp_path_factory.mktemp("data")
    files = {
        f"content/releases/r{number}.md": release(json.dumps(text), date=f"2024-01-{number:02}", slug=f"s{number}")
        for number, text in enumerate(TEXTS, 10)
    }
    build_at(write_site(folder, files))
    return files_in(folder / "output")


def test_a_table_is_read_back_as_it_was_written(output: dict[str, bytes]) -> None:
    titles = [row["title"] for row in csv.DictReader(io.StringIO(output["data/2024.csv"].decode(), newline=""))]
    assert titles == [f"'{text}" if text[0] in "=+-@" else text for text in TEXTS]
    assert [title for title in titles if title[0] in "=+-@\t\r"] == []


def test_json_lines_are_read_back_as_they_were_written(output: dict[str, bytes]) -> None:
    assert [json.loads(line)["title"] for line in output["data/2024.jsonl"].decode().splitlines()] == TEXTS


def test_a_release_more_changes_the_files_of_its_year_only(tmp_path: Path) -> None:
    site = write_site(
        tmp_path,
        {f"content/releases/{year}.md": release(f"Of {year}", date=f"{year}-05-05") for year in (2020, 2021, 2022)},
    )
    build_at(site)
    before = files_in(site / "output")
    write_site(site, {"content/releases/new.md": release("New", date="2021-06-06")})
    build_at(site)
    after = files_in(site / "output")
    data = {path for path, found in after.items() if path.startswith("data/") and before.get(path) != found}
    assert data == {"data/2021.csv", "data/2021.jsonl"}
