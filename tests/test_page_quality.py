"""Every page of the golden site before judges that are not ours: accessible to all, and HTML without a fault."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.page_checkers import first_view, ill_formed, inaccessible, long_release
from tests.sites import BASE_PATH, build_at, copy_golden_site
from tests.test_browser_pages import PAGES, SIZES
from tests.web import serve_below

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The golden site with the stylesheet that ships."""
    site = copy_golden_site(tmp_path_factory.mktemp("quality") / "site")
    (site / "layouts/assets/style.css").unlink()
    (site / "content/releases/2025-05-05-seven-hundred-words.md").write_text(long_release(), encoding="utf-8")
    build_at(site)
    return site / "output"


@pytest.fixture(scope="module")
def origin(output: Path) -> Iterator[str]:
    """The same on a host."""
    with serve_below(BASE_PATH, output) as origin:
        yield origin


def pages_in(output: Path) -> list[str]:
    """Return the paths of the pages that layouts make and that stay where they are."""
    found = sorted(path for path in output.rglob("*.html") if path.name != "google0000.html")  # the author's own
    stay = [path for path in found if b'http-equiv="refresh"' not in path.read_bytes()]
    return [path.relative_to(output).as_posix().removesuffix("index.html") for path in stay]


def test_no_page_has_a_barrier(chromium: "Browser", origin: str, output: Path) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    found = {}
    for path in pages_in(output):
        page.goto(f"{origin}{BASE_PATH}{path}")
        found[path] = inaccessible(page)
    page.close()
    assert len(found) > 80
    assert {path: barriers for path, barriers in found.items() if barriers} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_no_kind_of_page_has_a_barrier_in_any_window(chromium: "Browser", origin: str, size: str, scheme: str) -> None:
    width, height = SIZES[size]
    page = chromium.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]  # it is one of two
    found = {}
    for name, path in PAGES.items():
        page.goto(f"{origin}{BASE_PATH}{path}")
        found[name] = inaccessible(page)
    page.close()
    assert {name: barriers for name, barriers in found.items() if barriers} == {}


def test_every_page_is_html_without_a_fault(origin: str, output: Path) -> None:
    assert ill_formed(f"{origin}{BASE_PATH}{path}" for path in pages_in(output)) == []


def test_a_release_of_seven_hundred_words_is_light(chromium: "Browser", origin: str, output: Path) -> None:
    data = (output / "2025/05/seven-hundred-words/index.html").read_bytes()
    (style,) = (path.read_bytes() for path in (output / "assets").glob("style.*.css"))
    requests, weight = first_view(chromium, f"{origin}{BASE_PATH}2025/05/seven-hundred-words/")
    assert len(data) <= 20_000
    assert len(gzip.compress(data)) <= 6_000
    assert len(gzip.compress(style)) <= 12_000
    assert requests <= 3
    assert weight <= 25_000
