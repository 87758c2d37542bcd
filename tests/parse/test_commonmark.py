"""The engine commonmark keeps the contract of python-markdown: the same words, links, headings, anchors and safety."""

import re
import shutil
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote

import pytest

from generator.front_matter import split_document
from generator.markdown_settings import ENGINES
from generator.model import Body
from generator.parse.anchors import add_anchors
from generator.parse.markdown import MarkdownParser
from tests.sites import GOLDEN, build_at, copy_golden_site, files_in

EXTENSIONS = ("tables", "sane_lists", "footnotes", "def_list")
PYTHON_MARKDOWN, COMMONMARK = (MarkdownParser((engine, *EXTENSIONS)) for engine in ENGINES)

_HEADING = re.compile(r"<(h[2-6])>(.*?)</h", re.DOTALL)
_ANCHOR = re.compile(r' id="(p-[^"]*)"')
_MARK = re.compile(r"```\w*|[*]+")
"""What one of the dialects takes for syntax and the other for text: fences, lists that run into a paragraph."""


def words(body: Body) -> list[str]:
    return _MARK.sub("", body.text).split()


def links(body: Body) -> list[str]:
    return [unquote(link) for link in body.links]


def headings(body: Body) -> list[tuple[str, str]]:
    return _HEADING.findall(body.html)


def anchors(body: Body) -> list[str]:
    return _ANCHOR.findall(add_anchors(body.html))


@pytest.mark.parametrize(
    "text",
    [
        "Plain -- \"quoted\" 'text'...",
        "# One\n\n## Two\n\nThree\n---\n\nfour",
        "*a* **b** ***c*** _d_ a_b_c `e *f*` \\*g\\*",
        "[a](b.md) ![c](/media/d.png 'e') <https://example.org/?a=1&b=2> [f][g]\n\n[g]: h.md 'i'",
        "- one\n- two\n    - three\n\n1. four\n2. five\n\n> six\n>\n> seven",
        "- one\n\n- two\n\n    three",
        "    code\n    more\n\nwords\n\n***\n\nwords  \nwords",
        "| a | b | c |\n|:--|--:|:-:|\n| 1 | *2* | `3` |\n\nAfter.",
        "Term\n:   Means\n\nTerm\n:   Means\n:   Also",
        "A.[^1] B.[^note] C.[^1]\n\n[^1]: One *a*.\n[^note]: Two.\n\n    More.\n\nAfter.",
        "<div>a</div>\n\n<b>c</b> &amp; &copy; AT&T x < y\n\n<table><tr><td>d</td></tr></table>",
        "![far](https://e.example/a.png?x) ![](//e.example/b.png)",
        "1986. A great year.\n\nA line\nand one more.",
    ],
)
def test_both_engines_make_the_same_of_what_both_dialects_have(text: str) -> None:
    found, expected = COMMONMARK.parse(text), PYTHON_MARKDOWN.parse(text)
    assert found.text == expected.text
    assert (found.links, found.pictures) == (expected.links, expected.pictures)
    assert headings(found) == headings(expected)
    assert anchors(found) == anchors(expected)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# One", "<h2>One</h2>\n"),
        ("<p style='color:red' class='x' onclick='y'>Words</p>", "<p>Words</p>"),
        ("<script>alert(1)</script>\n\nWords", "\n<p>Words</p>\n"),
        ("<style>a{}</style><iframe src='x'></iframe><form><input></form>", ""),
        ("[a](javascript:alert(1)) [b](JAVA&#115;cript:x) <data:c>", "<p><a>a</a> <a>b</a> <a>data:c</a></p>\n"),
        ("![alt](/media/a.png)", '<p><img src="/media/a.png" alt="alt"></p>\n'),
        ("![alt](https://e.example/a.png?x)", '<p><a class="remote-picture" href="https://e.example/a.png?x">alt</a></p>\n'),
        ("|a|b|\n|:-|-:|\n|1|2|", None),
        ("```py\ncode < *a*\n```", '<pre tabindex="0"><code>code &lt; *a*\n</code></pre>\n'),
        ("- a\n\n  b", "<ul>\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n</ul>\n"),
        ("words\n- item", "<p>words</p>\n<ul>\n<li>item</li>\n</ul>\n"),
    ],
)  # fmt: skip
def test_a_text_becomes_html_that_can_do_nothing(text: str, html: str | None) -> None:
    found = COMMONMARK.parse(text).html
    assert "style" not in found
    assert found == (html if html is not None else found)


def test_a_table_keeps_its_alignment() -> None:
    html = COMMONMARK.parse("|a|b|c|\n|:-|-:|:-:|\n|1|2|3|").html
    assert [html.count(f'class="align-{side}"') for side in ("left", "right", "center")] == [2, 2, 2]


NOTE = '<li id="fn:{0}">\n<p>{1}&nbsp;{2}</p>\n</li>'
BACK = '<a href="#{}" title="Back to the text">↩</a>'


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "A.[^1] B.[^1]\n\n[^1]: One.",
            (
                '<p>A.<sup id="fnref:1"><a href="#fn:1">1</a></sup> B.<sup id="fnref2:1"><a href="#fn:1">1</a></sup>',
                "<div>\n<hr>\n<ol>\n",
                NOTE.format("1", "One.", BACK.format("fnref:1") + BACK.format("fnref2:1")),
            ),
        ),
        (
            "A.[^b]\n\n[^unused]: No.\n[^b]: Yes.",
            (NOTE.format("b", "Yes.", BACK.format("fnref:b")), '<li id="fn:unused">\n<p>No.</p>\n</li>'),
        ),
        ("A.[^1]\n\n[^1]: - item", ("<li>item</li>\n</ul>\n<p>" + BACK.format("fnref:1") + "</p>\n</li>",)),
        (
            "A.[^1]\n\n[^1]: One.[^2]\n[^2]: Two.",
            ('<p>One.<sup id="fnref:2">', NOTE.format("2", "Two.", BACK.format("fnref:2"))),
        ),
        (
            "> A.[^1]\n>\n> [^1]: One.\n\nAfter.",
            ("</blockquote>\n<p>After.</p>\n<div>\n<hr>", NOTE.format("1", "One.", BACK.format("fnref:1"))),
        ),
        ("A.[^1]\n\n[^1]: <div>\n    x\n\nAfter.", ("<p>After.</p>", '<li id="fn:1">')),
        ("A.[^1]\n\n[^1]:", ('<li id="fn:1">',)),
        ('`class="footnote-definition"`', ('<p><code>class="footnote-definition"</code></p>',)),
        ("A.[^no]", ("<p>A.[^no]</p>",)),
    ],
)  # fmt: skip
def test_footnotes_stand_at_the_end_and_lead_back(text: str, parts: tuple[str, ...]) -> None:
    html = COMMONMARK.parse(text).html
    assert [part for part in parts if part not in html] == [], html
    assert "footnote" not in html.replace('"footnote-definition"</code>', "")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("text", [">" * 50_000 + " a", "<b>" * 50_000, "<ul><li>" * 50_000, "- " * 50_000 + "a"])
def test_what_is_nested_absurdly_deep_is_refused_or_read_and_stalls_nothing(text: str, engine: str) -> None:
    parser = MarkdownParser((engine, *EXTENSIONS))
    with suppress(RecursionError):
        parser.parse(text)
    assert "a" in parser.parse("a").text


def test_extensions_are_what_the_site_named() -> None:
    bare = MarkdownParser(("commonmark",))
    text = "A.[^1]\n\n[^1]: One.\n\n|a|b|\n|-|-|\n\nTerm\n: Means"
    assert not re.search("<(table|dl|li)", bare.parse(text).html)
    assert re.findall("<(table|dl|li)", COMMONMARK.parse(text).html) == ["table", "dl", "li"]


def bodies(folder: Path) -> dict[str, str]:
    """Return the Markdown of every release below a folder, by path."""
    found = {}
    for path in sorted(folder.rglob("*.md")):
        document = split_document(path.read_bytes(), "")
        found[str(path)] = path.read_text("utf-8", errors="replace") if document.problems else document.body
    return found


def test_both_engines_make_the_same_of_the_golden_site() -> None:
    for path, text in bodies(GOLDEN / "site" / "content").items():
        found, expected = COMMONMARK.parse(text), PYTHON_MARKDOWN.parse(text)
        assert (path, words(found)) == (path, words(expected))
        assert (path, links(found)) == (path, links(expected))
        assert (path, headings(found)) == (path, headings(expected))
        assert (path, anchors(found)) == (path, anchors(expected))


def test_both_engines_find_the_same_in_real_releases(shared: Path) -> None:
    texts = bodies(shared / "corpus" / "wires")
    assert len(texts) > 400
    same_anchors = 0
    for path, text in texts.items():
        found, expected = COMMONMARK.parse(text), PYTHON_MARKDOWN.parse(text)
        assert (path, words(found)) == (path, words(expected))
        assert (path, links(found)) == (path, links(expected))
        assert (path, headings(found)) == (path, headings(expected))
        assert not re.search(r"<(script|style|iframe|form|object)|\son\w+=|javascript:", found.html)
        same_anchors += anchors(found) == anchors(expected)
    assert same_anchors >= len(texts) * 0.97  # a list that runs into a paragraph is one in CommonMark


ENGINE = "markdown:\n  engine: {}\n  extensions: [tables, sane_lists, footnotes]\n"


def use_engine(site: Path, engine: str) -> None:
    """Write which engine reads the Markdown of a copy of the golden site."""
    path = site / "config.yaml"
    text = re.sub(r"markdown:\n(  .*\n)+", ENGINE.format(engine), path.read_text("utf-8"))
    path.write_text(text, "utf-8")


ADDED = "\nAn [added](https://example.org/) *word*.\n"


def test_a_site_read_by_commonmark_is_built_as_from_nothing_after_each_change(tmp_path: Path) -> None:
    site = copy_golden_site(tmp_path / "site")
    build_at(site)
    before = files_in(site / "output")
    use_engine(site, "commonmark")
    read = build_twice(site, tmp_path / "read")
    assert before.keys() == read.keys()
    changed = next((site / "content" / "releases").rglob("*harvest-show.md"))
    text = changed.read_text("utf-8")
    changed.write_text(text + ADDED, "utf-8")
    edited = build_twice(site, tmp_path / "edited")
    assert {path for path in edited if edited[path] != read[path]}
    use_engine(site, "python-markdown")
    changed.write_text(text, "utf-8")
    build_at(site)
    assert files_in(site / "output") == before


def build_twice(site: Path, elsewhere: Path) -> dict[str, bytes]:
    """Build a site after its last build, and a copy of it from nothing; return the output of both."""
    shutil.copytree(site, elsewhere, ignore=shutil.ignore_patterns("output", ".dateline"))
    build_at(site)
    build_at(elsewhere)
    output = files_in(site / "output")
    assert output == files_in(elsewhere / "output")
    return output
