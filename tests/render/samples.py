"""Contexts to render: for each layout one in which everything is there, and one in which everything may be absent."""

import dataclasses
from types import MappingProxyType
from typing import Any

from generator.contexts import (
    AllLayout,
    Bar,
    Card,
    ChangedParagraph,
    ChangedRun,
    ChangesLayout,
    Citation,
    CitationPart,
    CitationRecord,
    ContactContext,
    CorrectionContext,
    Count,
    DatelineContext,
    DocumentLayout,
    FeedEntry,
    FeedLayout,
    FeedLink,
    GoneLayout,
    GuideLayout,
    HomeLayout,
    LanguageLink,
    Layout,
    Link,
    ListLayout,
    MediumContext,
    MetaTag,
    NotFoundLayout,
    PageContext,
    Passage,
    Period,
    PlainLayout,
    Quotation,
    QuotesLayout,
    RedirectLayout,
    ReleaseContext,
    ReleaseLayout,
    RobotsLayout,
    SearchLayout,
    SecurityLayout,
    SiteContext,
    SitemapEntry,
    SitemapIndexLayout,
    SitemapLayout,
    SpeakerLayout,
    StoryStep,
    Term,
    TermLayout,
    Terms,
    TermsLayout,
    TimelineLayout,
    TimelineYear,
    TwinLink,
    VersionLayout,
)
from generator.dates import StatedDate
from generator.model import Disclosure, Notice, Original, Place, Quote, Withdrawal

DAY = StatedDate(2024, 1, 11)

BARE_SITE = SiteContext(
    title="The Archive",
    description="",
    language="en",
    direction="ltr",
    root="/",
    languages=(),
    base_url="https://example.org/archive/",
    publisher="",
    publisher_url="",
    logo="",
    contact=None,
    license="",
    menu=(),
    feeds=(),
    search="",
    icon="",
    assets=MappingProxyType({"search.js": "/assets/search.89abcdef.js", "style.css": "/assets/style.0123abcd.css"}),
    generator="Dateline 0",
    preview=False,
    portable=False,
)

BARE_CONTACT = ContactContext(name="", organization="", role="", email="", mail="", phone="", dial="", url="")
CONTACT = ContactContext(
    name="A. Contact",
    organization="The Council",
    role="Press officer",
    email="press@example.org",
    mail="mailto:press@example.org",
    phone="+1 202 555 0100",
    dial="tel:+12025550100",
    url="https://example.org/press",
)

LANGUAGES = (
    LanguageLink(title="English", address="/", language="en", direction="ltr"),
    LanguageLink(title="فارسی", address="/fa/", language="fa", direction="rtl"),
)

SITE = dataclasses.replace(
    BARE_SITE,
    languages=LANGUAGES,
    description="What the trust has said since 1994.",
    publisher="The Trust",
    publisher_url="https://example.org/",
    logo="/logo.svg",
    contact=CONTACT,
    license="https://creativecommons.org/licenses/by/4.0/",
    feeds=(
        FeedLink(title="Atom", address="/feed.xml", media_type="application/atom+xml"),
        FeedLink(title="RSS", address="/rss.xml", media_type="application/rss+xml"),
    ),
    search="/search/",
    icon="/favicon.png",
    menu=(
        Link(title="Timeline", address="/timeline/"),
        Link(title="Tags", address="/tags/"),
        Link(title="About", address="/about/"),
    ),
    assets=MappingProxyType({**BARE_SITE.assets, "theme.css": "/assets/theme.4567cdef.css"}),
    preview=True,
)


def page(address: str, **changes: Any) -> PageContext:
    """Return a page with a title and nothing else."""
    values: dict[str, Any] = {
        "address": address,
        "title": "A page",
        "description": "",
        "language": "en",
        "direction": "ltr",
        "canonical": "",
        "noindex": False,
    }
    return PageContext(**values | changes)


def full_page(address: str, **changes: Any) -> PageContext:
    """Return a page that knows everything about itself."""
    values: dict[str, Any] = {
        "description": "What it is about",
        "canonical": f"https://example.org/archive{address}",
        "noindex": False,
        "structured": '{"@context":"https://schema.org","@type":"WebPage"}',
        "image": "https://example.org/archive/media/image",
        "trail": (Link(title="The Archive", address="/"), Link(title="2024", address="/2024/")),
        "alternates": LANGUAGES,
    }
    return page(address, **values | changes)


BARE_CARD = Card(
    title="A release",
    title_inferred=False,
    address="/2024/01/a-release/",
    date=DAY,
    date_inferred=False,
    summary="",
    language="en",
    direction="ltr",
    source="",
    disclosed=False,
    withdrawn=False,
    expired=False,
    ribbon="",
)

CARD = dataclasses.replace(
    BARE_CARD,
    title_inferred=True,
    date_inferred=True,
    summary="What it says",
    source="EIN Presswire",
    disclosed=True,
    withdrawn=True,
    ribbon="embargoed",
)

PERSIAN_CARD = dataclasses.replace(
    CARD, title="بیانیهٔ شورا", address="/2024/01/bayaniye/", language="fa", direction="rtl", date=StatedDate(2024, 1)
)
UNDATED_CARD = dataclasses.replace(BARE_CARD, date=None, ribbon="draft", address="/undated/a-draft/")
CARDS = (CARD, PERSIAN_CARD, BARE_CARD, UNDATED_CARD)

STORY = (
    StoryStep(card=CARD, here=False, current=False, changes=""),
    StoryStep(card=UNDATED_CARD, here=True, current=False, changes="/2024/01/a-release/changes/"),
    StoryStep(card=PERSIAN_CARD, here=False, current=True, changes="/2024/01/bayaniye/changes/"),
)
CHANGED = ChangedParagraph(
    runs=(
        ChangedRun(kind="same", text="It was "),
        ChangedRun(kind="removed", text="12,040"),
        ChangedRun(kind="added", text="1,204"),
    )
)

BARE_RELEASE = ReleaseContext(
    id="01HZ",
    title="A release",
    title_inferred=False,
    subtitle="",
    number="",
    date=None,
    date_inferred=False,
    updated=None,
    dateline=None,
    place=None,
    issuers=(),
    issuers_inferred=False,
    source="",
    source_url="",
    language="en",
    direction="ltr",
    html="",
    about=None,
    quotes=(),
    disclosures=(),
    statements=(),
    notices=(),
    contacts=(),
    contacts_lapsed=False,
    media=(),
    terms=(),
    tickers=(),
    identifiers=(),
    corrections=(),
    withdrawn=None,
    expired=False,
    expires=None,
    original=None,
    original_name="",
    original_address="",
    ribbon="",
)

RELEASE = dataclasses.replace(
    BARE_RELEASE,
    title_inferred=True,
    subtitle="And what it means",
    number="2024-3",
    date=DAY,
    date_inferred=True,
    updated=StatedDate(2024, 2),
    dateline=DatelineContext(
        before="WASHINGTON, DC, ", day="January 11, 2024", after=" /EINPresswire.com/ --", date=DAY
    ),
    place=Place(city="Washington", region="DC", country="United States"),
    issuers=("The Council", "The Trust"),
    issuers_inferred=True,
    source="EIN Presswire",
    source_url="https://example.com/release/1",
    html="<p>The <em>body</em>.</p>",
    about=Passage(html="<h2>About the council</h2><p>It meets.</p>"),
    quotes=(Quote(text="We said so.", speaker="A. Speaker", role="Director", pull=True), Quote(text="And so did we.")),
    disclosures=(
        Disclosure(
            kind="fara", text="These materials are distributed by …", registrant="The Council", principal="The X"
        ),
        Disclosure(kind="paid", text="Somebody paid for this."),
    ),
    statements=(Disclosure(kind="forward-looking", text="Things may turn out otherwise."),),
    notices=(
        Notice(date=DAY, kind="court", text="By order of the court.", url="https://example.com/order"),
        Notice(text="A note."),
        Notice(kind="reply", text="A reply."),
        Notice(kind="rights", text="A right."),
    ),
    contacts=(
        CONTACT,
        dataclasses.replace(BARE_CONTACT, email="only by post", phone="ask at the gate", url="www.example.org"),
    ),
    media=tuple(
        MediumContext(
            kind=kind,
            address=f"https://example.com/{kind}" if remote else f"/media/{kind}",
            remote=remote,
            alt=f"{kind} in words" if described else "",
            caption=f"The {kind}" if described else "",
            credit="A. Photographer" if described else "",
            license="CC BY 4.0" if described else "",
            width=1600 if described else 0,
            height=900 if described else 0,
            lazy=described,
            poster="/media/still.png" if described else "",
            captions="/media/film.vtt" if described else "",
            transcript="/media/film.txt" if described else "",
        )
        for kind in ("image", "video", "audio", "document")
        for remote in (False, True)
        for described in (False, True)
    ),
    terms=(
        Terms(kind="tags", terms=(Term(name="Iran", address="/tags/iran/", inferred=True),)),
        Terms(kind="people", terms=(Term(name="A. Speaker", address="", inferred=False),)),
        Terms(kind="organizations", terms=(Term(name="The Council", address="/organizations/c/", inferred=False),)),
        Terms(kind="places", terms=(Term(name="Kerman", address="/places/kerman/", inferred=False),)),
    ),
    tickers=("NYSE:ABC",),
    identifiers=("doi:10.1000/182",),
    corrections=(
        CorrectionContext(date=DAY, note="The day was wrong.", version="/2024/01/a-release/versions/1/"),
        CorrectionContext(date=DAY, note="So was the year.", version=""),
    ),
    withdrawn=Withdrawal(date=DAY, reason="It was wrong.", alternative="/2024/02/right/", text="removed"),
    expired=True,
    expires=DAY,
    original=Original(
        file="2024/seed.txt", sha256="ab" * 32, media_type="text/plain", inferred=("title", "date", "tags")
    ),
    original_name="seed.txt",
    original_address="",
    ribbon="draft",
)

CITATIONS = (
    Citation(
        style="MLA",
        parts=(
            CitationPart(text="“"),
            CitationPart(text="A title", title=True),
            CitationPart(text="W", italic=True, isolated=True),
        ),
    ),
)
METADATA = (MetaTag(name="DC.title", content='A "release"'),)
TWINS = tuple(
    TwinLink(format=form, address=f"/2024/01/a-release/release.{form}", media_type="text/plain")
    for form in ("md", "txt", "ninjs")
)
RECORDS = (CitationRecord(format="BibTeX", text="@misc{a}"),)

YEARS = tuple(Period(date=StatedDate(year), address=f"/{year}/", count=1) for year in (2024, 2023))
UNDATED = Period(date=None, address="", count=1)
CHART = (
    Bar(date=StatedDate(2022), address="/tags/iran/2022/", count=1, share=0.25),
    Bar(date=StatedDate(2023), address="", count=0, share=0.0),
    Bar(date=StatedDate(2024), address="/tags/iran/2024/", count=4, share=1.0),
)
QUOTATIONS = tuple(
    Quotation(text="We said so.", role=role, card=card, address=f"{card.address}#p-0123ab")
    for card, role in ((CARD, "Director"), (PERSIAN_CARD, ""), (UNDATED_CARD, ""))
)
COUNTS = tuple(Count(title=f"Tag {number}", address=f"/tags/{number}/", count=number) for number in range(1, 4))


def timeline_year(year: int, counts: dict[int, int]) -> TimelineYear:
    """Return a year of the timeline from the number of releases by month."""
    return TimelineYear(
        date=StatedDate(year),
        address=f"/{year}/" if counts else "",
        count=sum(counts.values()),
        months=tuple(
            Period(
                date=StatedDate(year, month),
                address=f"/{year}/{month:02}/" if month in counts else "",
                count=counts.get(month, 0),
            )
            for month in range(1, 13)
        ),
    )


FEED_ENTRY = FeedEntry(
    id="urn:dateline:01HZ",
    title="A <release> & more",
    url="https://example.org/archive/2024/01/a-release/",
    published="2024-01-11T00:00:00Z",
    published_rfc822="Thu, 11 Jan 2024 00:00:00 +0000",
    updated="2024-01-11T00:00:00Z",
    summary="What it says",
    html="<p>The body</p>",
    language="fa",
    authors=("The Council", "The Trust"),
    categories=("Iran",),
)
FEED = FeedLayout(
    site=SITE,
    page=full_page("/feed.xml"),
    id="https://example.org/archive/",
    updated="2024-01-11T00:00:00Z",
    updated_rfc822="Thu, 11 Jan 2024 00:00:00 +0000",
    previous_archive="/feed/2023-12.xml",
    current="",
    entries=(
        FEED_ENTRY,
        dataclasses.replace(FEED_ENTRY, published="", published_rfc822="", html="", authors=(), categories=()),
    ),
)
BARE_FEED = FeedLayout(
    site=BARE_SITE,
    page=page("/feed.xml"),
    id="urn:x",
    updated="2024-01-11T00:00:00Z",
    updated_rfc822="Thu, 11 Jan 2024 00:00:00 +0000",
    previous_archive="",
    current="",
    entries=(),
)

FULL: dict[str, list[Layout]] = {
    "home.html": [
        HomeLayout(site=SITE, page=full_page("/", title=SITE.title), latest=CARDS, years=YEARS, tags=COUNTS, total=1200)
    ],
    "release.html": [
        ReleaseLayout(
            site=SITE,
            page=full_page("/2024/01/a-release/"),
            release=RELEASE,
            earlier=PERSIAN_CARD,
            later=BARE_CARD,
            replaced_by=(PERSIAN_CARD,),
            original=PERSIAN_CARD,
            story=STORY,
            translations=(PERSIAN_CARD,),
            variants=(BARE_CARD,),
            related=CARDS,
            citations=CITATIONS,
            records=RECORDS,
            twins=TWINS,
            metadata=METADATA,
            published="2024-01-11",
        ),
        ReleaseLayout(
            site=SITE,
            page=full_page("/2024/01/bayaniye/", language="fa", direction="rtl"),
            release=dataclasses.replace(
                RELEASE, language="ar", direction="rtl", ribbon="embargoed", contacts_lapsed=True
            ),
            earlier=None,
            later=PERSIAN_CARD,
            replaced_by=(),
            original=None,
            story=(),
            translations=(),
            variants=(),
            related=(),
            citations=CITATIONS,
            records=RECORDS,
            twins=TWINS,
            metadata=METADATA,
            published="2024-01-11",
        ),
    ],
    "changes.html": [
        ChangesLayout(
            site=SITE,
            page=full_page("/2024/01/a-release/changes/"),
            before=UNDATED_CARD,
            after=CARD,
            headline=CHANGED,
            paragraphs=(CHANGED, CHANGED),
        ),
        ChangesLayout(
            site=SITE,
            page=full_page("/2024/01/bayaniye/changes/", language="fa", direction="rtl"),
            before=CARD,
            after=PERSIAN_CARD,
            headline=CHANGED,
            paragraphs=(CHANGED,),
        ),
    ],
    "version.html": [
        VersionLayout(
            site=SITE,
            page=full_page("/2024/01/a-release/versions/1/"),
            release=RELEASE,
            current=CARD,
            corrected=DAY,
            note="The day was wrong.",
            headline=CHANGED,
            paragraphs=(CHANGED,),
        ),
        VersionLayout(
            site=SITE,
            page=full_page("/2024/01/bayaniye/versions/1/", language="fa", direction="rtl"),
            release=RELEASE,
            current=CARD,
            corrected=DAY,
            note="The day was wrong.",
            headline=CHANGED,
            paragraphs=(CHANGED,),
        ),
    ],
    "timeline.html": [
        TimelineLayout(
            site=SITE,
            page=full_page("/timeline/"),
            years=(timeline_year(2024, {1: 3, 12: 1}), *(timeline_year(year, {}) for year in range(2023, 2000, -1))),
            total=4,
            largest=3,
        ),
        TimelineLayout(
            site=SITE, page=full_page("/timeline/"), years=(timeline_year(2024, {2: 1}),), total=1, largest=1
        ),
    ],
    "list.html": [
        ListLayout(
            site=SITE,
            page=full_page("/tags/iran/2024/"),
            kind="year",
            date=StatedDate(2024),
            term=Link(title="Iran", address="/tags/iran/"),
            count=303,
            periods=(
                Period(date=StatedDate(2024, 2), address="/tags/iran/2024/02/", count=299),
                Period(date=StatedDate(2024, 1), address="", count=4, cards=CARDS),
                Period(date=StatedDate(2024), address="", count=4, cards=CARDS),
                UNDATED,
            ),
            earlier=Link(title="2023", address="/tags/iran/2023/"),
            later=Link(title="2025", address="/tags/iran/2025/"),
        ),
        ListLayout(
            site=SITE,
            page=full_page("/2024/01/"),
            kind="month",
            date=StatedDate(2024, 1),
            term=None,
            count=4,
            periods=(Period(date=DAY, address="/2024/01/11/", count=4, cards=CARDS),),
            earlier=None,
            later=None,
        ),
        ListLayout(
            site=SITE,
            page=full_page("/2024/01/11/"),
            kind="day",
            date=DAY,
            term=None,
            count=4,
            periods=(Period(date=DAY, address="", count=4, cards=CARDS),),
            earlier=None,
            later=Link(title="January 12, 2024", address="/2024/01/12/"),
        ),
    ],
    "terms.html": [
        TermsLayout(site=SITE, page=full_page("/people/"), kind="people", terms=COUNTS, common=COUNTS[:2]),
    ],
    "term.html": [
        TermLayout(
            site=SITE,
            page=full_page("/tags/iran/"),
            kind="tags",
            name="Iran",
            count=2000,
            cards=CARDS,
            years=(*YEARS, UNDATED),
            chart=CHART,
            feed="/tags/iran/feed.xml",
            quotes="/quotes/iran/",
        )
    ],
    "quotes.html": [QuotesLayout(site=SITE, page=full_page("/quotes/"), speakers=COUNTS, common=COUNTS, total=6)],
    "speaker.html": [
        SpeakerLayout(
            site=SITE,
            page=full_page("/quotes/a-speaker/"),
            speaker=Link(title="A. Speaker", address="/quotes/a-speaker/"),
            person="/people/a-speaker/",
            date=None,
            count=90,
            quotations=QUOTATIONS,
            years=YEARS,
            earlier=None,
            later=None,
        ),
        SpeakerLayout(
            site=SITE,
            page=full_page("/quotes/a-speaker/2023/"),
            speaker=Link(title="A. Speaker", address="/quotes/a-speaker/"),
            person="",
            date=StatedDate(2023),
            count=3,
            quotations=QUOTATIONS,
            years=(),
            earlier=Link(title="2022", address="/quotes/a-speaker/2022/"),
            later=Link(title="2024", address="/quotes/a-speaker/2024/"),
        ),
    ],
    "all.html": [
        AllLayout(
            site=SITE,
            page=full_page("/all/2024/"),
            date=StatedDate(2024),
            total=2500,
            years=(
                Period(date=StatedDate(2024), address="/2024/", count=4, cards=CARDS),
                Period(date=StatedDate(2023), address="/all/2023/", count=9),
                UNDATED,
            ),
        )
    ],
    "page.html": [PlainLayout(site=SITE, page=full_page("/about/"), html="<p>Words.</p>")],
    "search.html": [
        SearchLayout(
            site=SITE,
            page=full_page("/search/"),
            index="/search/index.json",
            kinds=("tags", "people", "organizations", "places"),
        )
    ],
    "404.html": [NotFoundLayout(site=SITE, page=full_page("/404.html"))],
    "redirect.html": [
        RedirectLayout(site=SITE, page=full_page("/old/"), target=Link(title="New", address="/2024/01/a-release/")),
        RedirectLayout(site=SITE, page=full_page("/old/"), target=Link(title="", address="https://example.com/new")),
    ],
    "gone.html": [GoneLayout(site=SITE, page=full_page("/gone/"))],
    "feed.xml": [FEED, dataclasses.replace(FEED, page=full_page("/feed/2024-01.xml"), current="/feed.xml")],
    "rss.xml": [dataclasses.replace(FEED, page=full_page("/rss.xml"))],
    "feed.json": [dataclasses.replace(FEED, page=full_page("/feed.json"))],
    "sitemap.xml": [
        SitemapLayout(
            site=SITE,
            page=full_page("/sitemap.xml"),
            entries=(
                SitemapEntry(url="https://example.org/archive/", updated="2024-01-11"),
                SitemapEntry(url="https://example.org/archive/all/", updated=""),
            ),
        )
    ],
    "robots.txt": [
        RobotsLayout(site=SITE, page=full_page("/robots.txt"), sitemap="https://example.org/archive/sitemap.xml"),
        RobotsLayout(site=BARE_SITE, page=page("/robots.txt"), sitemap="https://example.org/archive/sitemap.xml"),
    ],
    "sitemap-index.xml": [
        SitemapIndexLayout(
            site=SITE,
            page=full_page("/sitemap.xml"),
            parts=(SitemapEntry(url="https://example.org/archive/sitemap/2024-01.xml", updated="2024-01-11"),),
        )
    ],
    "document.txt": [DocumentLayout(site=SITE, page=full_page("/data/2024.csv"), text="a,b\r\n")],
    "llms.txt": [
        GuideLayout(
            site=SITE,
            page=full_page("/llms.txt"),
            lists=(Link(title="Timeline", address="/timeline/"),),
            files=(Link(title="Sitemap", address="/sitemap.xml"),),
        )
    ],
    "security.txt": [
        SecurityLayout(
            site=SITE,
            page=full_page("/.well-known/security.txt"),
            contacts=("mailto:security@example.org",),
            expires="2030-01-01T00:00:00Z",
        )
    ],
}
"""Contexts in which every field says something, by layout."""

BARE: dict[str, list[Layout]] = {
    "home.html": [HomeLayout(site=BARE_SITE, page=page("/"), latest=(), years=(), tags=(), total=0)],
    "release.html": [
        ReleaseLayout(
            site=BARE_SITE,
            page=page("/undated/a-draft/"),
            release=BARE_RELEASE,
            earlier=None,
            later=None,
            replaced_by=(),
            original=None,
            story=(),
            translations=(),
            variants=(),
            related=(),
            citations=(),
            records=(),
            twins=(),
            metadata=(),
            published="",
        )
    ],
    "changes.html": [
        ChangesLayout(
            site=BARE_SITE,
            page=page("/2024/01/a-release/changes/"),
            before=UNDATED_CARD,
            after=BARE_CARD,
            headline=ChangedParagraph(runs=(ChangedRun(kind="same", text="A release"),)),
            paragraphs=(),
        )
    ],
    "version.html": [
        VersionLayout(
            site=BARE_SITE,
            page=page("/2024/01/a-release/versions/1/"),
            release=BARE_RELEASE,
            current=BARE_CARD,
            corrected=DAY,
            note="The day was wrong.",
            headline=ChangedParagraph(runs=()),
            paragraphs=(),
        )
    ],
    "timeline.html": [TimelineLayout(site=BARE_SITE, page=page("/timeline/"), years=(), total=0, largest=1)],
    "list.html": [
        ListLayout(
            site=BARE_SITE,
            page=page("/2024/"),
            kind="year",
            date=StatedDate(2024),
            term=None,
            count=0,
            periods=(),
            earlier=None,
            later=None,
        )
    ],
    "terms.html": [TermsLayout(site=BARE_SITE, page=page("/tags/"), kind="tags", terms=(), common=())],
    "term.html": [
        TermLayout(
            site=BARE_SITE,
            page=page("/tags/x/"),
            kind="tags",
            name="X",
            count=0,
            cards=(),
            years=(),
            chart=(),
            feed="",
            quotes="",
        )
    ],
    "quotes.html": [QuotesLayout(site=BARE_SITE, page=page("/quotes/"), speakers=(), common=(), total=0)],
    "speaker.html": [
        SpeakerLayout(
            site=BARE_SITE,
            page=page("/quotes/x/"),
            speaker=Link(title="X", address="/quotes/x/"),
            person="",
            date=None,
            count=0,
            quotations=(),
            years=(),
            earlier=None,
            later=None,
        )
    ],
    "all.html": [AllLayout(site=BARE_SITE, page=page("/all/"), date=None, total=0, years=())],
    "page.html": [PlainLayout(site=BARE_SITE, page=page("/about/"), html="")],
    "search.html": [SearchLayout(site=BARE_SITE, page=page("/search/"), index="/search/index.json", kinds=())],
    "404.html": [NotFoundLayout(site=BARE_SITE, page=page("/404.html"))],
    "redirect.html": [
        RedirectLayout(site=BARE_SITE, page=page("/old/"), target=Link(title="", address="/2024/01/a-release/"))
    ],
    "gone.html": [GoneLayout(site=BARE_SITE, page=page("/gone/"))],
    "feed.xml": [BARE_FEED],
    "rss.xml": [dataclasses.replace(BARE_FEED, page=page("/rss.xml"))],
    "feed.json": [dataclasses.replace(BARE_FEED, page=page("/feed.json"))],
    "sitemap.xml": [SitemapLayout(site=BARE_SITE, page=page("/sitemap.xml"), entries=())],
    "robots.txt": [RobotsLayout(site=BARE_SITE, page=page("/robots.txt"), sitemap="https://example.org/sitemap.xml")],
    "sitemap-index.xml": [SitemapIndexLayout(site=BARE_SITE, page=page("/sitemap.xml"), parts=())],
    "document.txt": [DocumentLayout(site=BARE_SITE, page=page("/data/2024.csv"), text="")],
    "llms.txt": [GuideLayout(site=BARE_SITE, page=page("/llms.txt"), lists=(), files=())],
    "security.txt": [
        SecurityLayout(
            site=BARE_SITE, page=page("/.well-known/security.txt"), contacts=(), expires="2030-01-01T00:00:00Z"
        )
    ],
}
"""Contexts in which everything that may be absent is, by layout."""
