"""A body comes back from its Markdown with the same words, pictures and links, whatever stands in it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.organise.twins.body_markdown import body_markdown, escape_markdown
from generator.parse.markdown import MarkdownParser

PARSER = MarkdownParser(("python-markdown", "tables", "sane_lists"))


@pytest.mark.parametrize(
    ("clean", "markdown"),
    [
        ("<p>One.</p>\n<p>Two.</p>", "One.\n\nTwo."),
        ("<h2 id='p-1'>Head</h2>", "## Head"),
        ("<p>a <em>b</em> <strong>c</strong> <code>d*</code></p>", "a *b* **c** `d*`"),
        ('<p><a href="https://example.org/a b">t</a> <a>hidden</a></p>', "[t](<https://example.org/a%20b>) hidden"),
        ('<p><img src="https://example.org/p.png" alt="A [x]"></p>', "![A \\[x\\]](<https://example.org/p.png>)"),
        ("<ul>\n<li>a</li>\n<li>b</li>\n</ul>", "-   a\n-   b"),
        ('<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>', "3.  a\n4.  b"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "-   a\n    -   b"),
        ("<ul><li><p>a</p></li><li><p>b</p></li></ul>", "-   a\n\n-   b"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "-   a\n\n<!-- -->\n\n-   b"),
        ("<ul><li><ul><li>a</li></ul></li></ul>", "<ul><li><ul><li>a</li></ul></li></ul>"),
        ("<ul><li>a<blockquote><p>b</p></blockquote></li><li>c</li></ul>", "-   a\n\n    > b\n\n-   c"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ("<pre><code>x &lt; 1\n\n  y\n</code></pre>", "    x < 1\n\n      y"),
        (
            "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1|2</td><td>3</td></tr></tbody></table>",
            "| A | B |\n| --- | --- |\n| 1&#124;2 | 3 |",
        ),
        (
            '<table><tbody><tr><td colspan="2">1</td></tr></tbody></table>',
            '<table><tbody><tr><td colspan="2">1</td></tr></tbody></table>',
        ),
        ("<p>one<br>two</p>", "one  \ntwo"),
        ("<p>a<sup>2</sup></p>", "a<sup>2</sup>"),
        ("<p>1. no list, # no heading</p>", "1\\. no list, # no heading"),
        (
            "<p># none</p><p>+ none</p><p>&lt;b&gt; &amp;amp; a_b _c_ *d*</p>",
            "\\# none\n\n\\+ none\n\n&lt;b> &amp;amp; a_b \\_c\\_ \\*d\\*",
        ),
        ("<figure><figcaption>Seen from a kite</figcaption></figure>", "Seen from a kite"),
        ("words <em>alone</em>", "words *alone*"),
    ],
)
def test_each_part_of_a_body_has_its_markdown(clean: str, markdown: str) -> None:
    assert body_markdown(clean) == markdown


MARKS = [
    "#",
    "-",
    "1.",
    ">",
    "*a*",
    "**b**",
    "`c`",
    "_d_",
    "<e>",
    "&amp;",
    "|",
    "[f](g)",
    "![h](/media/i.png)",
    "\\",
    "~",
]
words = st.sampled_from(["word", "Wort", "کلمه", "語", "3.5", "a_b", "C*", *MARKS])
lines = st.lists(words, min_size=1, max_size=6).map(" ".join)
prefixes = st.sampled_from(["", "", "", "- ", "1. ", "> ", "    ", "## ", "- - ", "> - ", "    - "])
texts = st.lists(st.tuples(prefixes, lines).map("".join) | st.just(""), max_size=12).map("\n".join)


@settings(max_examples=300, deadline=None)
@given(texts)
def test_a_body_keeps_its_words_links_and_pictures(text: str) -> None:
    body = PARSER.parse(text)
    again = PARSER.parse(body_markdown(body.html))
    assert again.text.split() == body.text.split()
    assert (again.links, again.pictures) == (body.links, body.pictures)


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1))
def test_no_text_is_a_mark(text: str) -> None:
    text = " ".join(text.split())
    assert PARSER.parse(escape_markdown(text)).text.split() == text.split()
