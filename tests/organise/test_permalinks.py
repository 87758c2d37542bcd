"""Addresses of releases and pages: a table of file name, slug, date and permalink."""

from typing import Any

import pytest

from generator.dates import StatedDate
from generator.model import Extract, FrontMatter, Page, Release
from generator.organise.permalinks import page_address, release_address
from generator.organise.published import output_path

USUAL = "/{year}/{month}/{slug}/"


def address(name: str, date: str | None, permalink: str = USUAL, **front: Any) -> tuple[str, int]:
    problems: list[Any] = []
    release = Release(
        path=f"content/releases/{name}.md",
        front=FrontMatter(title="T", date=StatedDate.parse(date) if date else None, **front),
        digest="",
        body=Extract(key="", beginning=""),
    )
    return release_address(release, permalink, problems), len(problems)


@pytest.mark.parametrize(
    ("name", "date", "permalink", "expected"),
    [
        ("plain", "2024-01-11", USUAL, "/2024/01/plain/"),
        ("2024/2024-01-11-plain", "2024-01-11", USUAL, "/2024/01/plain/"),
        ("2024-01-plain", "2024-01", USUAL, "/2024/01/plain/"),
        ("2024-plain", "2024", USUAL, "/2024/plain/"),
        ("plain", "2024", "/{year}/{month}/{day}/{slug}/", "/2024/plain/"),
        ("plain", "2024-01", "/{year}/{month}/{day}/{slug}/", "/2024/01/plain/"),
        ("plain", "2024-01-11T23:30-05:00", "/{year}/{month}/{day}/{slug}/", "/2024/01/11/plain/"),
        ("plain", "0987-01-11", USUAL, "/0987/01/plain/"),
        ("plain", "2024-01-11", "/news/{slug}/", "/news/plain/"),
        ("2024-01-11", "2024-01-11", USUAL, "/2024/01/11-page/"),
        ("sketch", None, USUAL, "/undated/sketch/"),
        ("Größe & Maß", "2024-01-11", USUAL, "/2024/01/grosse-mass/"),
        ("con", "2024-01-11", USUAL, "/2024/01/con-page/"),
        ("7", "2024-01-11", USUAL, "/2024/01/7/"),
        ("07", "2024-01-11", USUAL, "/2024/01/07-page/"),
    ],
)
def test_a_release_stands_where_its_date_and_name_say(
    name: str, date: str | None, permalink: str, expected: str
) -> None:
    assert address(name, date, permalink) == (expected, 0)


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("given", ("/2024/01/given/", 0)),
        ("Größe", ("/2024/01/Größe/", 0)),
        ("شب-فانوس", ("/2024/01/شب-فانوس/", 0)),
        ("e\u0301te\u0301", ("/2024/01/\u00e9t\u00e9/", 0)),  # one name, however it was typed
        ("12", ("/2024/01/12-page/", 1)),
        ("a/b", ("/2024/01/a-b/", 1)),
        ("..", ("/2024/01/unnamed/", 1)),
        ("a.", ("/2024/01/a/", 1)),
        ("-a", ("/2024/01/a/", 1)),
        ("Aux", ("/2024/01/aux-page/", 1)),
    ],
)
def test_a_slug_of_its_own_is_taken_or_refused(slug: str, expected: tuple[str, int]) -> None:
    assert address("name", "2024-01-11", slug=slug) == expected


def test_a_page_stands_at_the_root() -> None:
    assert page_address(Page(path="content/pages/about.md", title="A", slug="about"), []) == "/about/"


@pytest.mark.parametrize(
    ("written", "file"),
    [("/", "index.html"), ("/a/", "a/index.html"), ("/404.html", "404.html"), ("/a b/", "a b/index.html")],
)
def test_an_address_is_kept_in_a_file(written: str, file: str) -> None:
    assert output_path(written) == file
