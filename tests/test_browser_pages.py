"""The golden site in a real browser, served below its path: nothing is cut, fails to load or complains."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.ingest.picture_files import png
from tests.sites import BASE_PATH, BASE_URL, build_at, copy_golden_site, release, write_site
from tests.web import serve_below

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Route

OpenPage = Callable[..., tuple["Page", list[str]]]

pytestmark = pytest.mark.browser

PAGES = {
    "home": "",
    "release": "2014/06/new-roof/",
    "release-with-picture": "2012/03/first-lantern-night/",
    "right-to-left": "2016/11/shab-e-fanus/",
    "table": "2011/09/harvest-show/",
    "withdrawn": "2018/02/cellar/",
    "film": "2025/05/lantern-film/",
    "story": "2021/03/lantern-night-moves/",
    "changes": "2021/03/lantern-night-moves/changes/",
    "version": "2024/02/visitor-count/versions/1/",
    "quotes": "quotes/",
    "speaker": "quotes/odile-marchetti/",
    "tag": "tags/lantern-nights/",
    "tags": "tags/",
    "timeline": "timeline/",
    "all": "all/",
    "year": "2014/",
    "search": "search/",
    "found": "search/?q=lantern",
    "found-right-to-left": "fa/search/?q=فانوس",
    "home-in-persian": "fa/",
    "month": "2012/03/",
    "plain": "about/",
    "unknown": "no/such/page/",
}
SIZES = {"narrow": (360, 740), "wide": (1280, 900)}

# Elements whose own text or box leaves the window or is cut by a box that hides what does not fit. What scrolls by
# itself may be wider; what is meant for screen readers alone is one pixel large.
CUT = """() => {
  const width = document.documentElement.clientWidth, found = [];
  const scrolls = (e) => { for (; e; e = e.parentElement) {
    const o = getComputedStyle(e).overflowX; if (o === 'auto' || o === 'scroll') return true; } return false; };
  for (const e of document.body.querySelectorAll('*')) {
    const box = e.getBoundingClientRect(), style = getComputedStyle(e);
    if (!box.width || !box.height || style.visibility === 'hidden' || (box.width <= 2 && box.height <= 2)) continue;
    if (e.closest('svg') && e.tagName !== 'svg') continue;
    if (style.position === 'absolute' && box.bottom <= 0) continue;  // waits above the window for the keyboard
    if (e.closest('.skip') || e.closest('.hidden') || scrolls(e)) continue;
    const name = e.tagName + '.' + e.className + ': ' + (e.textContent || '').trim().slice(0, 40);
    if (box.left < -0.5 || box.right > width + 0.5) found.push('outside ' + name);
    if (style.overflow === 'hidden' && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1))
      found.push('cut ' + name);
  }
  return found; }"""

# Pieces of text that lie on each other: two leaves of the page whose boxes share more than a sliver.
OVERLAPPING = """() => {
  const leaves = [];
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.textContent.trim() || node.parentElement.closest('svg, .hidden, details:not([open])')) continue;
    const range = document.createRange(); range.selectNodeContents(node);
    for (const box of range.getClientRects())
      if (box.width > 2 && box.height > 2) leaves.push([box, node.textContent.trim().slice(0, 30), node]);
  }
  const found = [];
  for (let i = 0; i < leaves.length; i++) for (let j = i + 1; j < leaves.length; j++) {
    const [a, one, n] = leaves[i], [b, other, m] = leaves[j];
    if (n === m) continue;
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (across > 3 && down > 0.5 * Math.min(a.height, b.height)) found.push(one + ' | ' + other);
  }
  return found; }"""


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The golden site with the stylesheet that ships, on a host."""
    site = copy_golden_site(tmp_path_factory.mktemp("browser") / "site")
    (site / "layouts/assets/style.css").unlink()
    build_at(site)
    with serve_below(BASE_PATH, site / "output") as origin:
        yield origin


@pytest.fixture(scope="module")
def windows(chromium: "Browser") -> Iterator[dict[str, "BrowserContext"]]:
    """Windows by their settings, opened once."""
    opened: dict[str, BrowserContext] = {}
    yield opened
    for window in opened.values():
        window.close()


@pytest.fixture
def open_page(chromium: "Browser", origin: str, windows: dict[str, "BrowserContext"]) -> Iterator[OpenPage]:
    """Return a function that opens a page → the page, and a list of what it complains of."""
    pages = []

    def open_page(path: str, size: str = "wide", **settings: Any) -> tuple["Page", list[str]]:
        width, height = SIZES[size]
        key = f"{size} {settings}"
        if key not in windows:
            windows[key] = chromium.new_context(viewport={"width": width, "height": height}, **settings)
        page, complaints = windows[key].new_page(), list[str]()
        pages.append(page)

        def note(complaint: str, *, when: bool = True) -> None:
            if when:
                complaints.append(complaint)

        # A browser asks for /favicon.ico by itself where a page names no icon.
        page.on("console", lambda said: note(f"console: {said.text}", when="favicon.ico" not in said.location["url"]))
        page.on("pageerror", lambda error: note(f"error: {error}"))
        page.on("requestfailed", lambda request: note(f"failed: {request.url}"))
        page.on("response", lambda answer: note(f"{answer.status} {answer.url}", when=answer.status >= 400))
        page.on("request", lambda request: note(f"left: {request.url}", when=not request.url.startswith(origin)))
        page.goto(f"{origin}{BASE_PATH}{path}", wait_until="load")
        return page, complaints

    yield open_page
    for page in pages:
        page.close()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_its_window_and_nothing_complains(
    name: str, size: str, open_page: OpenPage, tmp_path: Path
) -> None:
    page, complaints = open_page(PAGES[name], size)
    page.screenshot(path=tmp_path / f"{name}-{size}.png", full_page=True)
    expected = [
        f"404 {page.url}",
        "console: Failed to load resource: the server responded with a status of 404 (Not Found)",
    ]
    assert [one for one in complaints if name != "unknown" or one not in expected] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]
    assert page.evaluate(CUT) == []
    assert page.evaluate(OVERLAPPING) == []
    assert page.locator("h1").count() == 1
    assert page.locator("h1").is_visible()


ENDLESS = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
TABLE = f"| Row | Sum |{' Column |' * 12}\n| --- | ---: |{' --- |' * 12}\n| One | 1,200 |{' 1 |' * 12}"


@pytest.fixture(scope="module")
def endless(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site whose title, headlines, terms and names are longer than a telephone is wide, on a host."""
    body = f"{ENDLESS} begins.\n\n{TABLE}\n\n![On end](/media/on-end.png)"
    terms = dict.fromkeys(("tags", "people", "organizations", "places", "issuers"), f"[{ENDLESS}]")
    contact = f"[{{name: {ENDLESS}, email: {'a' * 60}@example.org, organization: {ENDLESS}}}]"
    quote = f"[{{text: {ENDLESS}, speaker: {ENDLESS}, pull: true}}]"
    files: dict[str, str | bytes | None] = {
        "config.yaml": f"title: The {ENDLESS} Archive\nbase_url: {BASE_URL}\nlanguages: {{de: {{}}}}\n",
        "content/media/on-end.png": png(300, 3000),
        "content/releases/a.md": release(f"{ENDLESS} fährt", body, **terms, contacts=contact, quotes=quote),
        "content/releases/b.md": release(f"The headline of {ENDLESS} {'and more ' * 30}", date="2024-01-12"),
    }
    site = write_site(tmp_path_factory.mktemp("endless") / "site", files)
    build_at(site)
    with serve_below(BASE_PATH, site / "output") as origin:
        yield f"{origin}{BASE_PATH}"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", ["", "2024/01/a/", "2024/01/b/", "tags/", "quotes/", "all/", "timeline/", "search/"])
def test_a_word_without_end_widens_no_page(path: str, size: str, chromium: "Browser", endless: str) -> None:
    width, height = SIZES[size]
    page = chromium.new_page(viewport={"width": width, "height": height})
    page.goto(f"{endless}{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(CUT) == []
    page.close()


def test_numbers_stand_below_each_other_and_a_picture_on_end_fits_a_window(chromium: "Browser", endless: str) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{endless}2024/01/a/")
    aligned = "(which) => getComputedStyle(document.querySelector(which)).textAlign"
    assert page.evaluate(aligned, "td.align-right") == "right"
    box = page.locator("img").bounding_box()
    assert box is not None
    assert box["height"] <= 720
    assert box["height"] == pytest.approx(10 * box["width"], rel=0.05)
    page.close()


def test_an_article_in_persian_runs_from_right_to_left(open_page: OpenPage) -> None:
    page, _ = open_page(PAGES["right-to-left"])
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert page.evaluate("getComputedStyle(document.querySelector('article p, article .text')).direction") == "rtl"
    headline = page.locator("h1").bounding_box()
    table = page.locator("table th").first.bounding_box()
    last = page.locator("table th").last.bounding_box()
    assert headline is not None
    assert table is not None
    assert last is not None
    assert table["x"] > last["x"], "the first column of a table stands on the right"
    menu = page.evaluate("getComputedStyle(document.querySelector('nav.menu')).direction")
    assert menu == "rtl", "the archive speaks Persian around it, for the site has Persian among its languages"


@pytest.mark.parametrize("name", ["home", "right-to-left"])
def test_a_page_is_dark_for_those_who_want_it(name: str, open_page: OpenPage, tmp_path: Path) -> None:
    lightness = """() => {
      const of = (e, what) => (getComputedStyle(e)[what].match(/[\\d.]+/g) || []).slice(0, 3).map(Number);
      const sum = (rgb) => rgb.reduce((a, b) => a + b, 0);
      const back = [document.body, document.documentElement].map((e) => getComputedStyle(e).backgroundColor)
        .find((c) => c !== 'rgba(0, 0, 0, 0)') || 'rgb(255, 255, 255)';
      return [sum(back.match(/[\\d.]+/g).slice(0, 3).map(Number)), sum(of(document.querySelector('h1'), 'color'))]; }"""
    light, _ = open_page(PAGES[name], "wide", color_scheme="light")
    dark, complaints = open_page(PAGES[name], "wide", color_scheme="dark")
    dark.screenshot(path=tmp_path / f"{name}-dark.png", full_page=True)
    back, text = light.evaluate(lightness)
    assert back > text + 250
    back, text = dark.evaluate(lightness)
    assert text > back + 250
    assert complaints == []


def test_the_first_key_leads_past_the_menu(open_page: OpenPage) -> None:
    page, _ = open_page(PAGES["release"])
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.getAttribute('href')")
    box = page.evaluate(
        "(() => { const b = document.activeElement.getBoundingClientRect(); return [b.top, b.height]; })()"
    )
    assert focused == "#main"
    assert box[0] >= 0
    assert box[1] > 5


def test_everything_can_be_read_without_styles_and_scripts(open_page: OpenPage) -> None:
    page, complaints = open_page(PAGES["release"], "wide", java_script_enabled=False)
    assert "The slates came by barge." in page.inner_text("main")
    assert complaints == []


def test_a_paragraph_shows_the_way_to_itself_to_who_points_or_tabs(open_page: OpenPage) -> None:
    page, _ = open_page(PAGES["release"], "wide", java_script_enabled=False)
    paragraph = page.locator(".text > p").first
    mark = paragraph.locator("a.anchor")
    assert mark.evaluate("mark => getComputedStyle(mark).opacity") == "0"
    paragraph.hover()
    assert mark.evaluate("mark => getComputedStyle(mark).opacity") == "1"
    page.mouse.move(0, 0)
    page.locator("h1").evaluate("head => { head.tabIndex = -1; head.focus(); }")
    page.keyboard.press("Tab")
    assert mark.evaluate("mark => [document.activeElement === mark, getComputedStyle(mark).opacity]") == [True, "1"]
    page.keyboard.press("Enter")
    assert page.url.endswith(f"#{paragraph.get_attribute('id')}")


def test_pictures_keep_their_place_before_they_are_loaded(open_page: OpenPage) -> None:
    page, _ = open_page(PAGES["film"])
    widths = "all => all.map(one => [one.width > 0, one.getAttribute('width')])"
    stated = page.locator("article img").evaluate_all(widths)
    assert stated == [[True, "120"], [True, "120"]]


def test_an_old_address_leads_to_the_new_one(open_page: OpenPage, origin: str) -> None:
    page, complaints = open_page("stories/lantern.html")
    page.wait_for_url(f"{origin}{BASE_PATH}2012/03/first-lantern-night/")
    assert complaints == []


def test_a_portable_site_is_read_from_the_disk(chromium: "Browser", tmp_path: Path) -> None:
    site = copy_golden_site(tmp_path / "site")
    build_at(site, portable=True, output=tmp_path / "portable")
    context = chromium.new_context()
    page = context.new_page()
    page.goto((tmp_path / "portable" / "index.html").as_uri())
    page.get_by_role("link", name="Visitors counted twice").first.click()
    assert page.url.endswith("/2024/02/visitor-count/index.html")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Timeline").click()
    assert page.locator("h1").inner_text() == "Timeline"
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_one_click_takes_a_whole_citation(scripts: bool, open_page: OpenPage) -> None:
    page, complaints = open_page("2014/06/new-roof/", java_script_enabled=scripts)
    page.locator(".cite summary").click()
    page.locator(".cite dd").nth(5).click()
    page.keyboard.press("Control+c")
    page.goto(f"{page.url.partition('2014/')[0]}search/")
    page.locator("main input[type=search]").first.click()
    page.keyboard.press("Control+v")
    pasted = page.locator("main input[type=search]").first.input_value()
    assert pasted.startswith("@misc{new-roof-2014,")
    assert pasted.endswith("}")
    assert "distributed by Slate" in pasted
    assert complaints == []


def test_a_release_on_paper_keeps_the_text_and_whom_to_ask_today(open_page: OpenPage) -> None:
    page, _ = open_page(PAGES["release"], color_scheme="dark")
    page.emulate_media(media="print")
    for gone in (".menu", ".find", ".cite", ".neighbours"):
        assert not page.locator(gone).first.is_visible(), gone
    for kept in ("h1", ".text", ".notice-disclosure", ".contact"):
        assert page.locator(kept).first.is_visible(), kept
    assert page.get_by_role("heading", name="Press contact").is_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"


POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"


@pytest.mark.parametrize("name", [name for name in PAGES if name != "unknown"])
def test_no_page_offends_the_policy_that_a_host_sends(name: str, chromium: "Browser", origin: str) -> None:
    page, said = chromium.new_page(), list[str]()

    def with_policy(route: "Route") -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers=answer.headers | {"content-security-policy": POLICY})

    page.route("**/*", with_policy)
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{origin}{BASE_PATH}{PAGES[name]}", wait_until="networkidle")
    page.close()
    assert [text for text in said if "favicon.ico" not in text] == []
