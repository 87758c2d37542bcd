"""Markdown keeps its lines, and its words are known without its syntax."""

import pytest

from generator.ingest.markdown_blocks import heading_level, plain_words, split_markdown

WORDS = {
    "emphasis": ("**Acme** *opens* __a__ _door_", "Acme opens a door"),
    "emphasis in emphasis": ("***Acme*** and **a *b* c**", "Acme and a b c"),
    "links": ('[Acme](https://a.example/x_(y) "t") opens', "Acme opens"),
    "pictures": ("![A door](door.png) opens", "A door opens"),
    "escapes": (r"5 \* 3 \_ x", "5 * 3 _ x"),
    "code": ("`a*b*c`", "a*b*c"),
    "character references": ("J&amp;Y &#8211; &quot;x&quot; &copy 2024", 'J&Y – "x" &copy 2024'),
    "snake case": ("snake_case_name", "snake_case_name"),
    "a lone asterisk": ("*Not in all states", "*Not in all states"),
    "automatic links": ("<https://a.example> <a@b.example>", "https://a.example a@b.example"),
}


@pytest.mark.parametrize(("text", "words"), WORDS.values(), ids=WORDS)
def test_the_words_of_markdown(text: str, words: str) -> None:
    assert plain_words(text) == words


def test_blocks_keep_their_lines_and_kinds() -> None:
    text = (
        "# Title #\n\nOne\ntwo  \nthree\n\n- a\n- b\n\n---\n\n```py\nx = 1\n\ny = 2\n```\n\n"
        "Sub\n---\n\n    code\n\n<p>x</p>\n"
    )
    blocks = split_markdown(text)
    assert [(block.kind, block.raw) for block in blocks] == [
        ("heading", "# Title #"),
        ("paragraph", "One\ntwo  \nthree"),
        ("list", "- a\n- b"),
        ("rule", "---"),
        ("code", "```py\nx = 1\n\ny = 2\n```"),
        ("heading", "Sub\n---"),
        ("raw", "    code"),
        ("raw", "<p>x</p>"),
    ]
    assert [block.line for block in blocks] == [1, 3, 7, 10, 12, 18, 21, 23]
    assert blocks[0].text == "Title"
    assert [heading_level(block) for block in blocks if block.kind == "heading"] == [1, 2]


def test_a_fence_around_prose_is_a_slip_and_falls_away() -> None:
    prose = "The Harbour Trust opened the old lighthouse to its visitors. " * 5
    assert [(block.kind, block.raw, block.line) for block in split_markdown(f"```html\n{prose}\n\nEnd\n```")] == [
        ("paragraph", prose.strip(), 2),
        ("paragraph", "End", 4),
    ]


def test_a_fence_without_an_end_is_text() -> None:
    assert [block.kind for block in split_markdown("```\nOne\n\nTwo")] == ["paragraph", "paragraph"]
