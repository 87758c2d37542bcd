"""Markdown → body: a table of texts, the HTML they become, and the links found in them."""

import pytest

from generator.parse.markdown import MarkdownParser, plain_text

PARSER = MarkdownParser(("python-markdown", "tables", "sane_lists", "footnotes"))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Plain -- \"quoted\" 'text'...", "<p>Plain -- \"quoted\" 'text'...</p>"),
        ("# One\n\n## Two", "<h2>One</h2>\n<h2>Two</h2>"),
        ("<h1 title='x'>One</h1>", '<h2 title="x">One</h2>'),
        ("AT&T &amp; &#8212; x < y", "<p>AT&amp;T &amp; — x &lt; y</p>"),
        ("<p style='color:red' class='x' onclick='y'>Words</p>", "<p>Words</p>"),
        ("<script>alert(1)</script>Words", "\n<p>Words</p>"),
        ("[a](javascript:alert(1))", "<p><a>a</a></p>"),
        ("[a](https://example.org/?a=1&b=2)", '<p><a href="https://example.org/?a=1&amp;b=2">a</a></p>'),
        ("![alt](/media/a.png)", '<p><img alt="alt" src="/media/a.png"></p>'),
        ("![alt](https://e.example/a.png?x)", '<p><a class="remote-picture" href="https://e.example/a.png?x">alt</a></p>'),
        ("![](//e.example/a%20b.png)", '<p><a class="remote-picture" href="//e.example/a%20b.png">a%20b.png</a></p>'),
        ("<img src=' HTTPS://e.example/a'>", '<p><a class="remote-picture" href=" HTTPS://e.example/a">a</a></p>'),
        ("<img alt='only words'>", "<p>only words</p>"),
        ('`href="x"`', '<p><code>href="x"</code></p>'),
    ],
)  # fmt: skip
def test_a_text_becomes_html_that_can_do_nothing(text: str, html: str) -> None:
    assert PARSER.parse(text).html == html


def test_a_table_keeps_its_alignment_without_a_style() -> None:
    html = PARSER.parse("|a|b|c|\n|:-|-:|:-:|\n|1|2|3|").html
    assert [f'class="align-{side}"' in html for side in ("left", "right", "center")] == [True, True, True]
    assert "style" not in html


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("[a](b.md) ![c](d.png) [a](b.md)", ("b.md", "d.png")),
        ("[a](#below)", ()),
        ("[a](b.md?x=1&y=2#z)", ("b.md?x=1&y=2#z",)),
        ('a href="b.md" src="c.png"', ()),
        ('    <a href="b.md">', ()),
        ("<a title='x href=' href='b.md'>c</a>", ("b.md",)),
        ("<https://example.org/>", ("https://example.org/",)),
    ],
)
def test_the_links_of_a_text_are_found_and_what_it_says_about_links_is_not(text: str, links: tuple[str, ...]) -> None:
    assert PARSER.parse(text).links == links


def test_nothing_of_one_text_leaks_into_the_next() -> None:
    PARSER.parse("One.[^1]\n\n[^1]: A note.\n\n[ref]: https://example.org/")
    assert PARSER.parse("Two.[^1] [ref]").html == "<p>Two.[^1] [ref]</p>"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One <em>two</em></p>\n<p>three</p>", "One two\nthree"),
        ("<ul>\n<li>a</li>\n<li>b &amp; c</li>\n</ul>", "a\nb & c"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a\nb"),
        ("<p>a<br>b</p><hr>", "a\nb"),
        ('<p title="a > b">c</p>', "c"),
    ],
)
def test_the_words_of_a_text_stand_a_line_for_each_block(html: str, text: str) -> None:
    assert plain_text(html) == text


def test_a_text_that_is_nested_absurdly_deep_leaves_nothing_to_the_next_one() -> None:
    parser = MarkdownParser(
        (
            "python-markdown",
            "tables",
        )
    )
    before = parser.parse("[x](gone.md)")
    with pytest.raises(RecursionError):
        parser.parse("".join("    " * depth + "- x\n" for depth in range(280)))
    assert parser.parse("[x](gone.md)") == before
