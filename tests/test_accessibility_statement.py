"""The accessibility statement of the sample promises nothing that a test does not hold the pages to."""

import importlib
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests.sites import BASE_PATH, ROOT, build_at, copy_golden_site
from tests.test_browser_pages import CUT, OVERLAPPING, PAGES
from tests.web import serve_below

if TYPE_CHECKING:
    from playwright.sync_api import Browser

STATEMENT = ROOT / "content" / "pages" / "accessibility.md"
QUALITY, PAGES_IN_BROWSER = "tests.test_page_quality", "tests.test_browser_pages"

BACKED_BY = {
    "Every page can be read and used with the keyboard alone; the first link on it leads past the menu.": [
        (PAGES_IN_BROWSER, "test_the_first_key_leads_past_the_menu"),
        (__name__, "test_every_link_can_be_reached_by_keyboard"),
    ],
    "Every page can be read without scripts and without styles.": [
        (PAGES_IN_BROWSER, "test_everything_can_be_read_without_styles_and_scripts"),
    ],
    "Text has a contrast of at least 4.5 to 1, on light paper and on dark.": [
        (QUALITY, "test_no_kind_of_page_has_a_barrier_in_any_window"),
    ],
    "Nothing is cut or covered on a window 360 pixels wide, nor at twice the size.": [
        (PAGES_IN_BROWSER, "test_a_page_fits_its_window_and_nothing_complains"),
        (__name__, "test_nothing_is_cut_at_twice_the_size"),
    ],
    "A release in another language says so to your screen reader, and runs in its own direction.": [
        (PAGES_IN_BROWSER, "test_an_article_in_persian_runs_from_right_to_left"),
    ],
    "Charts have the same figures as a table.": [
        (__name__, "test_the_chart_of_the_timeline_has_the_figures_of_its_table"),
    ],
    "Nothing moves by itself.": [(__name__, "test_nothing_moves_by_itself")],
}


def promises() -> list[str]:
    """Return what readers can expect, as the statement says it."""
    expected = STATEMENT.read_text(encoding="utf-8").partition("## What you can expect")[2].partition("## ")[0]
    return re.findall(r"^- (.+)$", expected, re.MULTILINE)


def test_every_promise_is_backed_by_a_test() -> None:
    assert promises() == list(BACKED_BY)


@pytest.mark.parametrize(("module", "name"), [test for tests in BACKED_BY.values() for test in tests])
def test_the_test_behind_a_promise_is_there(module: str, name: str) -> None:
    test: Callable[..., None] = getattr(importlib.import_module(module), name)
    assert callable(test)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The golden site with the stylesheet that ships, on a host."""
    site = copy_golden_site(tmp_path_factory.mktemp("statement") / "site")
    (site / "layouts/assets/style.css").unlink()
    build_at(site)
    with serve_below(BASE_PATH, site / "output") as origin:
        yield origin + BASE_PATH


@pytest.mark.browser
@pytest.mark.parametrize("kind", ["home", "release", "timeline"])
def test_every_link_can_be_reached_by_keyboard(chromium: "Browser", root: str, kind: str) -> None:
    page = chromium.new_page()
    page.goto(f"{root}{PAGES[kind]}")
    shown = """() => [...document.querySelectorAll('a[href]:not([tabindex="-1"]), button, summary, input, select')]
      .filter((e) => e.checkVisibility() && !e.closest('details:not([open])') || e.tagName === 'SUMMARY').length"""
    wanted, reached = page.evaluate(shown), 0
    mark = """() => { const e = document.activeElement; if (e === document.body || e.dataset.met) return false;
      e.dataset.met = '1'; return e.matches('a[href], button, summary, input, select'); }"""
    for _ in range(3 * wanted):
        page.keyboard.press("Tab")
        reached += page.evaluate(mark)
    page.close()
    assert wanted > 5
    assert reached == wanted


@pytest.mark.browser
@pytest.mark.parametrize("kind", PAGES)
def test_nothing_is_cut_at_twice_the_size(chromium: "Browser", root: str, kind: str) -> None:
    # A window of 1280 pixels at twice the size has room for 640 (WCAG 2.2, success criterion 1.4.4).
    context = chromium.new_context(viewport={"width": 640, "height": 450}, device_scale_factor=2)
    page = context.new_page()
    page.goto(f"{root}{PAGES[kind]}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    assert page.evaluate(CUT) == []
    assert page.evaluate(OVERLAPPING) == []
    context.close()


@pytest.mark.browser
def test_the_chart_of_the_timeline_has_the_figures_of_its_table(chromium: "Browser", root: str) -> None:
    page = chromium.new_page()
    page.goto(f"{root}timeline/")
    bars = page.eval_on_selector_all(
        ".rows .bars a", "all => all.map(a => [a.getAttribute('href'), a.textContent.match(/: (\\d+)/)[1]])"
    )
    cells = page.eval_on_selector_all(
        ".as-table td a", "all => all.map(a => [a.getAttribute('href'), a.textContent.trim()])"
    )
    page.close()
    assert len(bars) > 5
    assert sorted(bars) == sorted(cells)


@pytest.mark.browser
def test_nothing_moves_by_itself(chromium: "Browser", root: str) -> None:
    page = chromium.new_page()
    for path in PAGES.values():
        page.goto(f"{root}{path}")
        assert page.evaluate("document.getAnimations().length") == 0
        assert page.locator("marquee, blink, [autoplay], meta[http-equiv=refresh]").count() == 0
    page.close()
