"""Earlier texts of corrected releases: where they stand, who is led there, and what feeds and programs are told."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sites import build_at, differences, files_in, problems_of, release

CONFIG = """\
title: The Archive
base_url: https://example.org/archive/
formats: [html, md, txt, ninjs]
feeds: {limit: 2, per_term: true}
"""
A, V = "content/releases/a.md", "content/versions/a1/1.md"
PREVIOUS = "previous: content/versions/a1/1.md"
CORRECTIONS = f"[{{date: '2026-06-15T10:00Z', note: It is 8., {PREVIOUS}}}]"
FILES: dict[str, str | bytes | None] = {
    "config.yaml": CONFIG,
    A: release("Gate", "It is 8 metres.\n\nNobody lives there.", id="a1", tags="[Sea]", corrections=CORRECTIONS),
    V: release("Gate", "It is 7 metres, see [it](b.md).\n\nNobody lives there.", id="a1", people="[Sevenson]"),
    **{f"content/releases/{name}.md": release(name, date=f"2026-06-1{day}") for day, name in enumerate("bcd")},
}
PAGE = "2024/01/a/versions/1/index.html"


def built(site: Path) -> dict[str, bytes]:
    build_at(site)
    return files_in(site / "output")


def test_an_earlier_text_has_a_page_with_a_banner_that_no_search_engine_keeps(make_site: Callable[..., Path]) -> None:
    files = built(make_site(FILES))
    page = files[PAGE].decode()
    assert '<meta name="robots" content="noindex">' in page
    assert "This is no longer what the release says. It was corrected:" in page
    assert "It is 8." in page
    assert '<a href="../../">' in page
    assert '<a href="../../../../../2026/06/b/">it</a>' in page
    assert "It is <del>7 metres, see it. </del><ins>8 metres.</ins>" in page
    assert "<p>Nobody lives there.</p>" not in page.partition('id="changes"')[2]
    current = files["2024/01/a/index.html"].decode()
    assert '<a href="versions/1/">The text before</a> <a href="versions/1/#changes">What changed</a>' in current
    assert '"correction":' in current.replace(" ", "")


def test_nothing_but_its_page_and_the_archive_of_the_feed_has_the_earlier_text(make_site: Callable[..., Path]) -> None:
    files = built(make_site(FILES))
    for word in (b"7 metres", b"versions/1"):
        found = {path for path, data in files.items() if word in data}
        assert found <= {PAGE, "feed/2024-01.xml", "2024/01/a/index.html"}
    assert [path for path, data in files.items() if b"Sevenson" in data or "seven" in path] == []


def test_the_feed_tells_of_the_correction_and_the_document_of_its_month_stays(make_site: Callable[..., Path]) -> None:
    before = {path: data for path, data in FILES.items() if path != V} | {A: FILES[V]}
    once, then = built(make_site(before, "before")), built(make_site(FILES, "after"))
    assert once["feed/2024-01.xml"] == then["feed/2024-01.xml"]
    assert b"<title>Gate</title>" not in once["feed.xml"]
    entry = then["feed.xml"].partition(b"<title>Gate</title>")[2].partition(b"</entry>")[0]
    assert b"<updated>2026-06-15T10:00:00Z</updated>" in entry
    assert b"It is 8 metres." in entry
    assert b"Corrected, June 15, 2026: It is 8." in entry
    assert [then["feed.xml"].count(name) for name in (b"<title>d</title>", b"<title>c</title>", b"<entry")] == [1, 1, 3]
    assert b"<title>Gate</title>" in then["tags/sea/feed.xml"]


def test_programs_are_told_of_another_version(make_site: Callable[..., Path]) -> None:
    twin = json.loads(built(make_site(FILES))["2024/01/a/release.json"])
    assert (twin["version"], twin["versionCreated"]) == ("2", "2026-06-15T10:00:00Z")


@pytest.mark.parametrize(
    "front", [{"withdrawn": "{date: 2026-06-20, reason: r, text: kept}"}, {"expires": "2026-06-01"}]
)
def test_a_withdrawn_release_shows_no_earlier_text_and_its_address_leads_to_it(
    make_site: Callable[..., Path], front: dict[str, str]
) -> None:
    text = release("Gate", "It is 8 metres.", id="a1", corrections=CORRECTIONS, **front)
    files = built(make_site(FILES | {A: text}))
    assert b"url=../../" in files[PAGE]
    assert [path for path, data in files.items() if b"7 metres" in data] == []


@pytest.mark.parametrize("front", [{"status": "draft"}, {"embargo": "2030-01-01"}])
def test_what_was_never_public_is_not_shown_as_an_earlier_text(
    make_site: Callable[..., Path], front: dict[str, str]
) -> None:
    files = built(make_site(FILES | {V: release("Secret", "It is 7 metres.", id="a1", **front)}))
    assert PAGE not in files
    assert [path for path, data in files.items() if b"7 metres" in data or b"Secret" in data] == []


def test_the_versions_of_a_hidden_release_are_hidden(make_site: Callable[..., Path]) -> None:
    text = release("Gate", "It is 8 metres.", id="a1", corrections=CORRECTIONS, status="draft")
    files = built(make_site(FILES | {A: text}))
    assert [path for path, data in files.items() if b"metres" in data or "versions" in path] == []


def test_a_file_that_no_correction_names_is_not_published(make_site: Callable[..., Path]) -> None:
    files = built(make_site(FILES | {"content/versions/a1/2.md": release("Stray", "Stray words.")}))
    assert [path for path, data in files.items() if b"Stray" in data] == []


def test_a_text_that_is_not_there_is_told(make_site: Callable[..., Path]) -> None:
    site = make_site({path: data for path, data in FILES.items() if path != V})
    advice = "write it like content/versions/<id>/1.md, or remove 'previous'"
    assert problems_of(site) == [
        f"{A}: warning: 'corrections' names 'content/versions/a1/1.md', which is no text that was kept; {advice}"
    ]


def test_each_text_is_compared_with_the_one_after_it(make_site: Callable[..., Path]) -> None:
    second = f"{{date: '2026-06-16T10:00Z', note: It is 9., {PREVIOUS.replace('1.md', '2.md')}}}"
    corrections = f"[{CORRECTIONS[1:-1]}, {second}]"
    text = release("Gate", "It is 9 metres.", id="a1", corrections=corrections)
    files = built(make_site(FILES | {A: text, "content/versions/a1/2.md": FILES[A]}))
    assert b"It is <del>7 metres, see it. </del><ins>8 metres.</ins>" in files[PAGE]
    assert b"<ins>9 </ins>" in files["2024/01/a/versions/2/index.html"]
    assert b"<ins>9" not in files[PAGE]


def test_an_edited_version_is_built_as_from_nothing(make_site: Callable[..., Path]) -> None:
    site = make_site(FILES)
    build_at(site)
    (site / V).write_text(release("Gate", "It is 6 metres.", id="a1"))
    incremental = built(site)
    build_at(site, clean=True)
    assert list(differences(files_in(site / "output"), incremental)) == []
    assert b"<del>6 </del>" in incremental[PAGE]


def test_a_picture_of_an_earlier_text_is_published(make_site: Callable[..., Path]) -> None:
    text = release("Gate", "![p](/media/p.png)", id="a1")
    files = built(make_site(FILES | {V: text, "content/media/p.png": b"p"}))
    assert files["media/p.png"] == b"p"
