"""The preview in a real browser."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, expect

from generator.render import shipped_layouts
from tests.serve.running import Preview
from tests.serve.small_site import WIRE_TEXT, write_release

pytestmark = pytest.mark.browser


@pytest.fixture
def preview(site: Path) -> Iterator[Preview]:
    with Preview(site) as preview:
        yield preview


@pytest.fixture
def window(chromium: Browser) -> Iterator[Page]:
    """A page in a context of its own."""
    context = chromium.new_context()
    yield context.new_page()
    for page in context.pages:
        leave(page)
    context.close()


def leave(page: Page) -> None:
    """Take a page away from the preview: a browser told to close one that is being reloaded may never answer again."""
    for _ in range(5):
        try:
            page.goto("about:blank")
        except Error:  # the reload came in between
            continue
        return
    pytest.fail(f"{page.url} is loaded again and again")


@pytest.fixture
def page(window: Page, preview: Preview) -> Iterator[Page]:
    """A page that fails the test if the browser had to complain about anything while the preview ran."""
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        wanted = message.location.get("url", "").endswith("/favicon.ico")  # which the small site does not have
        if message.type in ("error", "warning") and not wanted:
            complaints.append(message.text)

    window.on("console", note)
    window.on("pageerror", lambda error: complaints.append(str(error)))
    yield window
    assert complaints == []


def is_loaded_anew(page: Page) -> bool:
    """Return whether a page has been reloaded to its end: a browser that is closed before may never answer again."""
    try:
        return page.evaluate("window.kept === undefined && document.readyState === 'complete'")
    except Error:
        return False


BOAT = "2024/03/night-boat/"
PIER = "2023/06/new-pier/"


def test_an_edit_reloads_the_page_within_a_second(page: Page, preview: Preview) -> None:
    page.goto(preview.url + BOAT)
    took = []
    while min(took, default=9.0) >= 1 and len(took) < 8:  # a machine may be busy with something else for a while
        title = f"The night boat, edition {len(took)}"
        started = time.monotonic()
        write_release(preview.site, "night-boat", title=title)
        expect(page.locator("h1")).to_have_text(title)
        took.append(time.monotonic() - started)
    assert min(took) < 1, took


def test_a_page_that_did_not_change_is_not_reloaded(page: Page, preview: Preview) -> None:
    page.goto(preview.url + PIER)
    page.evaluate("window.kept = true")
    builds = len(preview.said)
    write_release(preview.site, "night-boat", title="The night boat returns", body="Another body altogether.")
    preview.wait_for(lambda: len(preview.said) > builds)
    page.wait_for_timeout(300)
    assert page.evaluate("window.kept") is True
    write_release(preview.site, "new-pier", title="A longer pier", date="2023-06-01")
    expect(page.locator("h1")).to_have_text("A longer pier")


def test_a_changed_stylesheet_is_seen_without_a_reload(page: Page, preview: Preview) -> None:
    page.goto(preview.url + BOAT)
    page.evaluate("window.kept = true")
    style = preview.site / "layouts/assets/style.css"
    style.parent.mkdir(parents=True)
    style.write_text("h1 { color: rgb(1, 2, 3) }")
    expect(page.locator("h1")).to_have_css("color", "rgb(1, 2, 3)")
    style.write_text("h1 { color: rgb(4, 5, 6) }")
    expect(page.locator("h1")).to_have_css("color", "rgb(4, 5, 6)")
    expect(page.locator("link[rel=stylesheet]")).to_have_count(1)
    assert page.evaluate("window.kept") is True
    write_release(preview.site, "night-boat", title="Another title")
    expect(page.locator("h1")).to_have_text("Another title")
    assert page.evaluate("window.kept") is None


def test_a_stylesheet_with_a_lasting_address_is_swapped_and_a_picture_reloads_the_page(
    page: Page, preview: Preview
) -> None:
    static = preview.site / "content/static"
    static.mkdir(parents=True)
    (static / "own.css").write_text("h1 { color: rgb(1, 2, 3) }")
    (static / "dot.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    shipped = (shipped_layouts() / "release.html").read_text("utf-8")
    own = '{% block head %}<link rel="stylesheet" href="/own.css"><img src="/dot.svg" alt="">'
    (preview.site / "layouts").mkdir(exist_ok=True)
    (preview.site / "layouts/release.html").write_text(shipped.replace("{% block head %}", own), encoding="utf-8")
    page.goto(preview.url + BOAT)
    expect(page.locator("h1")).to_have_css("color", "rgb(1, 2, 3)")
    preview.wait_for(lambda: (preview.site / ".dateline/preview/own.css").exists())
    page.wait_for_timeout(500)  # the build that brought all this may reload the page once more
    page.evaluate("window.kept = true")
    (static / "own.css").write_text("h1 { color: rgb(4, 5, 6) }")
    expect(page.locator("h1")).to_have_css("color", "rgb(4, 5, 6)")
    assert page.evaluate("window.kept") is True
    (static / "dot.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="7" height="7"/>')
    preview.wait_for(lambda: is_loaded_anew(page))


def test_where_a_layout_changes_only_its_own_pages_reload(page: Page, preview: Preview) -> None:
    page.goto(preview.url)
    page.evaluate("window.kept = true")
    other = page.context.new_page()
    other.goto(preview.url + BOAT)
    layout = preview.site / "layouts/release.html"
    layout.parent.mkdir()
    layout.write_text(
        (shipped_layouts() / "release.html").read_text("utf-8").replace("<h1", "<h1 data-edition=2"), encoding="utf-8"
    )
    expect(other.locator("h1[data-edition]")).to_be_visible()
    page.wait_for_timeout(300)
    assert page.evaluate("window.kept") is True


def test_the_browser_follows_the_release_that_is_edited(window: Page, site: Path) -> None:
    with Preview(site, follow=True) as preview:
        window.goto(preview.url)
        window.wait_for_timeout(500)  # until it listens: an edit before that is told to nobody
        write_release(site, "new-pier", title="A longer pier", date="2023-06-01")
        window.wait_for_url(f"**/{PIER}")
        expect(window.locator("h1")).to_have_text("A longer pier")


def test_a_mistake_shows_a_panel_over_the_last_good_page_until_it_is_mended(page: Page, preview: Preview) -> None:
    page.goto(preview.url + BOAT)
    file = write_release(preview.site, "night-boat", title="[unclosed <img src=x onerror=alert(1)>")
    panel = page.locator("dateline-panel")
    expect(panel.get_by_role("alert")).to_contain_text("The site could not be built")
    expect(panel.locator(".place").first).to_contain_text(file.relative_to(preview.site).as_posix())
    expect(panel.locator(".wrong .text").first).to_be_visible()
    expect(panel.locator("img")).to_have_count(0)
    expect(page.locator("h1")).to_have_text("The night boat returns")
    page.reload()
    expect(panel.get_by_role("alert")).to_be_visible()
    page.goto(preview.url + PIER)
    expect(panel.get_by_role("alert")).to_be_visible()
    write_release(preview.site, "night-boat", title="Mended")
    expect(panel).to_have_count(0)
    page.goto(preview.url + BOAT)
    expect(page.locator("h1")).to_have_text("Mended")


def test_a_mistake_in_the_configuration_shows_its_line_and_what_to_do(page: Page, preview: Preview) -> None:
    page.goto(preview.url + BOAT)
    config = preview.site / "config.yaml"
    config.write_text(config.read_text().replace("language: en", "langauge: en"))
    panel = page.locator("dateline-panel")
    expect(panel.locator(".place").first).to_have_text("config.yaml:4")
    expect(panel.locator(".wrong .text").first).to_have_text("langauge: en")
    expect(panel.locator(".line")).to_have_count(5)
    expect(panel.locator(".message").first).to_contain_text("did you mean 'language'?")
    expect(page.locator("h1")).to_have_text("The night boat returns")


def test_a_mistake_in_a_layout_shows_its_line_and_the_chain_of_includes(page: Page, preview: Preview) -> None:
    page.goto(preview.url + BOAT)
    layouts = preview.site / "layouts"
    layouts.mkdir()
    (layouts / "innermost.html").write_text("<p>\n{{ relaese.title }}\n</p>\n")
    (layouts / "inner.html").write_text('{% include "innermost.html" %}\n')
    whole = (shipped_layouts() / "release.html").read_text("utf-8")
    (layouts / "release.html").write_text(whole.replace("<h1", '{% include "inner.html" %}\n<h1', 1), encoding="utf-8")
    panel = page.locator("dateline-panel")
    expect(panel.locator(".place").first).to_have_text("layouts/innermost.html:2")
    expect(panel.locator(".wrong .text").first).to_have_text("{{ relaese.title }}")
    message = panel.locator(".message").first
    expect(message).to_contain_text("nothing is called 'relaese' here; did you mean 'release'?")
    expect(message).to_contain_text("(used by layouts/inner.html:1, layouts/release.html:")
    expect(page.locator("h1")).to_have_text("The night boat returns")
    (layouts / "innermost.html").write_text("<p>mended</p>")
    expect(page.get_by_text("mended", exact=True)).to_be_visible()
    expect(panel).to_have_count(0)


def test_the_panel_can_be_put_away_and_comes_back_for_something_else(page: Page, preview: Preview) -> None:
    page.goto(preview.url + BOAT)
    write_release(preview.site, "night-boat", title="[one")
    panel = page.locator("dateline-panel")
    panel.get_by_role("button", name="Hide").click()
    expect(panel).to_have_count(0)
    write_release(preview.site, "new-pier", title="[two", date="2023-06-01")
    expect(panel.get_by_role("alert")).to_contain_text("new-pier")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_panel_fits_the_window(page: Page, preview: Preview, tmp_path: Path, scheme: str, width: int) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(preview.url + BOAT)
    write_release(preview.site, "night-boat", title=f"[{'a very long headline ' * 12}")
    alert = page.locator("dateline-panel").get_by_role("alert")
    expect(alert).to_be_visible()
    expect(alert).to_have_css("position", "relative")  # its stylesheet has been applied
    box = alert.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["height"] <= 740 * 0.8 + 1
    assert alert.evaluate("box => box.scrollWidth <= box.clientWidth")
    page.screenshot(path=tmp_path / "panel.png")


def test_a_release_dropped_in_the_inbox_opens_by_itself_with_a_ribbon(page: Page, preview: Preview) -> None:
    page.goto(preview.url)
    (preview.site / "content/inbox/boat.txt").write_text(WIRE_TEXT)
    page.wait_for_url("**/2024/03/*electric-boat*/")
    expect(page.locator("h1")).to_contain_text("orders an electric boat")
    expect(page.get_by_text("Draft").first).to_be_visible()


def test_only_the_page_looked_at_last_goes_to_the_new_release(page: Page, preview: Preview) -> None:
    page.goto(preview.url + PIER)
    other = page.context.new_page()
    other.goto(preview.url + BOAT)
    (preview.site / "content/inbox/boat.txt").write_text(WIRE_TEXT)
    other.wait_for_url("**/2024/03/*electric-boat*/")
    assert page.url == preview.url + PIER


def test_a_site_that_could_not_be_built_becomes_the_home_page_once_mended(window: Page, site: Path) -> None:
    write_release(site, "night-boat", title="[unclosed")
    with Preview(site) as preview:
        window.goto(preview.url)
        expect(window.locator("h1")).to_have_text("There is no page to show yet")
        expect(window.locator("dateline-panel").get_by_role("alert")).to_be_visible()
        write_release(site, "night-boat", title="Mended")
        expect(window.get_by_text("Mended").first).to_be_visible()
        expect(window.locator("dateline-panel")).to_have_count(0)


def test_a_page_for_an_address_that_does_not_exist_yet_appears_when_it_does(window: Page, site: Path) -> None:
    with Preview(site) as preview:
        window.goto(preview.url + "2024/04/anchor/")
        write_release(site, "anchor", title="The anchor is found", date="2024-04-02")
        expect(window.locator("h1")).to_have_text("The anchor is found")


def test_a_page_catches_up_after_the_preview_was_started_again(window: Page, site: Path) -> None:
    with Preview(site) as preview:
        window.goto(preview.url + BOAT)
        port = int(preview.url.rstrip("/").rpartition(":")[2])
    write_release(site, "night-boat", title="Edited while nobody watched")
    with Preview(site, port=port):
        expect(window.locator("h1")).to_have_text("Edited while nobody watched")


def test_more_pages_can_be_open_than_a_browser_allows_connections(page: Page, preview: Preview) -> None:
    pages = [page, *(page.context.new_page() for _ in range(8))]
    for opened in pages:
        opened.goto(preview.url + BOAT)
    write_release(preview.site, "night-boat", title="Seen everywhere")
    for opened in pages:
        expect(opened.locator("h1")).to_have_text("Seen everywhere")
