"""The check of embargoes: a leak planted in each kind of output is found, and words that the public has are none."""

import bz2
import gzip
import io
import json
import lzma
import zipfile
from pathlib import Path

import pytest

from generator.check.git_remotes import find_public_remotes
from generator.check.plain_text import readable, words_of_list
from generator.check.traces import runs_of, tokens_of
from tests.check.planting import Plant, found
from tests.check.planting import golden as golden
from tests.check.planting import plant as plant
from tests.sites import AS_OF, CONFIG, build_at, release, write_site

WING = "content/releases/2026/2026-06-01-vermilion-wing.md"
SKETCH = "content/releases/undated/sketch.md"
CELLAR = "content/releases/2018/2018-02-11-cellar.md"
TITLE = b"Zygomorphic gallery opens in the vermilion wing"


def said(site: Path, **options: object) -> set[str]:
    """Return what the check says, without the places."""
    return {line.partition(": error: ")[2].partition(" (and in")[0] for line in found(site, "embargo", **options)}


def of(what: str, path: str = WING, reason: str = "which is not visible yet") -> str:
    verb = "are" if what == "words" else "is"
    advice = "build again, and if it comes back, look for it in layouts/ and content/static/"
    return f"{what} of {path}, {reason}, {verb} here; {advice}"


def test_the_golden_site_has_no_trace_of_what_is_held_back(golden: Path) -> None:
    assert found(golden, "embargo") == []


def zipped(name: str, data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, data)
    return packed.getvalue()


HERE = (b"</h1>", b"</h1><p>" + TITLE + b"</p>")
KINDS = {
    "a page": ("output/about/index.html", HERE),
    "a page, with entities": (
        "output/about/index.html",
        (b"</h1>", b"</h1><p>Zygo&#109;orphic gallery &#111;pens in the vermilion&#32;wing"),
    ),
    "a page, with emphasis": (
        "output/about/index.html",
        (b"</h1>", b"</h1><p><em>Zygomorphic</em> gallery opens in the <b>vermilion wing</b>"),
    ),
    "an attribute of a page": ("output/about/index.html", (b"<h1>", b'<h1 title="' + TITLE + b'">')),
    "a comment of a page": ("output/about/index.html", (b"<h1>", b"<!-- " + TITLE + b" --><h1>")),
    "structured data": ("output/2014/06/new-roof/index.html", (b'"genre":', b'"x":"' + TITLE + b'","genre":')),
    "an Atom feed": ("output/feed.xml", (b"<entry", b"<entry><title>" + TITLE + b"</title></entry><entry")),
    "HTML in a feed": (
        "output/feed.xml",
        (
            b"</summary>",
            b"</summary><content>&lt;p&gt;Zygomorphic gallery &lt;b&gt;opens&lt;/b&gt; in the vermilion wing",
        ),
    ),
    "an RSS feed": ("output/rss.xml", (b"<item>", b"<item><title>" + TITLE + b"</title></item><item>")),
    "a JSON feed": ("output/feed.json", (b'"items": [', b'"items": [{"title": "' + TITLE + b'"},')),
    "JSON with escapes": (
        "output/feed.json",
        (b'"items": [', b'"items": [{"title": "\\u005aygomorphic gallery\\nopens in the vermilion wing"},'),
    ),
    "an archive document": (
        "output/feed/2012-03.xml",
        (b"<entry", b"<entry><title>" + TITLE + b"</title></entry><entry"),
    ),
    "a sitemap": (
        "output/sitemap/pages.xml",
        (b"</urlset>", b"<url><loc>https://example.org/archive/2026/06/vermilion-wing/</loc></url></urlset>"),
    ),
    "search: titles": ("output/search/2014/0.json", (b"[[", b'[["/x/","' + TITLE + b'"],[')),
    "search: names": ("output/search/names.json", (b'"t":[', b'"t":["Zugzwang",')),
    "search: words": ("output/search/2014/first.txt", (b"", b"Azugzwang B7\n")),
    "a table": ("output/data/2014.csv", (b"id,", b"\nx,https://example.org/," + TITLE + b"\nid,")),
    "JSON Lines": ("output/data/2014.jsonl", (b"", json.dumps({"title": TITLE.decode()}).encode() + b"\n")),
    "a release as Markdown": ("output/2014/06/new-roof/release.md", (b"# New", b"# " + TITLE + b"\n\n# New")),
    "a release as text": ("output/2014/06/new-roof/release.txt", (b"Issued by", TITLE + b"\n\nIssued by")),
    "a release as ninjs": ("output/2014/06/new-roof/release.json", (b'"title":', b'"x": "' + TITLE + b'", "title":')),
    "llms.txt": ("output/llms.txt", (b"## Lists", TITLE + b"\n## Lists")),
    "robots.txt": ("output/robots.txt", (b"Disallow:", b"Disallow: /2026/06/vermilion-wing/")),
    "a redirect": (
        "output/tags/lanterns/index.html",
        (b"url=../lantern-nights/", b"url=/archive/2026/06/vermilion-wing/"),
    ),
    "the page of unknown addresses": ("output/404.html", (b"</h1>", b"</h1>" + TITLE)),
    "a stylesheet": ("output/theme.css", b"/* " + TITLE + b" */"),
    "a script": ("output/x.js", b"let title = '" + TITLE + b"'"),
    "a file name": ("output/media/zygomorphic-gallery-opens-in-the-vermilion-wing.png", b"x"),
    "a folder": ("output/2026/06/vermilion-wing/x.bin", b"x"),
    "a gzipped file": ("output/feed.xml.gz", gzip.compress(TITLE)),
    "a bzip2 file": ("output/feed.xml.bz2", bz2.compress(TITLE)),
    "an xz file": ("output/feed.xml.xz", lzma.compress(TITLE)),
    "a zip archive": ("output/all.zip", zipped("a.txt", TITLE)),
    "a name in a zip archive": ("output/all.zip", zipped("2026/06/vermilion-wing/index.html", b"x")),
    "an archive in an archive": ("output/all.zip", zipped("a.json.gz", gzip.compress(TITLE))),
    "a picture's own words": ("output/favicon.png", (b"IDAT", b"tEXtTitle\0" + TITLE + b"IDAT")),
    "a text in UTF-16": ("output/notes.txt", TITLE.decode().encode("utf-16")),
    "a static file": ("output/google0000.html", TITLE),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_leak_in_each_kind_of_output_is_found(kind: str, plant: Plant) -> None:
    path, fault = KINDS[kind]
    lines = found(plant({path: fault}), "embargo")
    assert lines
    assert all(WING in line for line in lines)
    assert any(line.startswith(f"{path}: error: ") for line in lines)
    assert not any("Zygomorphic" in line or "Zugzwang" in line for line in lines)


LEAKS = {
    "the id": b"0026zygomorph0000",
    "the address": b"/2026/06/vermilion-wing/",
    "an old address": b"zenzizenzizenzic.html",
    "the summary": b"Xanthocomic summary",
    "the text": b"a Sesquipedalian body under embargo!",
    "a term": b"Brobdingnag Holdings",
    "a quotation": b"Quixotry is cheap",
    "a medium": b"zeugma.png",
}


@pytest.mark.parametrize("what", LEAKS)
def test_every_part_of_a_hidden_release_is_looked_for(what: str, plant: Plant) -> None:
    site = plant({"output/about/index.html": (b"</h1>", b"</h1><p>" + LEAKS[what] + b"</p>")})
    assert of(what) in said(site)


PAGES = {
    "output/id/0026zygomorph0000/index.html": "the id",
    "output/2026/06/vermilion-wing/index.html": "the address",
    "output/syzygy/index.html": "an old address",
    "output/tags/zugzwang/index.html": "a term",
    "output/2026/06/13/index.html": "the date",
    "output/quotes/thaddeus-quillfeather/index.html": "a speaker",
}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_that_only_a_hidden_release_would_have_is_found(path: str, plant: Plant) -> None:
    assert of(PAGES[path]) in said(plant({path: b"<p>"}))


def test_the_bytes_of_a_hidden_medium_are_found_under_any_name(golden: Path, plant: Plant) -> None:
    site = plant({"output/assets/a.bin": (golden / "content/media/zeugma.png").read_bytes()})
    assert said(site) == {of("a medium")}


def test_a_medium_whose_rights_have_ended_is_found(golden: Path, plant: Plant) -> None:
    site = plant({"output/media/other.png": (golden / "content/media/lapsed.png").read_bytes()})
    assert {line.partition(", ")[2].partition(",")[0] for line in said(site)} == {"whose rights have ended"}


def test_the_text_of_a_withdrawn_release_is_found_and_its_title_is_not(plant: Plant) -> None:
    words = b"<p>Opening of the cellar</p><p>Crepuscular text that nobody may read any more</p>"
    site = plant({"output/about/index.html": (b"</h1>", b"</h1>" + words)})
    assert said(site) == {of("the text", CELLAR, "which was withdrawn")}


def test_several_words_of_a_draft_give_it_away_and_two_do_not(plant: Plant) -> None:
    two = plant({"output/about/index.html": (b"</h1>", b"</h1>taradiddle, widdershins")})
    assert found(two, "embargo") == []
    (two / "output/timeline/index.html").write_bytes(b"widdershins, then discombobulated, then taradiddle")
    assert said(two) == {of("words", SKETCH, "a draft")}


def test_an_hour_later_it_is_no_leak(plant: Plant) -> None:
    site = plant({"output/about/index.html": HERE, ".dateline/state.sqlite": None})
    assert of("the title") in said(site)
    assert not any(WING in line for line in said(site, now=AS_OF.replace(year=2026, month=10)))


MARKED = (
    "The museum [opens its doors](https://example.com/) again on *the first Sunday* after the harvest, says <b>it</b>."
)
SHARED = "The museum opens its doors again on the first Sunday after the harvest, with lanterns."


def test_what_a_visible_release_says_as_well_is_no_leak(tmp_path: Path) -> None:
    fields = {"tags": "[Harvest supper]", "people": "[Odile Marchetti]", "summary": SHARED}
    site = write_site(
        tmp_path / "site",
        {
            "content/releases/a.md": release("Doors open again", SHARED, slug="doors-1", **fields),
            "content/releases/b.md": release("Doors open again", SHARED, slug="doors-2", date="2027-01-01", **fields),
            "content/releases/c.md": release("March in Aldercombe", "Published in French.", status="draft", id="c"),
            "content/releases/d.md": release(
                "Press release", "Related releases by year.", status="draft", place="{city: Paris}"
            ),
        },
    )
    build_at(site)
    assert found(site, "embargo") == []


def test_marks_in_a_shared_text_make_no_leak_of_it(tmp_path: Path) -> None:
    files = {
        "content/releases/a.md": release("One title", MARKED),
        "content/releases/b.md": release("Another title", f"{MARKED} And more.", date="2027-01-01"),
    }
    site = write_site(tmp_path / "site", files | {"config.yaml": CONFIG + "formats: [html, md, txt, ninjs]\n"})
    build_at(site)
    assert found(site, "embargo") == []


def test_a_name_that_only_a_link_of_a_visible_release_has_is_still_a_leak(tmp_path: Path) -> None:
    site = write_site(
        tmp_path / "site",
        {
            "content/releases/a.md": release(
                "A", "Read [on](2027-hullabaloo.md), or [on](/2027/01/hullabaloo/).", related="[2027-hullabaloo.md]"
            ),
            "content/releases/2027-hullabaloo.md": release("What a noise", date="2027-01-01"),
        },
    )
    build_at(site)
    assert found(site, "embargo") == []
    (site / "output/x.txt").write_text("see hullabaloo")
    assert said(site) == {of("the address", "content/releases/2027-hullabaloo.md")}


def test_the_original_of_a_draft_is_found(tmp_path: Path) -> None:
    original = "original: {file: a.txt, sha256: " + "0" * 64 + "}"
    files = {
        "content/releases/a.md": release("A", status=f"draft\n{original}"),
        "content/originals/a.txt": "As it came: embargoed.",
        "content/static/notes.txt": "As it came: embargoed.",
    }
    site = write_site(tmp_path / "site", files)
    build_at(site)
    assert said(site) == {of("the original", "content/releases/a.md", "a draft")}


def test_what_cannot_be_unpacked_is_said(plant: Plant) -> None:
    from generator.check import CheckOptions, check

    site = plant({"output/feed.xml.br": b"\x0b\x02\x80"})
    report = check(site, CheckOptions(names=("embargo",), jobs=1), now=AS_OF)
    assert report.left_out == (("embargo", "1 packed files cannot be read here, such as output/feed.xml.br"),)


# Remotes

URLS = {
    "https://github.com/museum/archive.git": "github.com",
    "https://anna:secret@github.com/museum/archive.git": "github.com",
    "git@gitlab.com:museum/archive.git": "gitlab.com",
    "ssh://git@codeberg.org/museum/archive.git": "codeberg.org",
    "git@git.museum.example:archive.git": "",
    "/srv/git/archive.git": "",
    "../archive.git": "",
}


@pytest.mark.parametrize("url", URLS)
def test_a_remote_on_a_public_host_is_a_warning(url: str, tmp_path: Path) -> None:
    files = {".git/config": f'[core]\n\tbare = false\n[remote "origin"]\n\turl = {url}\n[branch "main"]\n\turl = x\n'}
    site = write_site(tmp_path / "repository", files) / "site"
    site.mkdir()
    warned = [str(problem) for problem in find_public_remotes(site, hidden=2)]
    host = URLS[url]
    assert len(warned) == bool(host)
    assert all(f"remote 'origin' is at {host}, and 2 releases are not visible yet" in line for line in warned)
    assert "secret" not in "".join(warned)


def test_a_work_tree_has_the_remotes_of_its_repository(tmp_path: Path) -> None:
    files = {
        "repository/.git/config": '[remote "o"]\nurl = https://github.com/a/b\n',
        "repository/.git/worktrees/w/commondir": "../..\n",
        "w/.git": f"gitdir: {tmp_path / 'x/repository/.git/worktrees/w'}\n",
    }
    site = write_site(tmp_path / "x", files) / "w"
    assert len(list(find_public_remotes(site, hidden=1))) == 1


def test_nothing_hidden_may_lie_anywhere(tmp_path: Path) -> None:
    site = write_site(tmp_path / "x", {".git/config": '[remote "o"]\nurl = https://github.com/a/b\n'})
    assert list(find_public_remotes(site, hidden=0)) == []


# How texts are read


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two-hundred lanterns, café!", ["two", "hundred", "lanterns", "cafe", "|"]),
        ("/2026/06/vermilion-wing/", ["2026", "06", "vermilion", "wing"]),
        ("a <b> c", ["a", "|", "b", "|", "c"]),
    ],
)
def test_a_text_is_cut_into_words(text: str, words: list[str]) -> None:
    assert tokens_of(text) == words


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("One and two", [("one", "and", "two")]),
        ("Zugzwang", [("zugzwang",)]),
        ("12 34 56 78", []),
        ("ab", []),
        ("facade1 5", []),
        ("alpha beta gamma delta", [("alpha", "beta", "gamma"), ("beta", "gamma", "delta")]),
    ],
)
def test_a_text_is_cut_into_runs(text: str, runs: list[tuple[str, ...]]) -> None:
    assert list(runs_of(text)) == runs


def test_escapes_are_read_as_what_they_stand_for() -> None:
    assert readable("\\u0041b &amp;amp;lt; a%20b") == "Ab < a%20b\n|\nAb < a b"


def test_a_list_of_words_is_spelled_out() -> None:
    assert list(words_of_list("Aafter B\nBldercombe C\nBn B\n")) == ["after", "aldercombe", "an"]
