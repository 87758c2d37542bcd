"""A withdrawn release: not one of its words is in the built site, wherever it stood before."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sites import build_at, differences, files_in, problems_of, release, write_site

CONFIG = """\
title: The Archive
base_url: https://example.org/archive/
language: en
languages: {fa: {title: Archive in Persian}}
formats: [html, md, txt, ninjs]
feeds: {limit: 20, formats: [atom, rss, json], per_term: true}
"""

WORDS = {
    "subtitle": "wsubtitle",
    "summary": "wsummary",
    "body": "wbody",
    "heading of the body": "wheading",
    "link of the body": "wlinked",
    "picture of the body": "wpicture",
    "quotation": "wquoted",
    "pull quote": "wpulled",
    "speaker": "wspeaker",
    "role": "wrole",
    "tag": "wtag",
    "person": "wperson",
    "organisation": "worganisation",
    "place": "wplace",
    "ticker": "WTICK",
    "issuer": "wissuer",
    "dateline": "WDATELINE",
    "city": "wcity",
    "source": "wsource",
    "source address": "wsourceurl",
    "number": "wnumber",
    "identifier": "widentifier",
    "contact": "wcontact",
    "mail": "wmail",
    "disclosure": "wdisclosed",
    "principal": "wprincipal",
    "other statement": "wstatement",
    "notice": "wnotice",
    "file of a picture": "wmedium",
    "alternative text": "walt",
    "caption": "wcaption",
    "credit": "wcredit",
    "remote medium": "wremote",
    "note of a correction": "wnote",
    "earlier title": "wearliertitle",
    "earlier text": "wearlierbody",
    "picture of the earlier text": "wearlierpicture",
    "original": "woriginal",
    "text of the variant": "wvariantbody",
    "source of the variant": "wvariantsource",
    "summary of the variant": "wvariantsummary",
}
"""What must be nowhere, by what it was."""
W = WORDS

A, VARIANT, VERSION = "content/releases/a.md", "content/releases/v.md", "content/versions/a1/1.md"
WITHDRAWN = "{date: 2026-06-20, reason: The figures were false., alternative: c.md}"
BODY = f"""\
The {W["body"]} of it, “the {W["quotation"]} words”, [there](/{W["link of the body"]}/).

## {W["heading of the body"]}

![p](/media/{W["picture of the body"]}.png)
"""


def front(**more: str) -> dict[str, str]:
    return {
        "id": "a1",
        "subtitle": W["subtitle"],
        "summary": W["summary"],
        "number": W["number"],
        "identifiers": f"[{W['identifier']}]",
        "dateline": f"'{W['dateline']}, Jan 11 –'",
        "place": f"{{city: {W['city']}}}",
        "issuers": f"[{W['issuer']}]",
        "source": W["source"],
        "source_url": f"https://example.com/{W['source address']}",
        "tags": f"[{W['tag']}, Sea]",
        "people": f"[{W['person']}]",
        "organizations": f"[{W['organisation']}]",
        "places": f"[{W['place']}]",
        "tickers": f"['NYSE:{W['ticker']}']",
        "quotes": f"[{{text: 'the {W['quotation']} words', speaker: {W['speaker']}, role: {W['role']}}}, "
        f"{{text: {W['pull quote']}, speaker: {W['speaker']}, pull: true}}]",
        "contacts": f"[{{name: {W['contact']}, email: {W['mail']}@example.org}}]",
        "disclosures": f"[{{kind: fara, text: {W['disclosure']}, principal: {W['principal']}}}, "
        f"{{kind: other, text: {W['other statement']}}}]",
        "notices": f"[{{text: {W['notice']}}}]",
        "media": f"[{{file: {W['file of a picture']}.png, alt: {W['alternative text']}, caption: {W['caption']}, "
        f"credit: {W['credit']}}}, {{url: 'https://example.com/{W['remote medium']}.mp4', kind: video}}]",
        "corrections": f"[{{date: 2024-02-01, note: {W['note of a correction']}, previous: {VERSION}}}]",
        "original": f"{{file: {W['original']}.txt, sha256: '00'}}",
        **more,
    }


FILES: dict[str, str | bytes | None] = {
    "config.yaml": CONFIG,
    A: release("Harbour", BODY, **front()),
    VARIANT: release(
        "Harbour on a wire",
        f"The {W['text of the variant']}.",
        id="v1",
        source=W["source of the variant"],
        summary=W["summary of the variant"],
        variant_of="a.md",
    ),
    VERSION: release(
        W["earlier title"], f"{W['earlier text']} ![p](/media/{W['picture of the earlier text']}.png)", id="a1"
    ),
    "content/releases/b.md": release("Before", "Words.", id="b1", date="2024-01-10", tags="[Sea]", people="[Ann]"),
    "content/releases/c.md": release(
        "After", "See [it](a.md).", id="c1", date="2024-01-12", tags="[Sea]", replaces="a.md"
    ),
    "content/releases/d.md": release("Later", "Words.", id="d1", date="2024-02-12", tags="[Sea]", related="[a.md]"),
    "content/releases/fa.md": release("Persian", "Words.", id="f1", language="fa", translation_of="a.md"),
    **{
        f"content/media/{W[name]}.png": b"p"
        for name in ("picture of the body", "file of a picture", "picture of the earlier text")
    },
}


def built(site: Path, **changes: object) -> dict[str, bytes]:
    build_at(site, **changes)
    return files_in(site / "output")


def with_withdrawal(path: str, withdrawn: str | None = WITHDRAWN, **more: str) -> dict[str, str | bytes | None]:
    text = FILES[path]
    assert isinstance(text, str)
    lines = "".join(
        f"{key}: {value}\n" for key, value in (more | ({"withdrawn": withdrawn} if withdrawn else {})).items()
    )
    return {path: text.replace("---\n\n", f"{lines}---\n\n", 1)}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return built(write_site(tmp_path_factory.mktemp("withdrawal") / "site", FILES))


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    site = write_site(tmp_path_factory.mktemp("withdrawal") / "site", FILES)
    build_at(site)
    write_site(site, {"config.yaml": None, **with_withdrawal(A)})
    incremental = built(site)
    assert list(differences(built(site, clean=True), incremental)) == []
    return incremental


def found_in(files: dict[str, bytes], word: str) -> list[str]:
    return [
        path for path, data in files.items() if word.lower() in path.lower() or word.lower().encode() in data.lower()
    ]


@pytest.mark.parametrize("what", WORDS)
def test_each_word_stood_somewhere_before(before: dict[str, bytes], what: str) -> None:
    assert found_in(before, WORDS[what]) != []


@pytest.mark.parametrize("what", WORDS)
def test_no_word_of_a_withdrawn_release_is_anywhere(after: dict[str, bytes], what: str) -> None:
    assert found_in(after, WORDS[what]) == []


def test_no_word_of_an_expired_release_is_anywhere(make_site: Callable[..., Path]) -> None:
    files = built(make_site(FILES | with_withdrawal(A, None, expires="2026-06-20")))
    assert {what: found_in(files, word) for what, word in WORDS.items() if found_in(files, word)} == {}


def test_title_date_reason_and_alternative_stay(after: dict[str, bytes]) -> None:
    page = after["2024/01/a/index.html"].decode()
    for part in (
        "<h1>Harbour</h1>",
        '<time datetime="2024-01-11">',
        "The figures were false.",
        "The text is no longer kept here.",
        '<a href="../c/">',
        '<meta name="robots" content="noindex">',
    ):
        assert part in page


def test_its_variant_says_the_same(after: dict[str, bytes]) -> None:
    page = after["2024/01/v/index.html"].decode()
    assert "<h1>Harbour on a wire</h1>" in page
    assert "The figures were false." in page
    assert '<meta name="robots" content="noindex">' in page


LISTS = ["2024/index.html", "2024/01/index.html", "2024/01/11/index.html", "all/index.html", "index.html"]


@pytest.mark.parametrize("path", LISTS)
def test_lists_of_its_year_have_it(after: dict[str, bytes], path: str) -> None:
    assert b"Harbour" in after[path]


@pytest.mark.parametrize("path", [path for path in LISTS if path != "all/index.html"])
def test_they_mark_it(after: dict[str, bytes], path: str) -> None:
    assert b"mark-withdrawn" in after[path]


def test_search_terms_quotations_sitemap_and_related_do_not_have_it(
    before: dict[str, bytes], after: dict[str, bytes]
) -> None:
    for folder in ("search/", "tags/", "people/", "quotes/", "organizations/", "places/", "sitemap/"):
        paths = [path for path in after if path.startswith(folder)]
        assert [path for path in paths if b"Harbour" in after[path]] == []
        assert [path for path in paths if b"/2024/01/a/" in after[path] and not path.endswith("feed.xml")] == []
    assert b"Harbour" in before["2024/02/d/index.html"].partition(b'id="related"')[2]
    assert b"Harbour" not in after["2024/02/d/index.html"].partition(b'id="related"')[2]


def test_every_feed_has_one_entry_that_says_so(after: dict[str, bytes]) -> None:
    for path in ("feed.xml", "rss.xml", "feed.json", "feed/2024-01.xml"):
        assert after[path].count(b"Harbour") == 1
        assert b"Withdrawn on 2026-06-20: The figures were false." in after[path]
    assert b"<updated>2026-06-20T00:00:00Z</updated>" in after["feed.xml"].partition(b"Harbour")[2]


def test_of_its_other_forms_only_ninjs_is_left_and_says_that_it_is_canceled(after: dict[str, bytes]) -> None:
    twin = json.loads(after["2024/01/a/release.json"])
    assert (twin["pubStatus"], twin["version"], twin["title"]) == ("canceled", "3", "Harbour")
    assert not {"2024/01/a/release.md", "2024/01/a/release.txt"} & {*after}


def test_data_files_have_title_date_and_reason(after: dict[str, bytes]) -> None:
    rows = [json.loads(line) for line in after["data/2024.jsonl"].decode().splitlines()]
    (row,) = [row for row in rows if row["title"] == "Harbour"]
    assert row.pop("url").endswith("/2024/01/a/")
    assert row == {
        "id": "a1",
        "status": "withdrawn",
        "title": "Harbour",
        "date": "2024-01-11",
        "withdrawn": "2026-06-20: The figures were false.",
    } | ({"language": row["language"]} if "language" in row else {})


def test_the_story_marks_it_and_compares_nothing_with_it(before: dict[str, bytes], after: dict[str, bytes]) -> None:
    assert "2024/01/c/changes/index.html" in before
    assert "2024/01/c/changes/index.html" not in after
    story = after["2024/01/c/index.html"].partition(b'id="story"')[2].partition(b"</section>")[0]
    assert b"mark-withdrawn" in story
    assert b"Harbour" in story


def test_addresses_still_answer(make_site: Callable[..., Path]) -> None:
    ledger = "".join(
        f"{address}\t{owner}\n"
        for address, owner in {
            "/2024/01/a/": "a1",
            "/2024/01/a/versions/1/": "a1",
            "/2024/01/a/release.md": "a1",
            "/2024/01/c/changes/": "c1",
            f"/tags/{W['tag']}/": f"tags:{W['tag']}",
            f"/quotes/{W['speaker']}/": f"quotes:{W['speaker']}",
        }.items()
    )
    site = make_site(FILES | with_withdrawal(A) | {"content/addresses.tsv": ledger})
    assert [line for line in problems_of(site) if "addresses.tsv" in line] == []
    files = built(site)
    assert b"url=../../" in files["2024/01/a/versions/1/index.html"]
    assert "2024/01/a/release.md" not in files  # only a server can lead on from what is no page
    assert b"url=../" in files["2024/01/c/changes/index.html"]
    assert b"No longer here" in files[f"tags/{W['tag']}/index.html"]
    assert b"No longer here" in files[f"quotes/{W['speaker']}/index.html"]


KEPT = WITHDRAWN.replace("}", ", text: kept}")


def test_a_text_that_is_kept_stands_below_a_banner_and_is_found_by_nobody(make_site: Callable[..., Path]) -> None:
    files = built(make_site(FILES | with_withdrawal(A, KEPT)))
    page = files["2024/01/a/index.html"].decode()
    assert W["body"] in page.partition("The figures were false.")[2]
    assert '<meta name="robots" content="noindex">' in page
    for word in (W["body"], W["speaker"], W["tag"], W["person"]):
        found = {path.partition("/")[0] for path in found_in(files, word)}
        assert found <= {"2024", "feed.xml", "rss.xml", "feed.json", "feed", "data", "index.html"}
    assert b"mark-withdrawn" in files["2024/01/index.html"]
    assert found_in(files, W["earlier text"]) == []
    assert W["text of the variant"] in files["2024/01/v/index.html"].decode().partition("The figures were false.")[2]


def test_a_variant_that_is_withdrawn_takes_nothing_with_it(make_site: Callable[..., Path]) -> None:
    files = built(make_site(FILES | with_withdrawal(VARIANT)))
    assert found_in(files, W["text of the variant"]) == []
    assert found_in(files, W["body"]) != []
    assert b"noindex" not in files["2024/01/a/index.html"]


def test_what_its_main_release_says_last_is_what_counts(make_site: Callable[..., Path]) -> None:
    third = release("Third", "wthird", id="w1", variant_of="v.md", withdrawn="{date: 2026, reason: own, text: kept}")
    chain = {"content/releases/w.md": third}
    files = built(make_site(FILES | with_withdrawal(A) | chain))
    assert found_in(files, "wthird") == []
    circle = {
        "content/releases/x.md": release("X", "wcircle", variant_of="y.md"),
        "content/releases/y.md": release("Y", "wy", variant_of="x.md", withdrawn="{date: 2026, reason: r}"),
    }
    assert found_in(built(make_site(FILES | circle, "circle")), "wcircle") == []
