"""`dateline why`: what a page is made from, and which build rendered it for what reason."""

import json
from pathlib import Path

import pytest

from tests.sites import build_at, dateline, release, write_site

FILES = {
    "content/releases/a.md": release("Lanterns", tags="[light]"),
    "content/releases/b.md": release("Harvest", date="2024-01-12"),
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = write_site(tmp_path, FILES)
    build_at(site, jobs=1)
    return site


def said(site: Path, address: str) -> str:
    done = dateline("why", address, "--site", str(site))
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_names_what_a_page_is_made_from(site: Path) -> None:
    lines = said(site, "/2024/01/a/").splitlines()
    assert lines[:3] == [
        "/2024/01/a/ is made from",
        "  what it stands for  content/releases/a.md",
        "  the release         content/releases/a.md",
    ]
    assert "  the card of         /2024/01/b/" in lines
    assert any(line.startswith("  the layouts         release.html, base.html, macros.html") for line in lines)
    assert any("base_url" in line and line.startswith("  the configuration") for line in lines)
    assert lines[-1] == "The last build rendered it: it is new."


@pytest.mark.parametrize(
    "address", ["2024/01/a", "output/2024/01/a/index.html", "https://example.org/archive/2024/01/a/"]
)
def test_an_address_can_be_written_as_it_is_found(site: Path, address: str) -> None:
    assert said(site, address).startswith("/2024/01/a/ is made from\n")


def test_it_says_which_build_rendered_a_page_and_why(site: Path) -> None:
    write_site(site, {"content/releases/a.md": release("Lanterns again", tags="[light]")})
    assert said(site, "/2024/01/a/").endswith("The next build will render it: what it is made from changed.\n")
    build_at(site, jobs=1)
    write_site(site, {"content/releases/c.md": release("Third", date="2024-03-01", tags="[other]")})
    build_at(site, jobs=1)
    assert said(site, "/2024/01/a/").endswith(
        "The last build did not render it; one 1 before it did: what it is made from changed.\n"
    )


def test_it_tells_programs_the_same(site: Path) -> None:
    found = json.loads(dateline("why", "/tags/light/", "--json", "--site", str(site)).stdout)
    assert found["address"] == "/tags/light/"
    assert found["cards"] == ["/2024/01/a/"]
    assert found["releases"] == []
    assert found["build"] == found["last_build"] == 1


def test_an_address_without_a_page_is_answered_with_the_nearest(site: Path) -> None:
    done = dateline("why", "/2024/01/aa/", "--site", str(site))
    assert done.returncode == 1
    assert "no page is at '/2024/01/aa/'; did you mean /2024/01/a/?" in done.stderr
