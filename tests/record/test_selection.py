"""The releases that somebody names, in whatever way."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.config import load_config
from generator.problems import DatelineError
from generator.record.selection import find_records
from tests.sites import CONFIG, release

FILES: dict[str, str | bytes | None] = {
    "config.yaml": f"{CONFIG}previous_urls: [https://old.example.net/news/]\n",
    "content/releases/2024/2024-01-11-gate.md": release(
        "Gate", id="abc123", number="2024-17", identifiers="[doi:10.1/x]"
    ),
    "content/releases/2024/2024-01-12-lamp.md": release("Lamp", id="def456", number="7", slug="the-lamp"),
    "content/releases/2023/same.md": release("Same", number="7"),
    "content/releases/broken.md": "---\ntitle: [2024-17\n---\n",
    "content/pages/about.md": "---\ntitle: About\n---\n",
}
GATE, LAMP = "content/releases/2024/2024-01-11-gate.md", "content/releases/2024/2024-01-12-lamp.md"

BROKEN = (
    "content/releases/broken.md:3: error: the YAML is not well-formed: did not find expected ',' or ']'; "
    "put a text that contains ': ', '#', or begins with a quote or a bracket in quotes"
)

NAMES = {
    "content/releases/2024/2024-01-11-gate.md": GATE,
    "2024/2024-01-11-gate.md": GATE,
    "2024/2024-01-11-gate": GATE,
    "abc123": GATE,
    "2024-17": GATE,
    "doi:10.1/x": GATE,
    "/2024/01/gate/": GATE,
    "/2024/01/gate": GATE,
    "https://example.org/archive/2024/01/gate/index.html#p-1": GATE,
    "https://old.example.net/news/2024/01/the-lamp/": LAMP,
    "/2024/01/the-lamp/": LAMP,
    "def456": LAMP,
}


@pytest.fixture
def site(make_site: Callable[..., Path]) -> Path:
    return make_site(FILES)


def named(site: Path, *names: str) -> list[str]:
    config, _ = load_config(site, os.environ)
    return [record.path for record in find_records(site, names, config)]


@pytest.mark.parametrize(("name", "path"), NAMES.items(), ids=NAMES)
def test_a_release_is_found(site: Path, name: str, path: str) -> None:
    assert named(site, name) == [path]


def test_a_path_is_meant_from_where_one_is(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site / "content/releases/2024")
    assert named(site, "2024-01-11-gate.md", str(site / LAMP)) == [GATE, LAMP]


def test_one_that_is_named_twice_is_found_once(site: Path) -> None:
    assert named(site, "abc123", "2024-17") == [GATE]


def test_all_names_that_are_none_are_told(site: Path) -> None:
    with pytest.raises(DatelineError) as error:
        named(
            site,
            "abc123",
            "7",
            "nobody",
            "/2024/01/nothing/",
            "content/releases/2024",
            "../config.yaml",
            "about.md",
            "broken",
        )
    assert [str(problem) for problem in error.value.problems] == [
        f"error: 2 releases have the number '7': content/releases/2023/same.md, {LAMP}; name one by its file",
        "error: no release has the file, id, number or identifier 'nobody'; `dateline list` names those that are there",
        "error: there is no release '/2024/01/nothing/' below content/releases/; `dateline list` names those that are",
        "error: 'content/releases/2024' is a folder; name the files in it",
        "error: there is no release '../config.yaml' below content/releases/; `dateline list` names those that are",
        "error: there is no release 'about.md' below content/releases/; `dateline list` names those that are",
        BROKEN,
    ]
