"""The permanent addresses of paragraphs: which blocks get one, and what it survives."""

import re

import pytest

from generator.parse.anchors import add_anchors
from generator.parse.markdown import MarkdownParser

PARSER = MarkdownParser(("python-markdown", "tables", "sane_lists", "footnotes"))


def anchors(text: str) -> list[tuple[str, str]]:
    """Return the id and the name of each block of a Markdown text that has one."""
    html = add_anchors(PARSER.parse(text).html)
    return [(anchor, name) for name, anchor in re.findall(r'<([a-z0-9]+)[^>]* id="([^"]*)"', html)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("One.\n\nTwo.", ["p", "p"]),
        ("## Heading\n\nWords.", ["h2", "p"]),
        ("- one\n- two\n    - three", ["li", "li", "li"]),
        ("- one\n\n- two", ["p", "p"]),
        ("> Said.\n>\n> Said again.", ["p", "p"]),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n\nAfter.", ["table", "p"]),
        ("    code", ["pre"]),
        ("***\n\n—\n\n![](/media/a.png)", []),
        ("<div>Bare words</div>", ["div"]),
        ("<table><tr><td><p>Cell</p></td></tr></table>", ["table"]),
    ],
)
def test_a_block_with_words_of_its_own_can_be_pointed_to(text: str, names: list[str]) -> None:
    assert [name for _, name in anchors(text)] == names


def test_an_anchor_survives_a_change_anywhere_else() -> None:
    before = anchors("First.\n\nThe lanterns were lit.\n\nLast.")
    after = anchors("Another beginning.\n\nInserted.\n\nThe *lanterns* were lit!")
    assert before[1] in after
    assert {one for one in after if one in before} == {before[1]}


def test_an_anchor_is_the_same_on_every_machine() -> None:
    assert anchors("The lanterns were lit.") == [("p-c20605", "p")]


def test_words_that_are_repeated_are_numbered() -> None:
    (first, _), (second, _), (third, _) = anchors("Lit.\n\nLit.\n\nlit")
    assert [second, third] == [f"{first}-2", f"{first}-3"]


def test_what_has_an_id_keeps_it_and_no_two_are_one() -> None:
    found = [anchor for anchor, _ in anchors("One.[^1]\n\n[^1]: A note.")]
    assert "fn:1" in found
    assert len(found) == len(set(found))
    (anchor, _), *_ = anchors("Lit.")
    assert anchors(f'<a id="{anchor}">x</a>\n\nLit.')[-1] == (f"{anchor}-2", "p")


def test_the_words_stay_as_they_were() -> None:
    html = PARSER.parse("One **two** &amp; <q title='a > b'>three</q>\n\n- four").html
    assert re.sub(r' id="p-[^"]*"', "", add_anchors(html)) == html
