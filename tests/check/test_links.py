"""The check of links: a planted dead link of each kind is found, and nothing else."""

from pathlib import Path

import pytest

from generator.check.site_addresses import Addresses, file_of
from tests.check.planting import Plant, found
from tests.check.planting import golden as golden
from tests.check.planting import plant as plant

PAGE = "output/2014/06/new-roof/index.html"
BASE = b"https://example.org/archive/"


def test_the_golden_site_has_no_dead_link(golden: Path) -> None:
    assert found(golden, "links") == []


NOWHERE = "the link leads to no file of the site: "

PLANTED = {
    "a link": (PAGE, b'href="../../../2011/09/harvest-show/"', b'href="../../../2011/09/lost/"', "/2011/09/lost/"),
    "a link without quotes": (PAGE, b'<a href="../../../about/">us', b"<a href=../../../abut/>us", "/abut/"),
    "a link in another case": (PAGE, b'href="../../../about/">us', b'href="../../../About/">us', "/About/"),
    "a link from the root": (PAGE, b'href="../../../about/">us', b'href="/archive/abut/">us', "/abut/"),
    "a link with a character reference": (
        PAGE,
        b'href="../../../about/">us',
        b'href="&#46;./abut/">us',
        "/2014/06/abut/",
    ),
    "a picture": (PAGE, b'src="../../../favicon.png"', b'src="../../../icon.png"', "/icon.png"),
    "a larger picture": (PAGE, b'class="logo" src', b'srcset="../../../a.png 2x" src', "/a.png"),
    "a form": (PAGE, b'action="../../../search/"', b'action="../../../find/"', "/find/"),
    "a canonical link": (
        PAGE,
        b'rel="canonical" href="' + BASE,
        b'rel="canonical" href="' + BASE + b"x/",
        "/x/2014/06/new-roof/",
    ),
    "metadata": (PAGE, b'og:url" content="' + BASE, b'og:url" content="' + BASE + b"x/", "/x/2014/06/new-roof/"),
    "structured data": (PAGE, b'"@id":"' + BASE, b'"@id":"' + BASE + b"y/", "/y/2014/06/new-roof/"),
    "a redirect": (
        "output/tags/lanterns/index.html",
        b"0; url=../lantern-nights/",
        b"0; url=../lamps/",
        "/tags/lamps/",
    ),
    "a video": ("output/2025/05/lantern-film/index.html", b"film.webm", b"movie.webm", "/media/2025/movie.webm"),
    "captions": ("output/2025/05/lantern-film/index.html", b"film.vtt", b"words.vtt", "/media/2025/words.vtt"),
    "the page of unknown addresses": (
        "output/404.html",
        b'href="/archive/timeline/"',
        b'href="/archive/time/"',
        "/time/",
    ),
    "an Atom feed": (
        "output/feed.xml",
        b'href="' + BASE + b'2026/07/summer-season/"',
        b'href="' + BASE + b'gone/"',
        "/gone/",
    ),
    "a picture in a feed": (
        "output/feed.xml",
        b"media/2025/crowd.png",
        b"media/2025/nobody.png",
        "/media/2025/nobody.png",
    ),
    "an RSS feed": ("output/rss.xml", BASE + b"2025/05/lantern-film/", BASE + b"film/", "/film/"),
    "a JSON feed": (
        "output/feed.json",
        b'"url": "' + BASE + b"2025",
        b'"url": "' + BASE + b"2035",
        "/2035/05/lantern-film/",
    ),
    "HTML in a JSON feed": (
        "output/feed.json",
        b'src=\\"' + BASE + b"media",
        b'src=\\"' + BASE + b"pictures",
        "/pictures/2025/crowd.png",
    ),
    "an archive document": ("output/feed/2012-03.xml", b"feed/2011-09.xml", b"feed/2011-08.xml", "/feed/2011-08.xml"),
    "the sitemap's index": ("output/sitemap.xml", b"sitemap/pages.xml", b"sitemap/sheets.xml", "/sitemap/sheets.xml"),
    "a sitemap": ("output/sitemap/2014-06.xml", b"06/new-roof/", b"06/old-roof/", "/2014/06/old-roof/"),
    "robots.txt": ("output/robots.txt", b"sitemap.xml", b"map.xml", "/map.xml"),
    "llms.txt": ("output/llms.txt", BASE + b"quotes/", BASE + b"words/", "/words/"),
    "a release as Markdown": ("output/2014/06/new-roof/release.md", BASE + b"visite/", BASE + b"visit/", "/visit/"),
    "the address of a release as Markdown": (
        "output/2014/06/new-roof/release.md",
        b"url: " + BASE,
        b"url: " + BASE + b"z/",
        "/z/2014/06/new-roof/",
    ),
    "a release as text": (
        "output/2014/06/new-roof/release.txt",
        b"\n" + BASE + b"2014",
        b"\n" + BASE + b"2015",
        "/2015/06/new-roof/",
    ),
    "a release as ninjs": ("output/2014/06/new-roof/release.json", BASE + b"visite/", BASE + b"visit/", "/visit/"),
    "a table": ("output/data/2014.csv", BASE + b"2014/06/toit-neuf/", BASE + b"2014/06/toit/", "/2014/06/toit/"),
    "JSON Lines": ("output/data/2014.jsonl", BASE + b"2014/06/toit-neuf/", BASE + b"2014/06/toit/", "/2014/06/toit/"),
    "a file of the site's own": ("output/google0000.html", b"google", b"<a href=x.html>g", "/x.html"),
}


@pytest.mark.parametrize("kind", PLANTED)
def test_a_planted_dead_link_is_found(kind: str, plant: Plant) -> None:
    path, old, new, target = PLANTED[kind]
    said = found(plant({path: (old, new)}), "links")
    assert [line.partition(": ")[2] for line in said] == [f"error: {NOWHERE}{target}"]
    assert said[0].rpartition(": error")[0].rpartition(":")[0] == path


def test_a_planted_dead_link_to_a_stylesheet_and_in_one_is_found(golden: Path, plant: Plant) -> None:
    (style,) = (path.name for path in (golden / "output/assets").glob("style.*.css"))
    sheet = (b"", b"/* url(not.png) */ body{background:url('wall.png')}")
    site = plant({PAGE: (style.encode(), b"style.css"), f"output/assets/{style}": sheet})
    assert [line.rpartition(": ")[2] for line in found(site, "links")] == ["/assets/style.css", "/assets/wall.png"]


def test_a_finding_names_the_line(plant: Plant) -> None:
    path, old, new, target = PLANTED["a link"]
    site = plant({path: (old, new)})
    line = (site / path).read_bytes().partition(new)[0].count(b"\n") + 1
    assert found(site, "links") == [f"{path}:{line}: error: {NOWHERE}{target}"]


def test_an_element_that_nothing_points_to_is_found_on_the_same_page_and_on_another(plant: Plant) -> None:
    site = plant({PAGE: (b'<a href="../../../about/">us', b'<a href="#nobody">a</a><a href="../../../about/#none">us')})
    assert [line.partition("error: ")[2] for line in found(site, "links")] == [
        "the link leads to an element that is not there: /2014/06/new-roof/index.html#nobody",
        "the link leads to an element that is not there: /about/index.html#none",
    ]


def test_a_quotation_whose_paragraph_is_gone_is_found(plant: Plant) -> None:
    page = "output/2025/05/lantern-film/index.html"
    site = plant({page: (b'id="p-c22551"', b'id="p-000000"')})
    messages = {line.partition("error: ")[2] for line in found(site, "links")}
    assert "the link leads to an element that is not there: /2025/05/lantern-film/index.html#p-c22551" in messages


def test_what_is_not_a_link_is_not_followed(plant: Plant) -> None:
    harmless = (
        b'<!-- <a href="lost/"> --><pre>&lt;a href="lost/"></pre>'
        b'<p title="<a href=\'lost/\'>">x</p><textarea><a href="lost/"></textarea>'
        b'<a href="mailto:a@example.org">m</a><a href="https://example.com/lost/">e</a><a href="//example.com/">e</a>'
        b'<a href="https://example.org/elsewhere/">other</a><a href="/elsewhere/">other</a><a href="">same</a>'
        b'<a href="#">top</a><a href="#top">top</a><a href="#:~:text=roof">text</a><a href="?a=b">query</a>'
        b'<a href="../../../media/roof-plan.pdf#page=2">plan</a><a href="../../../search/?q=x">search</a>'
    )
    assert found(plant({PAGE: (b"<h1>", harmless + b"<h1>")}), "links") == []


def test_a_fault_of_every_page_is_said_once(plant: Plant) -> None:
    said = found(plant({"output/timeline/index.html": None}), "links")
    lost = [line for line in said if line.endswith(" other files)") and "/timeline/ " in line]
    assert len(lost) == 1
    assert int(lost[0].rpartition(" other files")[0].rpartition(" ")[2]) > 90


def test_an_address_that_nothing_can_be_made_of_is_named(plant: Plant) -> None:
    site = plant({PAGE: (b'<a href="../../../about/">us', b'<a href="https://[example.org/">us')})
    assert [line.partition("error: ")[2] for line in found(site, "links")] == [
        "'https://[example.org/' is no address; write another"
    ]


ADDRESSES = Addresses("example.org", "/archive/")


@pytest.mark.parametrize(
    ("written", "path", "fragment"),
    [
        ("../b/", "a/b/", ""),
        ("./", "a/x/", ""),
        ("..", "a/", ""),
        (".", "a/x/", ""),
        ("../../../../b.html", "b.html", ""),
        ("No%201%3F.pdf", "a/x/No 1?.pdf", ""),
        ("b/#c%20d", "a/x/b/", "c d"),
        ("#c", "a/x/index.html", "c"),
        ("/archive", "", ""),
        ("/archive/", "", ""),
        ("HTTP://EXAMPLE.ORG/archive/b/?c#d", "b/", "d"),
        ("//example.org/archive/b", "b", ""),
        (" b/\n", "a/x/b/", ""),
    ],
)
def test_an_address_leads_where_a_browser_would_go(written: str, path: str, fragment: str) -> None:
    assert ADDRESSES.target("a/x/index.html", written) == (path, fragment)


@pytest.mark.parametrize("written", ["/b/", "https://example.com/archive/", "mailto:a@b", "data:,x", "javascript:x"])
def test_an_address_elsewhere_is_not_of_this_site(written: str) -> None:
    assert ADDRESSES.target("a/x/index.html", written) is None


@pytest.mark.parametrize(
    ("path", "file"),
    [("", "index.html"), ("a/", "a/index.html"), ("a", "a/index.html"), ("b.pdf", "b.pdf"), ("b", None), ("c/", None)],
)
def test_a_host_answers_a_folder_with_its_index(path: str, file: str | None) -> None:
    assert file_of(path, {"index.html", "a/index.html", "b.pdf"}) == file
