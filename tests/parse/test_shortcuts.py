"""With the shortcuts Python-Markdown returns what it returns without them, whatever the text and the extensions."""

from functools import cache
from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTextInlineProcessor

from generator.front_matter import split_document
from generator.markdown_settings import DEFAULT_MARKDOWN_EXTENSIONS, MARKDOWN_EXTENSIONS
from generator.parse.shortcuts import KNOWN_VERSIONS, Shortcuts

EVERYTHING = tuple(MARKDOWN_EXTENSIONS)
DIALECTS = ((), DEFAULT_MARKDOWN_EXTENSIONS, ("footnotes", "abbr"), EVERYTHING)


@cache
def converters(extensions: tuple[str, ...]) -> tuple[markdown.Markdown, markdown.Markdown]:
    """Return Python-Markdown as it comes, and with the shortcuts."""
    names = [f"markdown.extensions.{name}" for name in extensions]
    return (
        markdown.Markdown(extensions=names, output_format="html"),
        markdown.Markdown(extensions=[*names, Shortcuts()], output_format="html"),
    )


def convert(converter: markdown.Markdown, text: str) -> str:
    """Return the HTML of a text, or what went wrong."""
    try:
        return converter.convert(text)
    except Exception as error:
        return repr(error)
    finally:
        converter.reset()


def assert_same(text: str, extensions: tuple[str, ...]) -> None:
    plain, short = converters(extensions)
    assert convert(short, text) == convert(plain, text)


TEXTS = {
    "nothing": "",
    "blanks": " \n\t\n  \n",
    "a paragraph": "One line.",
    "lines": "One\ntwo  \nthree\\\nfour",
    "paragraphs": "One.\n\nTwo.\n\n\n\nThree.\n\n\n\n\n\nFour.",
    "odd blanks": "\u00a0One.\n\n\u2003Two.\n\n\x0bThree.\x1c\x1d\x85\u2028Four.\n\n \u00a0\n\nFive.",
    "indented": " One.\n\n  Two.\n\n   Three.\n\n    Code.\n\n     More code.",
    "tabs": "\tCode.\n\nOne\ttwo.\n\n-\tItem\n\t- Item\n\n>\tQuoted",
    "carriage returns": "One\r\ntwo\rthree\r\n\r\n# Four\r\n\r\n- five\r\n- six\r\n",
    "headings": (
        "# One\n\n## Two ##\n\n### Three\nwords\n\nwords\n#### Four\n\n#Five\n\n####### Seven\n\n\\# No\n\n"
        "# \\"
    ),
    "underlined": "One\n===\n\nTwo\n---\n\nThree\n=\nwords\n\nFour\n-\n\n===\n\nFive\n === \n\n=== =\n---",
    "rules": "***\n\n---\n\n___\n\n* * *\n\nwords\n***\nwords\n\n   - - -\n\n-- -\n\n**\n\nwords\n  ___",
    "lists": "- one\n- two\n    - three\n\n    four\n\n+ five\n* six\n\n1. one\n2. two\n10. ten\n\n3) no\n\n٣. three",
    "items": "- # Heading\n- > Quoted\n- a\n\n  b\n-     code\n-\n- - nested\n\n1986. A great year.\n\n1986.No",
    "lazy": "- one\ntwo\n> three\nfour\n\nwords\n- no item\n1. no item\n\n5. five\nsix",
    "loose": "- one\n\n- two\n\n    three\n\n    - four\n\n        five\n\nsix",
    "quotations": "> One\n> two\n\n> three\n\nfour\n> five\n\n>six\n\n   > seven\n\n    > code\n\n> > eight\n>\n> nine",
    "code": "    one\n    two\n\n    three\n\nwords\n    no code\n\n`a` ``b`c`` `d\n\n``` e ```\n\n\\`f` `g\\`",
    "fences": "```\ncode *a*\n```\n\n~~~\ncode\n~~~",
    "emphasis": (
        "*a* **b** ***c*** _d_ __e__ ___f___ *a **b** c* **a *b* c** *a _b_ c* _a *b* c_ a_b_c a*b*c * d * "
        "** e **"
    ),
    "crossed": (
        "*a **b* c** **a *b** c* ***a* b** ***a** b* *a*** ***b* _a*b_* *_a_* __*a*__ ****a**** *a\nb* "
        "**a\n\nb**"
    ),
    "open": "*a **b ***c _d __e a* b** c*** *\n**\n***\n_ __ ___ a*\n*b",
    "escapes": r"\*a\* \_b\_ \[c](d) \`e\` \\ \\\\ \q \< \& \| \! \# 1\. \- \+ \{ \} \( \) \> \\`a` \\\`b`",
    "links": (
        "[a](b) [a](<b c>) [a](b 'c') [a](b \"c\") [a]( b ) [](b) [a]() [a](b(c)d) [a [b] c](d) [a](b)(c) "
        "[*a*](b)"
    ),
    "odd links": (
        "[a](b\nc) [a\nb](c) [a] (b) [a](b [a](b [c](d)) [[a](b)](c) ![a](b)[c](d) [a](\\(b) [a](*b*) "
        "[`a](b`)"
    ),
    "images": (
        "![a](b) ![a](b 'c') ![](b) ![a *b*](c) [![a](b)](c) !\\[a](b) \\![a](b) ![a][b] ![a]\n\n"
        "[b]: c 'd'\n[a]: e"
    ),
    "references": "[a][b] [a] [] [a][] [b] [A][B] [a] [b] [*a*][b] [a\nb][b]\n\n[b]: http://c 'Title'\n[a]: <d>\n  (e)",
    "definitions": (
        "words\n[a]: b\nwords [a]\n\n[c]: d \"e\"\n[f]: g\n\n[h]:\n  i\n\n[j]:\n\n[k] [l]: m\n\n"
        "[^n]: o [p]: q"
    ),
    "a bracket first": "[a](b): c\n\n[a]: \n\n[a]\n\n[a](b) c\n[d](e): f\n\n[a] b]: c",
    "automatic links": (
        "<http://a.b/c> <a@b.c> <mailto:a@b.c> <ftp://a> <a:b> <http://a b> <a@b@c> "
        "http://a_b_c.d/e*f*g"
    ),
    "html": "<div>a *b*</div>\n\n<p>c</p>\nd\n\ne <b>*f*</b> <br> <!-- g --> <?h?> <i\n\n<div>\n\nj\n\n</div>\n\n<hr>",
    "odd html": (
        "</div> < a <> <1> <a b='c' d> a<b>c</b\n\n<!-- a\n\nb -->\n\n<script>*a*</script>\n\n"
        "<![CDATA[a]]>\n\n<div"
    ),
    "entities": "AT&T &amp; &copy; &#65; &#x41; &#65 &#xZ; &; & a&b;c &nosuch; R&D\n\n[a](b?c=1&d=2&amp;e=3) `&amp; <`",
    "angles": "a < b > c << >> <\n\n>\n\n&lt;b&gt;",
    "tables": (
        "a | b\n--|--\n1 | 2\n\n|a|\n|-|\n|1|\n\n| a | b |\n|:-|-:|\n| `|` | \\| |\n\na | b\nc | d\n\n"
        "words\na | b\n-|-"
    ),
    "footnotes": (
        "a[^1] b[^two] c[^1] d[^no]\n\n[^1]: One.\n    More.\n\n    More.\n[^two]: Two *a*[^1]\n\n"
        "words [^1]: c"
    ),
    "abbreviations": "HTML and *HTML* by the W3C\n\n*[HTML]: Hyper Text\n*[W3C]: World\nwords\n\n`HTML` [HTML](HTML)",
    "definition lists": "Term\n: Means\n\nTerm\nTerm\n:   Means\n\n    More.\n\n: Means\n\nwords: no\n\n : no",
    "Markdown in HTML": "<div markdown='1'>\n\n*a*\n\n<p markdown='span'>*b*</p>\n\n</div>\n\n<b markdown>c</b>",
    "control characters": (
        "\x02\x03 a\x02b\x03 \x02klzzwxh:0000\x03 \x02wzxhzdk:0\x03 \x0242\x03 \x02amp\x03 *\x02* \x00 "
        "\x1b"
    ),
    "placeholders": "klzzwxh:0000 *a* wzxhzdk:0 <b>c</b> hzzhzkh:0",
    "nested": "> - # *a*\n>     1. [b](c)\n>\n>         `d`\n>\n> > **e _f_**",
    "deep": ">" * 60 + " a\n\n" + "*a **b " * 40 + "** c*" * 40 + "\n\n" + "[" * 30 + "a" + "](b)" * 30,
    "long": "\n\n".join(f"The {number}. says *this*, [that](/{number}) and\nmore." for number in range(60)),
}  # fmt: skip


@pytest.mark.parametrize("extensions", DIALECTS, ids=lambda extensions: "+".join(extensions) or "none")
@pytest.mark.parametrize("name", TEXTS)
def test_what_a_text_becomes_is_the_same(name: str, extensions: tuple[str, ...]) -> None:
    assert_same(TEXTS[name], extensions)


@pytest.mark.parametrize("extensions", [DEFAULT_MARKDOWN_EXTENSIONS, EVERYTHING], ids="+".join)
def test_what_any_two_texts_after_each_other_become_is_the_same(extensions: tuple[str, ...]) -> None:
    for first in TEXTS.values():
        for second in TEXTS.values():
            assert_same(f"{first}\n{second}", extensions)


PIECES = (
    *("a", "b c", "word", "1", "é", "\u00a0", " ", "  ", "   ", "    ", "\t"),
    *("\n", "\n\n", "\n\n\n", "  \n", "\r\n", "\r", "\x02", "\x03", "\x02klzzwxh:0000\x03", "\x02wzxhzdk:0\x03"),
    *("*", "**", "***", "_", "__", "`", "``", "\\", "[", "]", "](", "](b)", "]: c", "[^1]", "[^1]:", "!", "!["),
    *("(", ")"),
    *("<", ">", "<b>", "</b>", "<div>", "</div>", "<p markdown='1'>", "<br/>", "<!--", "-->", "<http://a>", "<a@b>"),
    *("&", ";", "&amp;", "&#65", "&#65;", "'", '"', "'t'", "/media/x.png", ":", ": ", ":   ", "*[a]: b"),
    *("#", "# ", "## ", "- ", "+ ", "1. ", "2.", "> ", ">", "|", "-|-", "---", "===", "=", "-"),
)  # fmt: skip
MARKUP = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
BLOCKS = st.lists(st.one_of(MARKUP, st.sampled_from(sorted(TEXTS.values()))), max_size=6).map("\n\n".join)


@given(text=st.one_of(MARKUP, BLOCKS), extensions=st.sampled_from(DIALECTS))
def test_what_any_text_becomes_is_the_same(text: str, extensions: tuple[str, ...]) -> None:
    assert_same(text, extensions)


def test_what_real_releases_become_is_the_same(shared: Path) -> None:
    files = sorted((shared / "corpus").rglob("*.*"))
    assert len(files) > 500
    for file in files:
        text = file.read_text("utf-8", errors="replace")
        for extensions in DIALECTS:
            assert_same(text, extensions)
            assert_same(split_document(text.encode(), "").body, extensions)


class Shouting(Extension):
    """Brings a block processor and an inline pattern that nobody knows."""

    class Block(BlockProcessor):
        def test(self, parent: object, block: str) -> bool:
            return block.startswith("Hear")

        def run(self, parent: object, blocks: list[str]) -> bool:
            blocks[0] = blocks[0].replace("Hear", "HEAR")
            return False

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        md.parser.blockprocessors.register(self.Block(md.parser), "shouting", 35)
        md.inlinePatterns.register(SimpleTextInlineProcessor("(ye)"), "ye", 1)
        md.inlinePatterns.register(SimpleTextInlineProcessor("~(.)~"), "tilde", 185)


@pytest.mark.parametrize("after", [False, True])
def test_what_an_unknown_extension_brings_is_never_skipped(*, after: bool) -> None:
    plain = markdown.Markdown(extensions=[Shouting()])
    short = markdown.Markdown(extensions=[Shortcuts(), Shouting()] if after else [Shouting(), Shortcuts()])
    for text in ("Hear ye", "Hear\n\nHear *ye* ~*~a~*~", "ye", *TEXTS.values()):
        assert convert(short, text) == convert(plain, text)
    assert "HEAR" in convert(short, "Hear ye")


def test_delimiters_that_an_extension_adds_are_seen() -> None:
    plain, short = (markdown.Markdown(extensions=[*extensions]) for extensions in ([], [Shortcuts()]))
    for converter in (plain, short):
        assert converter.delimiters is not None
        converter.delimiters.add("~", "del")
    assert convert(short, "~gone~ here") == convert(plain, "~gone~ here") == "<p><del>gone</del> here</p>"


def test_the_version_that_is_tested_has_shortcuts() -> None:
    assert markdown.__version_info__[:2] in KNOWN_VERSIONS


def test_another_version_does_all_its_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.parse.shortcuts.__version_info__", (99, 0, 0, "final", 0))
    converter = markdown.Markdown(extensions=[Shortcuts()])
    assert "plain_paragraphs" not in converter.parser.blockprocessors
    assert convert(converter, "*a*") == "<p><em>a</em></p>"
