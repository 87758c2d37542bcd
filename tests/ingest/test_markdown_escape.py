"""Whatever plain text says, its Markdown renders to the same words."""

import html
import re

import markdown
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.ingest.markdown_escape import escape_heading, escape_line, escape_list, escape_paragraph

EXTENSIONS = "tables footnotes def_list fenced_code abbr attr_list admonition md_in_html sane_lists toc".split()
PLAIN, RICH = markdown.Markdown(), markdown.Markdown(extensions=EXTENSIONS)

SYNTAX = st.sampled_from(
    [*"ab 1.)-*_`[]()<>#+!=~:|{}\\/&\"'$^\n", "http://x.example/a_b", "[TOC]", "---", "ab", "](", "[a]: b", "  ", "1. "]
)
TEXTS = st.lists(SYNTAX, max_size=14).map("".join) | st.text(max_size=30)


def words(rendered: str) -> list[str]:
    return html.unescape(re.sub(r"<[^>]*>", "", rendered)).split()


def lines_of(text: str) -> list[str]:
    assume(not re.search(r"&#?\w+;|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]", text))
    lines = [line for line in text.split("\n") if line.strip()]
    assume(lines)
    return lines


@given(TEXTS)
def test_a_paragraph_renders_to_its_words(text: str) -> None:
    escaped = escape_paragraph(lines_of(text))
    for engine in (PLAIN, RICH):
        assert words(engine.reset().convert(escaped)) == text.split()
        assert words(engine.reset().convert(f"x\n\n{escaped}\n\ny")) == ["x", *text.split(), "y"]


@given(TEXTS)
def test_a_heading_renders_to_its_words(text: str) -> None:
    line = lines_of(text)[0]
    assert words(PLAIN.reset().convert(escape_heading(line))) == line.split()


def test_a_whole_paragraph_of_syntax_is_one_paragraph() -> None:
    rendered = PLAIN.reset().convert(escape_paragraph(["# Not a heading", "- not an item", "> nor said", "***"]))
    assert rendered.startswith("<p># Not a heading<br")
    assert rendered.count("<") == len(re.findall(r"</?p>|<br ?/?>", rendered))


LINES = {
    "prose stays readable": (
        "Costs rose 5 % [1] in snake_case & co. (1986).",
        "Costs rose 5 % [1] in snake_case & co. (1986).",
    ),
    "a web address becomes a link": ("See https://x.example/a_b?c=1&d=*.", "See <https://x.example/a_b?c=1&d=>\\*."),
    "character references are syntax already": ("AT&amp;T", "AT&amp;T"),
    "a year that begins a line is no list": ("1986. A year", "1986\\. A year"),
    "tags are words": ("use <b> here, 1 < 2", "use &lt;b> here, 1 < 2"),
}


@pytest.mark.parametrize(("line", "escaped"), LINES.values(), ids=LINES)
def test_only_what_is_syntax_is_escaped(line: str, escaped: str) -> None:
    assert escape_line(line) == escaped


LISTS = {
    "bullets": (["• one", "• two"], "- one\n- two"),
    "numbers from one": (["1. one", "2. two"], "1. one\n2. two"),
    "numbers in brackets": (["1) one", "2) two"], "1. one\n2. two"),
    "numbers that Markdown would change": (["3. three", "5. five"], "3\\. three  \n5\\. five"),
    "a footnote": (["* not in all states"], "\\* not in all states"),
    "a lone dash": (["- Jane Doe"], "\\- Jane Doe"),
    "one sure bullet": (["● one"], "- one"),
}


@pytest.mark.parametrize(("lines", "escaped"), LISTS.values(), ids=LISTS)
def test_lists_are_lists_only_when_no_word_changes(lines: list[str], escaped: str) -> None:
    assert escape_list(lines) == escaped
