"""When the public site changes by itself, and that a build before then has nothing to do."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.questions import find_next_change
from tests.sites import AS_OF, build_at, dateline, release, write_site

CASES = [
    ({}, "2026-08-01T00:00:00Z"),  # the month of the release of today is over
    ({"a": release("A", date="2026-07-10")}, "2026-07-10T00:00:00Z"),
    ({"a": release("A", date="2026-07-01", embargo="2026-07-02T09:00+02:00")}, "2026-07-02T07:00:00Z"),
    ({"a": release("A", expires="2026-07-03")}, "2026-07-03T00:00:00Z"),
    ({"a": release("A", media="[{file: p.png, rights_until: 2026-07-04}]")}, "2026-07-04T00:00:00Z"),
    ({"a": release("A", date="2024-07-05", contacts="[{name: Ann}]")}, "2026-07-05T00:00:00Z"),
    ({"a": release("A", date="2026-07-05", status="draft")}, "2026-08-01T00:00:00Z"),
    ({"a": release("A", date="2026-07-05"), "b": release("B", date="2026-07-06")}, "2026-07-05T00:00:00Z"),
]


def moment(text: str, seconds: int = 0) -> str:
    return str(int(datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).timestamp()) + seconds)


@pytest.mark.parametrize(("releases", "expected"), CASES)
def test_the_next_change_is_told_and_until_then_there_is_nothing_to_do(
    tmp_path: Path, releases: dict[str, str], expected: str
) -> None:
    files = {
        f"content/releases/{name}.md": text
        for name, text in ({"now": release("N", date="2026-07-01")} | releases).items()
    }
    site = write_site(tmp_path, {**files, "content/media/p.png": b"p"})
    assert dateline("next-change", cwd=site).stdout == f"{expected}\n"
    build_at(site)
    (site / "content/releases/now.md").touch()  # one is read again, what is known of the others is taken
    assert find_next_change(site, AS_OF) == datetime.fromisoformat(expected)
    before = build_at(site, epoch=moment(expected, -1))
    assert (before.rendered, before.written) == (0, 0)
    assert build_at(site, epoch=moment(expected)).rendered > 0


def test_a_site_that_stays_as_it_is_has_no_next_change(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"content/releases/a.md": release("A")})
    done = dateline("next-change", cwd=site)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert json.loads(dateline("next-change", "--json", cwd=site).stdout) == {"next_change": None}


def test_a_release_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"content/releases/a.md": "no front matter"})
    done = dateline("next-change", cwd=site)
    assert done.returncode == 1
    assert "content/releases/a.md:1: error: there is no front matter" in done.stderr
