"""What holds for whatever anybody writes: searched for counter-examples, the same way on every run."""

import dataclasses
import re
import string
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.addresses import absolute_url, relative_link
from generator.config import read_config
from generator.contexts import LAYOUTS
from generator.dates import StatedDate
from generator.front_matter import Document, read_front_matter, split_document, write_document, write_front_matter
from generator.markdown_settings import ENGINES, MARKDOWN_EXTENSIONS
from generator.model import (
    DISCLOSURE_KINDS,
    MEDIUM_KINDS,
    NOTICE_KINDS,
    STATUSES,
    Body,
    Contact,
    Correction,
    Disclosure,
    Extract,
    FrontMatter,
    Medium,
    Notice,
    Original,
    Page,
    Place,
    Quote,
    Release,
    SourceFile,
    Withdrawal,
)
from generator.names import name_key
from generator.organise import Archive, find_collisions, make_outline, organise, output_path, plan_pages
from generator.parse import Parser, parse_page, parse_release
from generator.parse.markdown import MarkdownParser
from generator.problems import BuildFailed
from generator.render import Renderer, load_assets, read_layouts, shipped_layouts
from generator.slugs import RESERVED_NAMES, slugify
from generator.wording import ENGLISH
from tests.html_inspector import inspect
from tests.sites import AS_OF, CONFIG, release

PARSER, COMMONMARK = (Parser(MarkdownParser((engine, *MARKDOWN_EXTENSIONS))) for engine in ENGINES)
CONFIGURATION, _ = read_config(CONFIG.encode(), {})

# Dates

offsets = st.integers(-23 * 60 - 59, 23 * 60 + 59)
times = st.builds(time, st.integers(0, 23), st.integers(0, 59), st.integers(0, 59))


@st.composite
def stated_dates(draw: st.DrawFn) -> StatedDate:
    day = draw(st.dates())
    finest = draw(st.sampled_from(["year", "month", "day", "time", "instant"]))
    values: dict[str, Any] = {"year": day.year}
    if finest != "year":
        values["month"] = day.month
    if finest in ("day", "time", "instant"):
        values["day"] = day.day
    if finest in ("time", "instant"):
        values["time_of_day"] = draw(times)
    if finest == "instant":
        values["offset"] = draw(offsets)
    return StatedDate(**values)


@given(stated_dates())
def test_a_date_is_read_back_as_it_was_written(date: StatedDate) -> None:
    assert StatedDate.parse(date.isoformat()) == date
    assert StatedDate.parse(date.isoformat()).precision == date.precision


@given(st.text(alphabet="0123456789-T:+Z ", max_size=26))
@example("2024-01-11T24:00")
@example("2024-01-11t09:00:00.5 +0100")
def test_a_text_is_a_date_or_is_refused_in_words(text: str) -> None:
    try:
        date = StatedDate.parse(text)
    except ValueError:
        with pytest.raises(ValueError, match=r"' is not (a date; write it like|in the calendar \()"):
            StatedDate.parse(text)
    else:
        assert StatedDate.parse(str(date)) == date


@given(
    stated_dates(), stated_dates(), st.sampled_from(["UTC", "Pacific/Kiritimati", "America/New_York", "Asia/Tehran"])
)
def test_dates_come_in_the_order_of_the_days_they_state(one: StatedDate, other: StatedDate, zone: str) -> None:
    first, second = one.earliest(ZoneInfo(zone)), other.earliest(ZoneInfo(zone))
    assert first.utcoffset() == timedelta()
    if one.offset is None and other.offset is None:
        day_one, day_other = (d.isoformat()[:10].ljust(10, " ") for d in (one, other))
        if one.year < other.year and one.year > 1:
            assert first < second
        if day_one == day_other and one.precision == other.precision == "day":
            assert first == second


@given(st.integers(-(2**31), 2**32), offsets)
def test_an_instant_is_the_same_instant_wherever_the_site_is(seconds: int, offset: int) -> None:
    instant = datetime.fromtimestamp(seconds, timezone(timedelta(minutes=offset)))
    stated = StatedDate.of(instant)
    assert stated.earliest(ZoneInfo("Asia/Tehran")) == stated.earliest(UTC) == instant


# Names, slugs, addresses


@given(st.text())
@example("\u0345Α")
@example("ﬁn  ſ")
def test_the_key_of_a_key_is_itself(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)
    assert name_key(f"  {name}\u00a0") == name_key(name)


@given(st.text())
@example("CON")
@example("12")
@example("…")
def test_a_slug_is_a_safe_name_on_every_system(text: str) -> None:
    slug = slugify(text)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug)
    assert len(slug) <= 85
    assert slug not in RESERVED_NAMES
    assert not re.fullmatch(r"\d{1,2}", slug)
    assert slugify(slug) == slug


segments = st.text(st.characters(exclude_characters="/?#", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8)
addresses = st.builds(
    lambda parts, end: "/" + "/".join([*parts, end]),
    st.lists(segments.filter(lambda part: part not in (".", "..")), max_size=4),
    st.sampled_from(["", "index.html", "a.txt"]),
)


@given(addresses, addresses)
@example("/", "/a:b/")
@example("/a/", "/")
def test_a_relative_link_leads_where_the_whole_url_leads(here: str, there: str) -> None:
    from urllib.parse import urljoin

    base = "https://example.org/archive/"
    link = relative_link(here, there)
    assert not link.startswith("/")
    assert urljoin(absolute_url(base, here), link) == absolute_url(base, there)


# Front matter

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40)
some = st.none() | texts
lists = st.lists(texts, max_size=3).map(tuple)
dates = st.none() | stated_dates()


def many(noun: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(noun, max_size=2).map(tuple)


media = st.builds(
    Medium, file=some, url=some, kind=st.sampled_from(MEDIUM_KINDS), alt=some, caption=some, credit=some, license=some,
    rights_until=dates, poster=some, captions=some, transcript=some,
).filter(lambda medium: (medium.file is None) != (medium.url is None))  # fmt: skip

fronts = st.builds(
    FrontMatter,
    title=texts,
    id=some, subtitle=some, summary=some, slug=some, number=some, identifiers=lists, language=some,
    date=stated_dates(), updated=dates, embargo=dates, expires=dates,
    status=st.sampled_from(STATUSES), listed=st.booleans(),
    dateline=some,
    place=st.none() | st.builds(Place, city=some, region=some, country=texts),
    issuers=lists, source=some, source_url=some, tags=lists, people=lists, organizations=lists, places=lists,
    tickers=lists,
    quotes=many(st.builds(Quote, text=texts, speaker=some, role=some, pull=st.booleans())),
    contacts=many(st.builds(Contact, name=texts, organization=some, role=some, email=some, phone=some, url=some)),
    disclosures=many(
        st.builds(Disclosure, kind=st.sampled_from(DISCLOSURE_KINDS), text=texts, registrant=some, principal=some)
    ),
    notices=many(st.builds(Notice, date=dates, kind=st.sampled_from(NOTICE_KINDS), text=texts, url=some)),
    media=many(media),
    related=lists, replaces=some, translation_of=some, variant_of=some, aliases=lists,
    corrections=many(st.builds(Correction, date=stated_dates(), note=texts, previous=some)),
    withdrawn=st.none()
    | st.builds(
        Withdrawal, date=stated_dates(), reason=texts, alternative=some, text=st.sampled_from(["kept", "removed"])
    ),
    original=st.none()
    | st.builds(
        Original, file=texts, item=some, sha256=texts, media_type=some, importer=some, version=some, imported=dates,
        inferred=lists,
    ),
)  # fmt: skip


@given(fronts)
@example(FrontMatter(title="null", date=StatedDate(2024), tags=("~", "yes", "0x10", "1:30", "2024-01-11", "=", "<<")))
@example(FrontMatter(title="a\nb\x85c\u2028d", date=StatedDate(2024), summary=" \n x", subtitle="x\n\n\n", number="\t"))
@example(FrontMatter(title="---\n---\n...", date=StatedDate(2024, 1), slug="\ufeff", source="\x7f\x1b\r\r\n"))
def test_front_matter_is_read_back_as_it_was_written(front: FrontMatter) -> None:
    document = split_document(write_document(front, "Words."), "a.md")
    read, problems = read_front_matter(document, "a.md")
    assert problems == []
    assert read == front
    assert document.body == "Words."


@given(fronts)
def test_front_matter_is_written_the_same_every_time(front: FrontMatter) -> None:
    assert write_front_matter(dataclasses.replace(front)) == write_front_matter(front)


@given(
    st.binary(max_size=200)
    | st.text(max_size=100).map(lambda text: f"---\n{text}\n---\n{text}".encode(errors="replace"))
)
@example(b"---")
@example(b"\xef\xbb\xbf---\r---\r")
def test_any_bytes_are_a_document_or_a_problem(data: bytes) -> None:
    document = split_document(data, "a.md")
    front, problems = read_front_matter(document, "a.md")
    assert front is not None or problems
    assert all(problem.path == "a.md" and problem.line for problem in problems)


words = st.sampled_from(
    [field.name for field in dataclasses.fields(FrontMatter)]
    + ["text", "kind", "file", "url", "pull", "x", "2024-01-11", "yes", "null", "12:30", "!!int", "&a", "*a", "<<", "~"]
)
yaml_texts = st.lists(
    st.one_of(words, st.sampled_from([": ", "- ", "\n", "\n  ", "[", "]", "{", "}", ", ", "? ", "|\n", "'", '"', "#"])),
    max_size=30,
).map("".join)


@given(yaml_texts | st.text(max_size=60))
@example("? [a]\n: b")
@example("a: &a [*a]")
@example("&a {<<: *a}")
@example("{" * 400)
@example("a: !!python/object/apply:os.system [ls]")
def test_any_yaml_is_front_matter_or_problems(text: str) -> None:
    front, problems = read_front_matter(Document(text, "", 2), "a.md")
    assert front is not None or any(problem.severity == "error" for problem in problems)


@given(
    yaml_texts, st.dictionaries(st.text(string.ascii_uppercase + "_", min_size=1, max_size=12), st.text(max_size=12))
)
def test_any_configuration_is_read_or_refused(text: str, environment: dict[str, str]) -> None:
    with suppress(BuildFailed):
        config, _ = read_config(text.encode(), {f"DATELINE_{name}": value for name, value in environment.items()})
        assert datetime.now(config.zone).utcoffset() is not None


# Bodies

pieces = st.sampled_from(
    rb"""
<script> </script> <style> <svg/onload=alert(1)> <img_src=x_onerror=alert(1)> <p_style='x'> <a_href='javascript:x'>
[a](javascript:x) [a](<java\nscript:x>) <a_href='_java&#9;script:x'> ![a](//evil.example/x.png) ![a](\\\\evil.example/x)
<img_src='_https://evil.example/x'> <img_src='h&#10;ttps://e/x'> <math><mtext></table><mglyph><style> <!-- -->
<![CDATA[ ]]> <?x <iframe_srcdoc='<b>'> <base_href=/> <form_action=x> <template> <noscript> <h1> #_ >_ -_ ____ ``` `
|a|b|\n|-|-|\n|c|d|\n [^1] [^1]:_x \n \n\n _ " ' < > & &lt; &#60;script&#62; \x00 \u2028 * ] ( ) <td_align='"onload=x'>
<div_markdown='1'> </div> *[HTML]:_x :___d \x02 \x03 klzzwxh:0000 <a_title='<img_src=//e/x>'> <blockquote_cite='data:x'>
""".decode("unicode_escape").split(" ")
).map(lambda piece: piece.replace("_", " "))


@given(st.lists(pieces, max_size=25).map("".join) | st.text(max_size=80))
@example("<a title='x' href='data:text/html,<script>alert(1)</script>'>x</a>")
@example('<img src="x" alt="\\"><script>alert(1)</script>">')
@example("> " * 400 + "x")
@example("".join("    " * depth + "- x\n" for depth in range(150)))
def test_nothing_in_a_body_runs_styles_or_loads_from_elsewhere(text: str) -> None:
    for parser in (PARSER, COMMONMARK):
        problems: list[Any] = []
        body = parser.body(text, "a.md", problems)
        assert inspect(body.html) == []
        assert all(not link.startswith("#") for link in body.links)
        assert len(problems) <= 1


@given(st.text(string.ascii_letters + "'\"“”–—…-. \u00a0é", max_size=200).map(str.strip))
def test_no_word_quote_or_dash_of_a_plain_text_is_changed(text: str) -> None:
    if re.match(r"(?:[-+*=#>]|\d+\.)", text) or re.search(r"--|\*\*|  |''", text):
        return  # these begin a list, a heading, a rule: Markdown, and not plain
    for parser in (PARSER, COMMONMARK):
        assert parser.body(text, "a.md", []).text.split() == text.split()


@given(st.binary(max_size=300) | st.lists(pieces).map(lambda parts: release("T", "".join(parts)).encode()))
def test_any_file_is_a_release_a_page_or_a_problem(data: bytes) -> None:
    source = SourceFile("content/releases/a.md", data)
    for found, problems in (parse_release(source, PARSER, {}), parse_page(source, PARSER)):
        assert found is not None or any(problem.severity == "error" for problem in problems)


# The whole site

SITE_SETTINGS = settings(max_examples=max(30, settings.default.max_examples // 3))  # each of them is a whole site
SECRET = "Xylophonist"
moments = st.none() | st.sampled_from(
    "2020 2026-07-01 2026-07-01T14:00 2026-07-01T11:00 2026-07-02 2027 2026-07-01T13:00+01:00 9999-12-31".split()
).map(StatedDate.parse)
names = st.sampled_from(["one.md", "two.md", "three.md", "2024/four.md", "a/../one.md", "nowhere.md"])


PAGE = Page(
    path="content/pages/p.md", title="P", slug="p", body=Body(html='<a href="../releases/one.md">o</a>', text="o")
)


@st.composite
def archives(draw: st.DrawFn) -> Archive:
    releases = []
    for path in ("one.md", "two.md", "three.md", "2024/four.md"):
        date, status = draw(moments), draw(st.sampled_from(STATUSES))
        embargo = draw(moments)
        if date is None:
            status = "draft"
        visible = status == "published" and all(
            moment is None or moment.earliest(UTC) <= AS_OF for moment in (date, embargo)
        )
        mark = "" if visible else SECRET
        front = FrontMatter(
            title=f"Title {path} {mark}",
            id=f"id{mark}{path}",
            slug=draw(st.sampled_from([None, "same", "other"])) and f"{path[:3].strip('/0')}-{mark.lower()}x",
            date=date,
            embargo=embargo,
            expires=draw(moments),
            status=status,
            listed=draw(st.booleans()),
            summary=f"Summary {mark}",
            tags=("shared", f"tag {mark}"),
            people=(f"Person {mark}",),
            quotes=(Quote(text=f"Quote {mark}", pull=True),),
            media=(Medium(file=f"{mark or 'shown'}.png"),),
            related=tuple(draw(st.lists(names, max_size=2))),
            replaces=draw(st.none() | names),
            translation_of=draw(st.none() | names),
            variant_of=draw(st.none() | names),
            aliases=(f"/old/{mark}{path[:3]}/",),
            withdrawn=draw(
                st.none()
                | st.builds(Withdrawal, date=st.just(StatedDate(2025)), reason=st.just("R"), alternative=names)
            ),
        )
        links = draw(names), f"/undated/{draw(names)[:3]}-x/"
        html = f'<p>{mark} <a href="{links[0]}">a</a> <a href="{links[1]}">b</a></p>'  # bodies are found by their key
        body = Extract(key=html, beginning=f"Body {mark}", links=links)
        releases.append(Release(path=f"content/releases/{path}", digest=html, front=front, body=body))
    ledger = "".join(f"/was/{number}/\t{release.front.id}\n" for number, release in enumerate(releases))
    return Archive(
        releases=tuple(draw(st.permutations(releases))),
        pages=(PAGE,),
        ledger=SourceFile("content/addresses.tsv", ledger.encode()),
        media=("content/media/shown.png", f"content/media/{SECRET}.png"),
        config=CONFIGURATION,
        as_of=AS_OF,
    )  # fmt: skip


def body_of(html: str) -> Body:
    return Body(html=html, text="")


LAYOUT_FOLDERS = (shipped_layouts(),)
ASSETS = {asset.name: asset.address for asset in load_assets(LAYOUT_FOLDERS)}
RENDERER = Renderer(read_layouts(LAYOUT_FOLDERS))


@SITE_SETTINGS
@given(archives())
def test_nothing_of_a_hidden_release_is_rendered_whatever_points_to_it(archive: Archive) -> None:
    outline = make_outline(organise(archive), ASSETS, (), body_of, lambda _: ENGLISH)
    for plan in plan_pages(outline):
        assert plan.layout in LAYOUTS
        page = RENDERER.render(plan.layout, plan.make_context())
        assert SECRET.lower() not in (plan.address + page.decode()).lower(), plan.address


@SITE_SETTINGS
@given(archives(), st.randoms(use_true_random=False))
def test_no_order_of_the_sources_shows(archive: Archive, chance: Any) -> None:
    shuffled = list(archive.releases)
    chance.shuffle(shuffled)
    here, there = (
        [
            (plan.address, plan.make_context())
            for plan in plan_pages(make_outline(organise(one), {}, (), body_of, lambda _: ENGLISH))
        ]
        for one in (archive, dataclasses.replace(archive, releases=tuple(shuffled)))
    )
    assert here == there


@SITE_SETTINGS
@given(archives())
def test_every_planned_address_is_a_safe_and_single_file(archive: Archive) -> None:
    site = organise(archive)
    plans = list(plan_pages(make_outline(site, {}, (), body_of, lambda _: ENGLISH)))
    files = [output_path(plan.address) for plan in plans]
    collisions = list(find_collisions([(plan.address, plan.origin) for plan in plans]))
    assert len({file.casefold() for file in files}) == len(files) or collisions
    for file in files:
        assert ".." not in file.split("/")
        assert "." not in file.split("/")
        assert not file.startswith("/")
        assert "\0" not in file
        assert "" not in file.split("/")


@given(st.lists(st.tuples(texts, texts, texts), min_size=1, max_size=4))
def test_whatever_slugs_and_names_people_write_addresses_are_safe(written: list[tuple[str, str, str]]) -> None:
    releases = [
        Release(
            path=f"content/releases/{number}.md",
            front=FrontMatter(title=tag, slug=slug, date=StatedDate(2024), tags=(tag,), aliases=(f"/{alias}",)),
            digest="",
            body=Extract(key="", beginning=""),
        )
        for number, (slug, tag, alias) in enumerate(written)
    ]
    archive = Archive(
        releases=tuple(releases), pages=(), ledger=None, media=(), config=CONFIGURATION, as_of=AS_OF
    )  # fmt: skip
    site = organise(archive)
    for plan in plan_pages(make_outline(site, {}, (), body_of, lambda _: ENGLISH)):
        parts = output_path(plan.address).split("/")
        assert not {"", ".", ".."} & set(parts), plan.address
        assert not re.search(r"[\x00-\x1f\\]", plan.address)
        if plan.layout != "redirect.html":
            assert not {part.partition(".")[0].lower() for part in parts} & RESERVED_NAMES
