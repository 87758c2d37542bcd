"""How alike two texts are: what counts as a word, what as a copy, and that real releases are kept apart."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.ingest.signatures import may_be_copies, may_be_revised, sign
from generator.likeness import compare, compare_copies, words_of
from tests.ingest import announcements as said

Pieces = list[tuple[int, int, list[bytes]]]

TEXT = "\n\n".join((*said.PARTS, said.ABOUT))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('It\'s "there" -- now', "It’s “there” — now"),
        ("**Lantern** *Trust*", "Lantern Trust"),
        ('[Lantern Trust](https://www.example.org/trust_(old)?id=77 "Trust")', "Lantern Trust"),
        ("![A lantern](media/l.png) Lantern", "Lantern"),
        ("Lantern https://www.example.org/a?b=1 Trust", "Lantern Trust"),
        ("Lantern <https://example.org/77> Trust", "Lantern Trust"),
        ("Q&amp;A\u00a0today", "Q&A today"),
        ("co\u00adoperate\u200b", "cooperate"),
        ("ＬＡＮＴＥＲＮ ﬁre", "lantern fire"),
        ("STRASSE", "Straße"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a b 1 2"),
    ],
)
def test_what_a_reader_would_not_call_a_difference_is_none(one: str, other: str) -> None:
    assert words_of(one) == words_of(other)


def test_scripts_without_blanks_have_a_word_for_each_character() -> None:
    assert len(words_of("東京、2024年")) == 4
    assert len(words_of("서울 시청")) == 2


def hyphenated(text: str) -> str:
    return re.sub(r"(?<=\b\w{4})(?=[a-z]{4,}\b)", "- ", text)


def with_other_contacts(text: str) -> str:
    block = "Contacts for the press: {}, telephone 555 {}, any day but Sunday, or write to the office by the ferry."
    return text.replace(said.ABOUT, block.format("Ines Farrow at the museum", "0100") + said.ABOUT)


def with_our_contacts(text: str) -> str:
    block = "If you are a journalist please call Tom Okafor of Weir Partners on 555 0199 before noon, or by fax after."
    return text.replace(said.ABOUT, block + said.ABOUT)


def word(number: int) -> str:
    letters = "abcdefghijklmnopqrst"
    return letters[number // 400 % 20] + letters[number // 20 % 20] + letters[number % 20]


def words(start: int, end: int) -> str:
    return " ".join(map(word, range(start, end)))


@pytest.mark.parametrize(
    ("one", "other", "copy"),
    [
        (TEXT, TEXT, True),
        (TEXT, hyphenated(TEXT), True),
        (TEXT, TEXT.replace("3,200", "3200"), True),
        (with_other_contacts(TEXT), with_our_contacts(TEXT), True),
        (TEXT, "Home News Visit Contact\n\n" + TEXT + "\n\nShare this page. All rights reserved.", True),
        (TEXT, TEXT.replace("3,200", "3,201"), False),
        (TEXT, TEXT.replace("March", "May").replace("second", "third").replace("24", "25"), False),
        (TEXT, TEXT.replace("the", "one"), False),
        (words(0, 400), words(0, 400), True),
        (words(0, 400), words(0, 100), True),
        (words(0, 400), words(0, 60), False),  # a teaser
        (words(0, 400), words(300, 400), False),  # the end of a digest
        (words(0, 300) + words(500, 600), words(0, 300) + words(700, 800), True),  # other boilerplate
        (words(0, 100) + words(500, 600), words(0, 100) + words(700, 800), False),
        (words(500, 520) + words(0, 400), words(700, 720) + words(0, 400), False),  # other news above one boilerplate
        (words(0, 20), words(0, 20), True),
        (words(0, 20), words(0, 21), False),
        ("", "", False),
        ("", words(0, 20), False),
    ],
)
def test_which_texts_are_copies(one: str, other: str, *, copy: bool) -> None:
    assert compare(words_of(one), words_of(other)).is_copy is copy
    assert (compare_copies(words_of(one), words_of(other)) is not None) is copy
    assert compare(words_of(other), words_of(one)).is_copy is copy


FEW_WORDS = st.lists(st.sampled_from([b"a", b"b", b"c", b"1", b"2"]), max_size=60)
PIECES = st.lists(st.tuples(st.integers(0, 380), st.integers(0, 120), FEW_WORDS), max_size=6)


@given(one=PIECES, other=PIECES)
def test_copies_are_told_early_as_they_are_told_late(one: Pieces, other: Pieces) -> None:
    """Texts of pieces of one text with other words between them, so that some are copies and most are nearly so."""
    whole = words_of(words(0, 400))
    left, right = (
        [word for start, length, between in pieces for word in (*whole[start : start + length], *between)]
        for pieces in (one, other)
    )
    likeness = compare(left, right)
    assert compare_copies(left, right) == (likeness if likeness.is_copy else None)


def test_likeness_is_the_part_of_the_shorter_text_that_the_longer_has() -> None:
    likeness = compare(words_of(words(0, 400)), words_of(words(0, 150) + " " + words(600, 650)))
    assert (likeness.shared, likeness.shorter, likeness.longer, likeness.percent) == (150, 200, 400, 75)


def release_texts(shared: Path) -> list[str]:
    """Return the paragraphs of real releases, below their headline."""
    return [path.read_text(encoding="utf-8") for path in sorted((shared / "corpus/wires").rglob("*.md"))]


def trimmed(text: str) -> str:
    paragraphs = text.split("\n\n")
    return "\n\n".join(paragraphs[: max(1, len(paragraphs) * 6 // 10)])


def retyped(text: str) -> str:
    return re.sub(r"\]\([^)]*\)", "]", text).replace('"', "”").replace("'", "’").replace("*", "").replace(" - ", " – ")


@pytest.mark.parametrize("change", [trimmed, retyped, lambda text: retyped(trimmed(text))])
def test_a_changed_copy_of_a_real_release_is_found(shared: Path, change: Callable[[str], str]) -> None:
    missed = []
    texts = release_texts(shared)
    for text in texts:
        one, other = words_of(text), words_of(change(text))
        first, second = sign(one), sign(other)
        found = may_be_copies(first, second) and len({*first.sketch[:16]} & {*second.sketch[:16]}) >= 2
        if not (found and compare(one, other).is_copy):
            missed.append(text[:80])
    assert len(missed) <= 0.01 * len(texts), missed


def test_no_two_real_releases_are_copies_and_no_figure_may_change(shared: Path) -> None:
    texts = [words_of(text) for text in release_texts(shared)]
    signatures = [sign(text) for text in texts]
    pairs = [
        (one, other)
        for one in range(len(texts))
        for other in range(one)
        if may_be_revised(signatures[one], signatures[other])
    ]
    assert len(pairs) > 100, "the samples hold templates, series and boilerplate that look alike"
    assert [pair for pair in pairs if compare(texts[pair[0]], texts[pair[1]]).is_copy] == []
    for text in texts:
        places = [place for place, one in enumerate(text) if one.isdigit()]
        if places and len(text) > 40:
            place = places[len(places) // 2]
            changed = [*text[:place], b"%d" % (int(text[place]) + 1), *text[place + 1 :]]
            likeness = compare(text, changed)
            assert not likeness.is_copy or place > len(text) - 6, b" ".join(text[place - 9 : place + 9])
