"""The search page in a real browser: what it finds, what it leads to, and that keys alone are enough."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from generator.organise.search import places
from generator.parse.anchors import add_anchors
from tests.sites import BASE_PATH, build_at, release, write_site
from tests.web import serve_below

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

FERRY = "The ferry left at noon. Nobody counted the passengers, said the harbour office. It came back at night."
SITE: dict[str, str | bytes | None] = {
    "content/releases/ferry.md": release("A quiet crossing", f"An opening.\n\n{FERRY}\n\nAn end.", date="2024-03-05"),
    "content/releases/ferries.md": release(
        "Ferries of the year", "Counted: three.", date="2019-06-01", tags="[Boats]", people="[Ada Quill]"
    ),
    "content/releases/cities.md": release(
        "Two towns", "Both cities kept their gates.", date="2021", issuers="[The Trust]"
    ),
    "content/releases/cafe.md": release("Un café", "Les journaux étaient là.", date="2020-02-29", language="fr"),
    "content/releases/haus.md": release("Ein Haus", "Alle Häuser stehen noch.", date="2020-03-01", language="de"),
    "content/releases/luz.md": release("Luces", "Cuando la luz volvió.", date="2020-04-01", language="es"),
    "content/releases/fa.md": release(
        "شب فانوس‌ها", "مردم كتاب‌ها را می‌خوانند.", date="2018-01-01", language="fa", organizations="[موزه]"
    ),
    "content/releases/ar.md": release("مدرسة", "أُعلِن عن افتتاح المَدرَسة.", date="2018-02-01", language="ar"),
    "content/releases/fares.md": release(
        "Fares", "Tolls fell. Fares rose by 6.5 percent at Quay Inc. (NYSE: QUAY) that year. They fell.", date="2021"
    ),
    "content/releases/odd.md": release("Odd", "Its tongue is no tag.", date="2017", language="nonsensical"),
    "content/releases/ja.md": release("東京の館", "新しい美術館が開いた。", date="2018-03-01", language="ja"),
    "content/releases/variant.md": release("Ferry, from another wire", "Ferry.", variant_of="ferry.md"),
    "content/releases/unlisted.md": release("Ferry, unlisted", "Ferry.", listed="false"),
    "content/releases/withdrawn.md": release(
        "Ferry, withdrawn", "Ferry.", withdrawn="{date: 2024-02-01, reason: Wrong, text: kept}"
    ),
    "content/releases/embargoed.md": release("Ferry, to come", "Ferry.", date="2027-01-01"),
} | {
    f"content/releases/gate-{number:02}.md": release(
        f"Gate {number}", "The gate was painted.", date=f"{2000 + number}-05-01"
    )
    for number in range(14)
}


@pytest.fixture(scope="module", params=["few", "many"])
def origin(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site on a host, below a path; its index as that of years with few releases, and with so many as have room."""
    site = write_site(tmp_path_factory.mktemp("search"), SITE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(places, "FEW", places.FEW if request.param == "few" else 1)
        build_at(site)
    with serve_below(BASE_PATH, site / "output") as origin:
        yield origin


@pytest.fixture
def page(chromium: "Browser", origin: str) -> Iterator["Page"]:
    """A window whose complaints fail the test."""
    context = chromium.new_context(viewport={"width": 900, "height": 900}, locale="en-GB")
    page, complaints = context.new_page(), list[str]()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if "favicon" not in said.location["url"] else None)
    page.on("request", lambda asked: None if asked.url.startswith((origin, "blob:")) else complaints.append(asked.url))
    yield page
    context.close()
    assert complaints == []


def find(page: "Page", origin: str, query: str, **filters: str) -> list[str]:
    """Return the titles that a query finds, in order."""
    from playwright.sync_api import expect

    values = {"q": query} | filters
    page.goto(f"{origin}{BASE_PATH}search/?{'&'.join(f'{name}={quote(value)}' for name, value in values.items())}")
    expect(page.locator("#search-count")).not_to_be_empty()
    return titles(page)


def titles(page: "Page") -> list[str]:
    return page.locator("#search-results a").all_inner_texts()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ferry", ["Ferries of the year", "A quiet crossing"]),
        ("ferries", ["Ferries of the year", "A quiet crossing"]),
        ("FERRY passenger", ["A quiet crossing"]),
        ("ferry counted", ["A quiet crossing", "Ferries of the year"]),
        ("counted -nobody", ["Ferries of the year"]),
        ('"counted the passengers"', ["A quiet crossing"]),
        ('"the counted passengers"', []),
        ('counted -"passengers"', ["Ferries of the year"]),
        ("pass", ["A quiet crossing"]),
        ("pa", []),
        ("pass ferry", []),
        ("city", ["Two towns"]),
        ("cafe", ["Un café"]),
        ("CAFÉS", ["Un café"]),
        ("journal", ["Un café"]),
        ("Haus", ["Ein Haus"]),
        ("luces", ["Luces"]),
        ("luz", ["Luces"]),
        ("کتابها", ["شب فانوس‌ها"]),
        ("كتاب", ["شب فانوس‌ها"]),
        ("فانوس", ["شب فانوس‌ها"]),
        ("المدرسه", ["مدرسة"]),
        ("美術館", ["東京の館"]),
        ("術", ["東京の館"]),
        ("館", ["東京の館"]),
        ("boats", ["Ferries of the year"]),
        ("quill ada", ["Ferries of the year"]),
        ("unlisted", []),
        ("wire", []),
        ("withdrawn", []),
        ("come", ["A quiet crossing"][:0]),
        ("zzz", []),
    ],
)
def test_a_query_finds_what_has_all_its_words(page: "Page", origin: str, query: str, found: list[str]) -> None:
    assert find(page, origin, query) == found
    expected = f"Results: {len(found)}" if found else "Nothing was found."
    assert page.inner_text("#search-count") == expected


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"from": "2020"}, ["A quiet crossing"]),
        ({"to": "2020"}, ["Ferries of the year"]),
        ({"tag": "boats"}, ["Ferries of the year"]),
        ({"person": "Ada Quill"}, ["Ferries of the year"]),
        ({"person": "Ada"}, []),
        ({"language": "en"}, ["Ferries of the year", "A quiet crossing"]),
        ({"language": "fr"}, []),
        ({"order": "oldest"}, ["Ferries of the year", "A quiet crossing"]),
    ],
)
def test_results_can_be_filtered(page: "Page", origin: str, filters: dict[str, str], found: list[str]) -> None:
    assert find(page, origin, "ferry", **filters) == found
    assert page.locator("#search-filters").get_attribute("open") is not None
    assert {name: page.locator(f"[name={name}]").input_value() for name in filters} == filters


def test_a_language_has_the_name_that_the_archive_s_language_gives_it(page: "Page", origin: str) -> None:
    find(page, origin, "ferry")
    offered = page.locator("[name=language] option").all_text_contents()
    assert offered == ["Any", "Arabic", "German", "English", "Spanish", "Persian", "French", "Japanese", "nonsensical"]


def test_a_filter_alone_finds_all_that_has_it(page: "Page", origin: str) -> None:
    assert find(page, origin, "", organization="موزه") == ["شب فانوس‌ها"]


def test_a_result_shows_the_sentence_and_leads_to_its_paragraph(page: "Page", origin: str) -> None:
    find(page, origin, "passenger")
    page.wait_for_selector("#search-results mark")
    assert page.inner_text("#search-results .card-summary") == "Nobody counted the passengers, said the harbour office."
    assert page.locator("#search-results mark").all_inner_texts() == ["passengers"]
    (anchor,) = re.findall(r'id="(.*?)"', add_anchors(f"<p>{FERRY}</p>"))
    page.locator("#search-results a").click()
    assert page.url == f"{origin}{BASE_PATH}2024/03/ferry/#{anchor}"
    assert page.inner_text(":target") == FERRY
    page.go_back()
    page.wait_for_selector("#search-results a")
    assert page.input_value("#search-form [name=q]") == "passenger"


def test_a_sentence_ends_neither_within_a_number_nor_before_a_bracket(page: "Page", origin: str) -> None:
    find(page, origin, "fares percent")
    page.wait_for_selector("#search-results mark")
    shown = page.inner_text("#search-results .card-summary")
    assert shown == "Fares rose by 6.5 percent at Quay Inc. (NYSE: QUAY) that year."


def test_a_result_found_by_its_title_alone_shows_how_its_text_begins(page: "Page", origin: str) -> None:
    find(page, origin, "boats")
    page.locator("#search-results .card-summary:not(:empty)").wait_for()
    assert page.inner_text("#search-results .card-summary") == "Counted: three."
    assert page.locator("#search-results a").get_attribute("href").endswith("/2019/06/ferries/")


def test_more_results_come_when_asked_for_and_the_count_says_of_which_years(page: "Page", origin: str) -> None:
    from playwright.sync_api import expect

    shown = find(page, origin, "gate")
    assert shown == [f"Gate {number}" for number in range(13, 3, -1)]
    assert page.inner_text("#search-count") == "Results so far: 14"
    page.click("#search-more")
    expect(page.locator("#search-results a")).to_have_count(15)
    assert page.inner_text("#search-count") == "Results: 15"
    assert titles(page)[10:] == ["Gate 3", "Gate 2", "Gate 1", "Gate 0", "Two towns"]
    assert page.locator("#search-more").is_hidden()
    assert find(page, origin, "painted") == shown
    assert re.fullmatch(r"Results from \d+ to 2024: \d+", page.inner_text("#search-count"))
    page.click("#search-rest")
    expect(page.locator("#search-count")).to_have_text("Results: 14")
    assert page.locator("#search-rest").is_hidden()
    assert find(page, origin, "painted", order="oldest")[:2] == ["Gate 0", "Gate 1"]


def test_keys_are_enough(page: "Page", origin: str) -> None:
    from playwright.sync_api import expect

    page.goto(f"{origin}{BASE_PATH}search/")
    page.keyboard.press("/")
    page.keyboard.type("ferr")
    page.wait_for_selector("#search-results li:nth-child(2)")
    assert parse_qs(urlsplit(page.url).query) == {"q": ["ferr"]}
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    focused = "document.activeElement.textContent"
    assert page.evaluate(focused) == "A quiet crossing"
    page.keyboard.press("ArrowUp")
    assert page.evaluate(focused) == "Ferries of the year"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("Escape")
    expect(page.locator("#search-results a")).to_have_count(0)
    assert urlsplit(page.url).query == ""
    page.keyboard.type("ferry")
    page.keyboard.press("Enter")
    page.wait_for_selector("#search-results a")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/2019/06/ferries/**")


def test_the_number_of_results_is_announced(page: "Page", origin: str) -> None:
    find(page, origin, "ferry")
    assert page.get_by_role("status").inner_text() == "Results: 2"
    assert page.get_by_role("searchbox", name="Search the archive").count() == 1


def test_the_head_of_every_page_searches(page: "Page", origin: str) -> None:
    page.goto(f"{origin}{BASE_PATH}2024/03/ferry/")
    page.fill(".find input", "kept gate")
    page.keyboard.press("Enter")
    page.wait_for_selector("#search-results a")
    assert titles(page) == ["Two towns"]


def test_results_are_saved_as_a_table_with_citations(page: "Page", origin: str) -> None:
    find(page, origin, "gates")
    with page.expect_download() as download:
        page.click("#search-csv")
    text = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["Title", "Date", "Address", "Language", "Citation"]
    address = f"{origin}{BASE_PATH}2021/cities/"
    assert ["Two towns", "2021", address] in [row[:3] for row in rows]
    (cited,) = (row[4] for row in rows if row[0] == "Two towns")
    assert cited == f"The Trust. (2021). Two towns. The Archive. {address}"


def test_without_a_script_the_page_names_other_ways(chromium: "Browser", origin: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origin}{BASE_PATH}search/?q=ferry")
    assert "Searching needs a script" in page.inner_text("main")
    ways = page.locator(".search-ways a").all_inner_texts()
    assert ways == ["Timeline", "Tags", "People", "Organisations", "All releases"]
    context.close()


def test_from_a_disk_the_page_says_what_it_needs(chromium: "Browser", tmp_path: Path) -> None:
    site = write_site(tmp_path, SITE)
    build_at(site, portable=True)
    page = chromium.new_page()
    page.goto(f"{(site / 'output/search/index.html').as_uri()}?q=ferry")
    assert page.inner_text("#search-count") == "Search needs a web server: it cannot read its index from a disk."
    page.close()


def test_a_portable_site_is_searched_on_a_host(chromium: "Browser", tmp_path: Path) -> None:
    site = write_site(tmp_path, SITE)
    build_at(site, portable=True)
    with serve_below("/", site / "output") as origin:
        page = chromium.new_page()
        page.goto(f"{origin}/search/index.html?q=passenger")
        page.wait_for_selector("#search-results mark")
        assert (
            page.locator("#search-results a").get_attribute("href").startswith(f"{origin}/2024/03/ferry/index.html#p-")
        )
        page.close()
