"""The golden site uses every feature once; every byte it is built into is known, and holds what every site promises."""

import difflib
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import feedparser
import pytest
import yaml

from generator.front_matter import split_document
from generator.organise.feeds import urn
from tests.sites import BASE_PATH, BASE_URL, GOLDEN, ROOT, build_at, copy_golden_site, files_in
from tests.web import Page, absolute, read_page, serve_below

HIDDEN = (
    "content/releases/2026/2026-06-01-vermilion-wing.md",
    "content/releases/2027/2027-03-14-tomorrow.md",
    "content/releases/undated/sketch.md",
)
"""An embargoed release, one of a day to come, a draft without a date."""

REMOVED = ("content/releases/2018/2018-02-11-cellar.md", "content/releases/2019/2019-05-01-season-ticket.md")
"""Withdrawn with its text, and expired."""
KEPT_OF_REMOVED = {"title", "id", "date", "language"}

UNPUBLISHED_MEDIA = ("zeugma.png", "borborygmus.png", "cellar.png", "cellar-body.png", "lapsed.png", "unused.png")

CSP = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The golden site, built."""
    folder = copy_golden_site(tmp_path_factory.mktemp("golden") / "site")
    build_at(folder)
    return folder


@pytest.fixture(scope="session")
def output(site: Path) -> dict[str, bytes]:
    """Every file of the golden site's output."""
    return files_in(site / "output")


@pytest.fixture(scope="session")
def pages(output: dict[str, bytes]) -> dict[str, Page]:
    """Every page that a layout made."""
    static = set(files_in(GOLDEN / "site" / "content" / "static"))
    return {path: read_page(data) for path, data in output.items() if path.endswith(".html") and path not in static}


def test_every_byte_of_the_output_is_the_expected_one(output: dict[str, bytes]) -> None:
    expected = files_in(GOLDEN / "expected")
    report = [f"missing: {path}" for path in expected if path not in output]
    report += [f"unexpected: {path}" for path in output if path not in expected]
    for path in [path for path in expected if path in output and expected[path] != output[path]]:
        report += [*_diff(path, expected[path], output[path])]
    advice = "if all of this is meant: make golden, then read `git diff tests/golden/expected`"
    assert not report, "\n".join([*report[:400], advice])


def _diff(path: str, expected: bytes, found: bytes) -> Iterator[str]:
    try:
        lines = [data.decode().splitlines() for data in (expected, found)]
    except UnicodeDecodeError:
        yield f"differs: {path} ({len(expected)} and {len(found)} bytes)"
        return
    yield from difflib.unified_diff(*lines, f"expected/{path}", f"found/{path}", lineterm="", n=1)


def test_the_golden_site_uses_every_key_of_the_front_matter() -> None:
    from generator.model import FrontMatter, Medium

    files = files_in(GOLDEN / "site" / "content" / "releases")
    used = {key for data in files.values() for key in yaml.safe_load(split_document(data, "").front)}
    assert set(FrontMatter.__dataclass_fields__) - used == set()
    text = b"\n".join(files.values()).decode()
    assert {key for key in Medium.__dataclass_fields__ if f"{key}:" not in text} == set()


# What must not be there


def words(text: str) -> set[str]:
    return set(re.findall(r"\w{3,}", text.casefold()))


def values(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for item in value.values():
            yield from values(item)
    elif isinstance(value, list):
        for item in value:
            yield from values(item)
    else:
        yield str(value)


def words_of_release(path: str, *, without: set[str] = frozenset()) -> set[str]:
    document = split_document((GOLDEN / "site" / path).read_bytes(), path)
    front = {key: value for key, value in yaml.safe_load(document.front).items() if key not in without}
    return words("\n".join([*values(front), document.body, "" if without else path]))


@pytest.fixture(scope="session")
def words_that_may_appear() -> set[str]:
    """Every word of what is public, of the layouts and of the settings."""
    held_back = {*HIDDEN, *REMOVED}
    found = set()
    for path, data in files_in(GOLDEN / "site").items():
        if path not in held_back and not path.endswith(".png"):
            found |= words(path + "\n" + data.decode(errors="ignore"))
    for file in (ROOT / "layouts").rglob("*"):
        if file.is_file():
            found |= words(file.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="session")
def words_of_output(output: dict[str, bytes]) -> set[str]:
    """Every word of every path and file of the output."""
    return set().union(*(words(path + "\n" + data.decode(errors="ignore")) for path, data in output.items()))


@pytest.mark.parametrize("path", HIDDEN)
def test_no_word_of_a_hidden_release_is_in_the_output(
    path: str, words_that_may_appear: set[str], words_of_output: set[str]
) -> None:
    secret = words_of_release(path) - words_that_may_appear
    assert len(secret) > 5, "the release has too few words of its own to show a leak"
    assert secret & words_of_output == set()


@pytest.mark.parametrize("path", REMOVED)
def test_only_title_date_and_reason_are_left_of_a_removed_release(
    path: str, words_that_may_appear: set[str], words_of_output: set[str]
) -> None:
    kept = KEPT_OF_REMOVED | {"withdrawn"}
    secret = words_of_release(path, without=kept) - words_that_may_appear - words(path)
    assert len(secret) > 2
    assert secret & words_of_output == set()


@pytest.mark.parametrize("path", HIDDEN)
def test_nothing_made_from_a_hidden_release_is_in_the_output(path: str, output: dict[str, bytes]) -> None:
    front = yaml.safe_load(split_document((GOLDEN / "site" / path).read_bytes(), path).front)
    names = [urn(front["id"]), front["id"]] + ([str(front["date"])] if "date" in front else [])
    everything = b"\n".join(output.values()).decode(errors="ignore")
    assert [name for name in names if name in everything] == []


def test_only_media_that_a_visible_release_shows_are_published(output: dict[str, bytes]) -> None:
    media = GOLDEN / "site" / "content" / "media"
    published = set(output.values())
    assert [name for name in UNPUBLISHED_MEDIA if (media / name).read_bytes() in published] == []
    assert sorted(path for path in output if path.startswith("media/")) == [
        "media/2012/lantern.png",
        "media/2025/bells.mp3",
        "media/2025/crowd.png",
        "media/2025/film.txt",
        "media/2025/film.vtt",
        "media/2025/film.webm",
        "media/2025/still.png",
        "media/roof-plan.pdf",
    ]


# What must resolve


@pytest.fixture(scope="session")
def origin(site: Path) -> Iterator[str]:
    """The golden site on a host, below the path of its base_url."""
    with serve_below(BASE_PATH, site / "output") as origin:
        yield origin


def fetch(url: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(url) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def test_every_address_on_every_page_resolves_when_served_below_a_path(origin: str, pages: dict[str, Page]) -> None:
    seen: dict[str, Page | None] = {}
    broken = []
    for path, page in pages.items():
        here = origin + BASE_PATH + _url_of(path)
        for link in (*page.links, *page.loads):
            target, fragment = absolute(here, link)
            if not target.startswith(origin):
                continue
            if target not in seen:
                status, data = fetch(target)
                kind = Path(urlsplit(target).path).suffix
                seen[target] = (read_page(data) if kind in ("", ".html") else Page()) if status == 200 else None
            there = seen[target]
            if there is None or (fragment and unquote(fragment) not in there.anchors):
                broken.append(f"{path}: {link}")
    assert broken == []
    assert len(seen) > 80


def _url_of(path: str) -> str:
    return path.removesuffix("index.html").replace(" ", "%20")


def test_links_lead_to_nothing_outside_of_the_path_of_the_site(origin: str, pages: dict[str, Page]) -> None:
    strays = []
    for path, page in pages.items():
        for link in (*page.links, *page.loads):
            target, _ = absolute(origin + BASE_PATH + _url_of(path), link)
            if target.startswith(origin) and not target.startswith(origin + BASE_PATH):
                strays.append(f"{path}: {link}")
    assert strays == []


def test_the_page_for_unknown_addresses_works_at_any_depth(origin: str) -> None:
    here = f"{origin}{BASE_PATH}no/such/place/at/all.html"
    status, data = fetch(here)
    page = read_page(data)
    targets = {absolute(here, link)[0] for link in (*page.links, *page.loads)} - {here}
    answers = {target: fetch(target)[0] for target in targets if target.startswith(origin)}
    assert status == 404
    assert len(answers) > 5
    assert {target: status for target, status in answers.items() if status != 200} == {}


def addresses_of_sitemap(output: dict[str, bytes]) -> list[str]:
    """Return every URL in the parts that the sitemap's index names."""
    parts = re.findall(r"<loc>([^<]*)</loc>", output["sitemap.xml"].decode())
    files = [output[part.removeprefix(BASE_URL)].decode() for part in parts]
    return [url for text in files for url in re.findall(r"<loc>([^<]*)</loc>", text)]


def test_every_address_of_the_sitemap_and_of_canonical_links_is_a_page(
    origin: str, output: dict[str, bytes], pages: dict[str, Page]
) -> None:
    urls = addresses_of_sitemap(output)
    canonical = [value for page in pages.values() for value in page.of("link", "href") if value.startswith("https")]
    strange = [url for url in (*urls, *canonical) if not url.startswith(BASE_URL)]
    addresses = sorted({origin + BASE_PATH + url.removeprefix(BASE_URL) for url in (*urls, *canonical)})
    assert strange == []
    assert len(urls) == len(set(urls)) > 40
    assert [address for address in addresses if fetch(address)[0] != 200] == []


def test_the_sitemap_leaves_out_what_search_engines_may_not_keep(
    output: dict[str, bytes], pages: dict[str, Page]
) -> None:
    named = {unquote(url) for url in addresses_of_sitemap(output)}
    kept_out = [path for path, page in pages.items() if "noindex" in page.of("meta", "content")]
    assert {"2018/01/clock-tower/index.html", "2020/02/note-to-editors/index.html", "404.html"} <= set(kept_out)
    assert [path for path in kept_out if BASE_URL + path.removesuffix("index.html") in named] == []


def test_robots_txt_names_the_sitemap(output: dict[str, bytes]) -> None:
    assert f"Sitemap: {BASE_URL}sitemap.xml" in output["robots.txt"].decode()


# The feeds


def test_the_rss_feed_says_what_the_atom_feed_says(output: dict[str, bytes]) -> None:
    atom, rss = (feedparser.parse(output[name]) for name in ("feed.xml", "rss.xml"))
    assert not rss.bozo, rss.get("bozo_exception")
    assert rss.version == "rss20"
    assert [(one.id, one.title, one.link) for one in rss.entries] == [
        (one.id, one.title, one.link) for one in atom.entries
    ]
    assert [one.get("published_parsed") for one in rss.entries] == [one.get("published_parsed") for one in atom.entries]


def test_the_archive_documents_lead_through_the_whole_history(output: dict[str, bytes]) -> None:
    """RFC 5005 §4: from the feed to each document before, every listed release is met."""
    names, address = [], "feed.xml"
    while address:
        names.append(address)
        feed = feedparser.parse(output[address])
        assert not feed.bozo, feed.get("bozo_exception")
        previous = [link.href for link in feed.feed.links if link.rel == "prev-archive"]
        address = previous[0].removeprefix("https://example.org/archive/") if previous else ""
    assert names == ["feed.xml", *sorted((name for name in output if name.startswith("feed/")), reverse=True)]
    met = [entry.id for name in names[1:] for entry in feedparser.parse(output[name]).entries]
    assert len(met) == len(set(met))
    assert {entry.id for entry in feedparser.parse(output["feed.xml"]).entries} - set(met) == {
        entry.id for entry in feedparser.parse(output["feed.xml"]).entries if "summer-season" in entry.link
    }


def test_a_term_has_a_feed_of_its_own(output: dict[str, bytes]) -> None:
    feed = feedparser.parse(output["tags/history/feed.xml"])
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.feed.title == "Aldercombe Museum Archive: History"
    assert feed.feed.id != feedparser.parse(output["feed.xml"]).feed.id
    assert b'href="feed.xml"' in output["tags/history/index.html"]


def test_the_feed_is_read_without_complaint(output: dict[str, bytes]) -> None:
    feed = feedparser.parse(output["feed.xml"], response_headers={"content-type": "application/atom+xml"})
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    assert feed.feed.title == "Aldercombe Museum Archive"
    assert [entry.title for entry in feed.entries][:2] == [
        "Summer season begins half an hour after midnight",
        "A film of the lanterns",
    ]
    assert len(feed.entries) == 8
    assert len({entry.id for entry in feed.entries}) == 8
    assert all(entry.id.startswith("urn:uuid:") for entry in feed.entries)
    assert all(entry.updated_parsed for entry in feed.entries)


def test_dates_in_the_feed_are_whole_or_absent(output: dict[str, bytes]) -> None:
    text = output["feed.xml"].decode()
    stamps = re.findall(r"<(published|updated)>([^<]*)</", text)
    assert len(stamps) > 12
    assert [stamp for stamp in stamps if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp[1])] == []
    assert "2026-06-30T22:30:00Z" not in text, "the embargo, not the date, is when the release became visible"
    assert "<published>2026-07-01T06:00:00Z</published>" in text
    expired = text.partition("<title>Season ticket for 2019</title>")[2].partition("</entry>")[0]
    assert "<updated>2019-12-31T23:00:00Z</updated>" in expired, "or no reader would hear that it has"


def test_the_feed_has_absolute_links_that_resolve(origin: str, output: dict[str, bytes]) -> None:
    feed = feedparser.parse(output["feed.xml"], sanitize_html=False, resolve_relative_uris=False)
    links = [feed.feed.link, *(entry.link for entry in feed.entries)]
    for entry in feed.entries:
        page = read_page(entry.content[0].value.encode() if "content" in entry else b"")
        links += [*page.links, *page.loads]
    assert [link for link in links if not link.startswith(("https://", "mailto:"))] == []
    ours = {link.partition("#")[0] for link in links if link.startswith(BASE_URL)}
    assert len(ours) > 8
    assert [url for url in ours if fetch(origin + BASE_PATH + url.removeprefix(BASE_URL))[0] != 200] == []


# What every page holds to


def test_every_page_has_one_headline(pages: dict[str, Page]) -> None:
    assert {path: page.tags.count("h1") for path, page in pages.items() if page.tags.count("h1") != 1} == {}


def test_every_page_forbids_what_it_does_not_need(pages: dict[str, Page], output: dict[str, bytes]) -> None:
    assert [path for path, page in pages.items() if CSP not in page.of("meta", "content")] == []
    late = [
        path
        for path in pages
        if output[path].index(b"Content-Security-Policy") > output[path].index(b"<title")
        or b"<link" in output[path][: output[path].index(b"Content-Security-Policy")]
    ]
    assert late == []


def test_nothing_in_a_page_runs_or_carries_its_own_style(pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        names = {name for _, name, _ in page.attributes}
        assert "style" not in names, path
        assert {name for name in names if name.startswith("on")} == set(), path
        assert {"style", "iframe", "object", "embed", "base"} & set(page.tags) == set(), path
        own = page.of("script", "src")
        assert len(own) == path.endswith("search/index.html"), path
        assert all(re.fullmatch(r"(\.\./)+assets/search\.[0-9a-f]{8}\.js", source) for source in own), path
        assert len(page.of("script", "type")) == page.tags.count("script") - len(own), path
        assert set(page.of("script", "type")) <= {"application/ld+json"}, path
        actions = page.of("form", "action")
        assert all(
            re.fullmatch(r"(\.\./)*(\./)?(([a-z]{2}/)?search/)?|/archive/search/", action) for action in actions
        ), path
        assert [
            link for link in page.links if re.match(r"\s*(javascript|data|vbscript):", link, re.IGNORECASE)
        ] == [], path


def test_no_page_loads_anything_from_another_host(pages: dict[str, Page], output: dict[str, bytes]) -> None:
    assert {path: page.loads for path, page in pages.items() if any("//" in load for load in page.loads)} == {}
    sheets = {path: data.decode() for path, data in output.items() if path.endswith(".css")}
    assert sheets
    assert [path for path, text in sheets.items() if re.search(r"@import|url\(\s*['\"]?(https?:)?//", text)] == []


def test_every_link_of_the_site_is_relative(pages: dict[str, Page]) -> None:
    absolute_ones = {
        path: [link for link in page.links + page.loads if link.startswith(("/", "https://example.org"))]
        for path, page in pages.items()
        if path != "404.html"
    }
    assert {path: links for path, links in absolute_ones.items() if links} == {}


def test_a_page_says_in_which_language_and_direction_it_is(pages: dict[str, Page]) -> None:
    page = pages["2016/11/shab-e-fanus/index.html"]
    assert (page.of("html", "lang"), page.of("html", "dir")) == (["fa"], ["rtl"])
    assert {path: found for path, page in pages.items() if not (found := page.of("html", "lang"))} == {}


# Single promises, each at the page that shows it


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("2009/charter/index.html", "2009"),
        ("2011/09/harvest-show/index.html", "September 2011"),
        ("2012/03/first-lantern-night/index.html", "[Two hundred lanterns cross the river"),
        ("2012/03/first-lantern-night/index.html", 'It was "the quietest crowd" -- so they said... & nobody spoke.'),
        ("2012/03/telegram-from-boston/index.html", "March 5, 2012"),
        ("2014/06/new-roof/index.html", 'New roof: "slate, at last" — <b>not</b> thatch & tar'),
        ("2014/06/new-roof/index.html", '<a href="../2026/nowhere.md">code keeps its href="x" as it is</a>'),
        ("2014/06/new-roof/index.html", "what is not out yet"),
        ("2014/06/toit-neuf/index.html", "2 juin 2014"),
        ("2016/11/shab-e-fanus/index.html", "دویست فانوس"),
        ("2018/01/clock-tower/index.html", "The bell struck thirteen"),
        ("2018/01/clock-tower/index.html", "The bell was never cast"),
        ("2018/02/cellar/index.html", "Withdrawn at the request of the landlord."),
        ("2019/05/season-ticket/index.html", "Season ticket for 2019"),
        ("2021/03/lantern-night-moves/index.html", "Story so far"),
        ("2024/02/visitor-count/index.html", "[February 29, 2024]"),
        ("2024/02/visitor-count/index.html", "The count was 1,204"),
        ("2012/03/first-lantern-night-northwire/index.html", "says the wire"),
        ("2010/05/lost-release/index.html", "gone"),
        ("1999/index.html", "gone"),
        ("tags/steam/index.html", "gone"),
        ("2012/03/lantern-festival/index.html", "moved"),
        ("tags/lanterns/index.html", "moved"),
        ("news/lanterns/index.html", "moved"),
        ("stories/lantern.html", "moved"),
        ("press/lantern night.html", "moved"),
    ],
)
def test_a_page_shows(path: str, there: str, pages: dict[str, Page]) -> None:
    assert there in " ".join(pages[path].text.split())


@pytest.mark.parametrize(
    ("path", "not_there"),
    [
        ("all/index.html", "as carried by Northwire"),
        ("all/index.html", "leap day"),
        ("tags/history/index.html", "Clock tower"),
        ("tags/index.html", "Horology"),
        ("tags/index.html", "Unlistedtag"),
        ("tags/index.html", "Wirecopy"),
        ("organizations/friends-of-the-mill/index.html", "Two hundred"),
        ("2014/06/new-roof/index.html", "Clock tower"),
        ("2014/06/new-roof/index.html", "lapsed"),
        ("2014/06/new-roof/index.html", "alert("),
    ],
)
def test_a_page_does_not_show(path: str, not_there: str, pages: dict[str, Page]) -> None:
    assert not_there not in pages[path].text


def test_static_files_are_copied_as_they_are(output: dict[str, bytes]) -> None:
    static = files_in(GOLDEN / "site" / "content" / "static")
    assert {".well-known/gpc.json", "CNAME", "favicon.png"} <= set(static)
    assert {path: data == output.get(path) for path, data in static.items()} == dict.fromkeys(static, True)


def test_every_link_of_a_portable_site_names_a_file(tmp_path: Path) -> None:
    site = copy_golden_site(tmp_path / "site")
    build_at(site, portable=True)
    output = site / "output"
    pages = [path for path in sorted(output.rglob("*.html")) if path.name != "404.html"]  # a host's, not a disk's
    broken = []
    for path in pages:
        page = read_page(path.read_bytes())
        for link in {*page.links, *page.loads}:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            if not (path.parent / unquote(parts.path)).is_file():
                broken.append(f"{path.relative_to(output)}: {link}")
    assert len(pages) > 140
    assert broken == []
