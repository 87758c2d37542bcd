"""What readers find on the pages that the shipped layouts make."""

import dataclasses
import gzip
import json
import re
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import pytest

from generator.contexts import (
    LAYOUTS,
    FeedLayout,
    Layout,
    Link,
    RedirectLayout,
    ReleaseContext,
    ReleaseLayout,
)
from generator.dates import StatedDate
from generator.model import Notice, Withdrawal
from generator.render import Renderer, read_layouts, shipped_layouts
from tests.render.samples import (
    BARE,
    BARE_CONTACT,
    BARE_RELEASE,
    BARE_SITE,
    CARD,
    DAY,
    FULL,
    PERSIAN_CARD,
    RELEASE,
    SITE,
    page,
)

POLICY = (
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'\">\n"
)
ATOM = "{http://www.w3.org/2005/Atom}"
HISTORY = "{http://purl.org/syndication/history/1.0}"
VOID = {"meta", "link", "img", "br", "hr", "input", "track"}

RENDERER = Renderer(read_layouts([shipped_layouts()]))
PAGES = [(name, context) for samples in (FULL, BARE) for name in samples for context in samples[name]]
HTML_PAGES = [(name, context) for name, context in PAGES if name.endswith(".html")]


def render(name: str, context: Layout) -> str:
    return RENDERER.render(name, context).decode()


def release_page(release: ReleaseContext, **changes: Any) -> str:
    (bare,) = BARE["release.html"]
    assert isinstance(bare, ReleaseLayout)
    return render("release.html", dataclasses.replace(bare, release=release, **changes))


def words(html: str) -> str:
    """Return the words of the main part of a page."""
    main = re.search(r"<main.*?</main>", html, re.DOTALL)
    assert main
    return " ".join(re.sub(r"<[^>]+>", " ", main[0]).split())


class Outline(HTMLParser):
    """Reads a page strictly: every element that needs an end has it, in its place."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize(("name", "context"), HTML_PAGES)
def test_page_is_well_formed_and_says_what_it_is(name: str, context: Layout) -> None:
    html = render(name, context)
    outline = Outline(html)
    assert html.startswith(f'<!doctype html>\n<html lang="{context.page.language}" dir="{context.page.direction}">\n')
    assert "<head>\n" + POLICY in html
    assert outline.tags.count("h1") == 1
    assert outline.tags.count("main") == 1
    assert len(outline.ids) == len(set(outline.ids))
    assert {value for _, name, value in outline.attributes if name == "aria-labelledby"} <= set(outline.ids)


@pytest.mark.parametrize(("name", "context"), HTML_PAGES)
def test_nothing_on_a_page_runs_or_is_styled_in_place(name: str, context: Layout) -> None:
    outline = Outline(render(name, context))
    assert not {"style", "iframe", "object"} & set(outline.tags)
    own = [value for tag, name, value in outline.attributes if (tag, name) == ("script", "src")]
    assert own == (["../assets/search.89abcdef.js"] if name == "search.html" else [])
    scripts = [value for tag, name, value in outline.attributes if (tag, name) == ("script", "type")]
    assert scripts == ["application/ld+json"] * (outline.tags.count("script") - len(own))  # data, which no browser runs
    assert not [name for _, name, _ in outline.attributes if name == "style" or name.startswith("on")]


@pytest.mark.parametrize(("name", "context"), HTML_PAGES)
def test_nothing_is_loaded_from_elsewhere(name: str, context: Layout) -> None:
    for tag, attribute, value in Outline(render(name, context)).attributes:
        if attribute in {"src", "srcset", "poster"} or (tag == "link" and attribute == "href"):
            assert not value.startswith(("http:", "//")), value
            assert not value.startswith("https:") or value.startswith("https://example.")  # canonical
    assert 'src="https' not in render(name, context)


@pytest.mark.parametrize("name", [name for name in LAYOUTS if name.endswith(".html") and name != "redirect.html"])
def test_page_has_what_every_page_has(name: str) -> None:
    html = render(name, FULL[name][0])
    for part in (
        '<a class="skip" href="#main">',
        '<nav class="menu" aria-label="Main">',
        '<main id="main"',
        '<meta name="description" content="What it is about">',
        '<meta name="robots" content="noindex">',
        '<meta name="generator" content="Dateline 0">',
        '<link rel="canonical" href="https://example.org/archive/',
        'type="application/atom+xml"',
        "theme.4567cdef.css",
    ):
        assert part in html
    bare = render(name, BARE[name][0])
    for part in ("noindex", "canonical", "theme.css", "<nav"):
        assert part not in bare
    assert f'<meta name="description" content="{BARE[name][0].page.title}">' in bare


def test_menu_marks_the_page_and_the_section_the_reader_is_in() -> None:
    assert '<a href="./" aria-current="page">Timeline</a>' in render("timeline.html", FULL["timeline.html"][0])
    assert '<a href="../../" aria-current="true">Tags</a>' in render("list.html", FULL["list.html"][0])


def test_title_cannot_bring_markup() -> None:
    html = release_page(dataclasses.replace(BARE_RELEASE, title='<script>alert("1")</script>'))
    assert "<script" not in html
    assert "&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt;" in html


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "//example.com", "vbscript:x"]
)
def test_address_an_author_wrote_is_a_link_only_when_it_leads_to_a_page(address: str) -> None:
    html = release_page(
        dataclasses.replace(
            BARE_RELEASE,
            source_url=address,
            notices=(Notice(text="A note.", url=address),),
            contacts=(dataclasses.replace(BARE_CONTACT, name="A", url=address),),
            media=(dataclasses.replace(RELEASE.media[0], address=address, remote=True),),
            withdrawn=Withdrawal(date=DAY, reason="Wrong.", alternative=address),
        )
    )
    assert address in html
    assert f'href="{address}"' not in html


def test_release_is_read_in_its_order() -> None:
    text = words(render("release.html", FULL["release.html"][0]))
    parts = [
        "Draft Only this preview shows it.",
        "Disclosure: Foreign Agents Registration Act These materials are distributed by …",
        "Disclosure: paid content Somebody paid for this.",
        "Court order, January 11, 2024 By order of the court. https://example.com/order",
        "Note from the editor A note.",
        "Withdrawn January 11, 2024 . It was wrong. The text is no longer kept here. See instead: /2024/02/right/",
        "Expired January 11, 2024 . This release was published for a limited time",
        "Replaced [January 2024] . A later release takes its place: [بیانیهٔ شورا]",
        "Corrected January 11, 2024 . What was corrected",
        "[A release] And what it means [January 11, 2024] EIN Presswire",
        "WASHINGTON, DC, January 11, 2024 /EINPresswire.com/ --",
        "The body .",
        "We said so. A. Speaker Director",
        "https://example.com/image Picture on another site",
        "About the council It meets.",
        "Things may turn out otherwise.",
        "Contacts A. Contact Press officer The Council +1 202 555 0100 press@example.org",
        "Where it came from Issued by [The Council] ; [The Trust] Registrant The Council On behalf of The X",
        "Carried by EIN Presswire Published at https://example.com/release/1",
        "Issued from Washington, DC, United States Release number 2024-3 Ticker NYSE:ABC Identifier doi:10.1000/182",
        "Updated February 2024 Number in this archive 01HZ Original seed.txt Type of the original text/plain",
        f"SHA-256 of the original {'ab' * 32}",
        "Tags Iran People A. Speaker Organisations The Council Places Kerman",
        "Corrections January 11, 2024 The day was wrong.",
        "Story so far",
        "Also issued as",
        "In other languages",
        "Earlier release [بیانیهٔ شورا] Later release A release",
        "Related",
    ]
    at = 0
    for part in parts:
        assert part in text[at:], f"{part!r} is not after {text[max(0, at - 80) : at]!r}"
        at = text.index(part, at) + len(part)


def test_release_without_anything_shows_no_empty_parts() -> None:
    assert words(release_page(BARE_RELEASE)).partition(" Square brackets mark")[0] == (
        "A release Undated Where it came from Number in this archive 01HZ"
    )


def test_what_nobody_stated_stands_in_brackets() -> None:
    inferred = release_page(dataclasses.replace(BARE_RELEASE, title_inferred=True, date=DAY, date_inferred=True))
    stated = release_page(dataclasses.replace(BARE_RELEASE, date=DAY))
    assert '<h1><span class="inferred" title="Supplied by the archive">[A release]</span></h1>' in inferred
    assert (
        '<time class="inferred" datetime="2024-01-11" title="Supplied by the archive">[January 11, 2024]</time>'
    ) in inferred
    assert "<h1>A release</h1>" in stated
    assert '<time datetime="2024-01-11">January 11, 2024</time>' in stated


def test_release_in_another_language_speaks_it_and_the_archive_its_own() -> None:
    release = dataclasses.replace(BARE_RELEASE, language="fa", direction="rtl", date=StatedDate(2024, 1, 11))
    html = release_page(release, page=page("/2024/01/b/", language="fa", direction="rtl"), related=(PERSIAN_CARD,))
    assert html.startswith('<!doctype html>\n<html lang="fa" dir="rtl">')
    assert '<header class="masthead" lang="en" dir="ltr">' in html
    assert '<article class="release-text">' in html
    assert '<time datetime="2024-01-11">۱۱ ژانویهٔ ۲۰۲۴</time>' in html
    assert '<div class="record" lang="en" dir="ltr">' in html
    assert '<div class="card-text" lang="fa" dir="rtl">' in html


def test_list_marks_what_a_reader_must_know() -> None:
    html = release_page(BARE_RELEASE, related=(CARD,))
    card = words(html).partition("Related")[2].partition("Square")[0].split()
    assert " ".join(card) == "[January 11, 2024] [A release] Embargoed Withdrawn Disclosure EIN Presswire"


def test_timeline_has_a_named_link_on_every_bar_and_the_same_as_a_table() -> None:
    html = render("timeline.html", FULL["timeline.html"][0])
    assert '<a href="../2024/01/"><title>January 2024: 3 releases</title><rect class="slot"' in html
    assert '<a href="../2024/12/"><title>December 2024: 1 release</title>' in html
    assert '<th scope="row"><a href="../2024/">2024</a></th><td><a href="../2024/01/">3</a></td><td></td>' in html
    assert '<th scope="row">2001</th>' in html


def test_timeline_draws_the_whole_span_only_when_there_is_one() -> None:
    long, short = (render("timeline.html", context) for context in FULL["timeline.html"])
    assert '<div class="span" aria-hidden="true">' in long
    assert 'viewBox="0 0 288 100"' in long
    assert '<div class="span"' not in short
    assert "timeline-tall" in short


def test_highest_bar_fills_the_height_and_the_lowest_can_be_seen() -> None:
    html = render("timeline.html", FULL["timeline.html"][0])
    heights = [float(height) for height in re.findall(r'class="bar" [^>]*width="12" height="([0-9.]+)"', html)]
    assert heights == [100.0, 33.3]


@pytest.mark.parametrize("name", ["home.html", "timeline.html", "all.html"])
def test_empty_archive_says_so(name: str) -> None:
    assert "Nothing has been published here yet." in render(name, BARE[name][0])


def test_redirect_leads_on_without_a_script() -> None:
    html = render("redirect.html", FULL["redirect.html"][0])
    assert '<meta http-equiv="refresh" content="0; url=../2024/01/a-release/">' in html
    assert '<link rel="canonical" href="https://example.org/archive/2024/01/a-release/">' in html
    assert '<meta name="robots" content="noindex">' in html
    assert '<a href="../2024/01/a-release/">New</a>' in html


def test_address_of_a_redirect_cannot_leave_its_attribute() -> None:
    target = Link(title="", address='/a"><b>; url=x/')
    html = render("redirect.html", RedirectLayout(site=BARE_SITE, page=page("/old/"), target=target))
    assert 'content="0; url=../a%22%3E%3Cb%3E;%20url=x/"' in html


def test_page_for_unknown_addresses_works_at_any_of_them() -> None:
    html = render("404.html", FULL["404.html"][0])
    assert 'href="/archive/assets/style.0123abcd.css"' in html
    assert 'href="/archive/all/"' in html
    assert 'href="./' not in html
    assert 'href="../' not in html


def test_feed_is_atom() -> None:
    feed = ElementTree.fromstring(render("feed.xml", FULL["feed.xml"][0]))
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert feed.findtext(f"{ATOM}id") == "https://example.org/archive/"
    assert feed.findtext(f"{ATOM}updated") == "2024-01-11T00:00:00Z"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "The Trust"
    links = {(link.get("rel"), link.get("type"), link.get("href")) for link in feed.findall(f"{ATOM}link")}
    assert links == {
        ("prev-archive", "application/atom+xml", "https://example.org/archive/feed/2023-12.xml"),
        ("self", "application/atom+xml", "https://example.org/archive/feed.xml"),
        ("alternate", "text/html", "https://example.org/archive/"),
    }
    assert feed.find(f"{HISTORY}archive") is None
    entry, bare = feed.findall(f"{ATOM}entry")
    assert bare.find(f"{ATOM}published") is None
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "fa"
    assert entry.findtext(f"{ATOM}title") == "A <release> & more"
    content = entry.find(f"{ATOM}content")
    assert content is not None
    assert (content.get("type"), content.text) == ("html", "<p>The body</p>")


def test_feed_without_a_publisher_or_entries_is_still_atom() -> None:
    feed = ElementTree.fromstring(render("feed.xml", BARE["feed.xml"][0]))
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "The Archive"
    assert feed.findall(f"{ATOM}entry") == []


def test_an_archive_document_says_that_it_is_one() -> None:
    feed = ElementTree.fromstring(render("feed.xml", FULL["feed.xml"][1]))
    assert feed.find(f"{HISTORY}archive") is not None
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["current"] == "https://example.org/archive/feed.xml"
    assert links["prev-archive"] == "https://example.org/archive/feed/2023-12.xml"
    assert links["self"] == "https://example.org/archive/feed/2024-01.xml"


def test_rss_carries_what_atom_does() -> None:
    channel = ElementTree.fromstring(render("rss.xml", FULL["rss.xml"][0])).find("channel")
    assert channel is not None
    assert channel.findtext("lastBuildDate") == "Thu, 11 Jan 2024 00:00:00 +0000"
    item, bare = channel.findall("item")
    guid = item.find("guid")
    assert guid is not None
    assert (guid.text, guid.get("isPermaLink")) == ("urn:dateline:01HZ", "false")
    assert item.findtext("pubDate") == "Thu, 11 Jan 2024 00:00:00 +0000"
    assert item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded") == "<p>The body</p>"
    assert bare.find("pubDate") is None


@pytest.mark.parametrize("samples", [FULL, BARE])
def test_the_json_feed_is_json_of_its_version(samples: Mapping[str, Sequence[Layout]]) -> None:
    context = samples["feed.json"][0]
    assert isinstance(context, FeedLayout)
    feed = json.loads(render("feed.json", context))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "https://example.org/archive/feed.json"
    assert len(feed["items"]) == len(context.entries)
    for item, entry in zip(feed["items"], context.entries, strict=True):
        assert (item["id"], item["title"], item["url"]) == (entry.id, entry.title, entry.url)
        assert item.get("date_published", "") == entry.published
        assert item.get("content_html", item.get("content_text")) == (entry.html or entry.summary)
        assert [author["name"] for author in item.get("authors", [])] == list(entry.authors)


def test_sitemap_lists_addresses() -> None:
    sitemap = ElementTree.fromstring(render("sitemap.xml", FULL["sitemap.xml"][0]))
    assert [[part.text for part in url] for url in sitemap] == [
        ["https://example.org/archive/", "2024-01-11"],
        ["https://example.org/archive/all/"],
    ]


def test_robots_may_read_the_site_but_not_a_preview() -> None:
    preview, site = (render("robots.txt", context) for context in FULL["robots.txt"])
    assert preview == "User-agent: *\nDisallow: /\n"
    assert site == "User-agent: *\nDisallow:\n\nSitemap: https://example.org/archive/sitemap.xml\n"


def test_stylesheet_is_small_and_loads_nothing() -> None:
    css = (shipped_layouts() / "assets" / "style.css").read_bytes()
    assert len(gzip.compress(css)) < 12 * 1024
    assert b"url(" not in css
    assert b"@import" not in css
    sides = re.findall(rb"[{;]\s*(?:margin|padding|border|inset)-(?:left|right)|[{;]\s*(?:left|right):", css)
    assert sides == []  # logical sides only: right-to-left pages use the same rules


def test_page_of_a_release_of_700_words_is_small() -> None:
    release = dataclasses.replace(RELEASE, html="<p>" + "words of a release " * 175 + "</p>", media=())
    html = release_page(release, site=SITE, related=(CARD,) * 5, earlier=CARD, later=CARD)
    assert len(html.encode()) < 20 * 1024
    assert len(gzip.compress(html.encode())) < 6 * 1024
