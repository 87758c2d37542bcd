"""Summaries are cut between words, terms are one where their names are, lists divide by what a date states."""

import pytest

from generator.dates import StatedDate
from generator.model import FrontMatter, Original
from generator.organise.cards import shorten
from generator.organise.terms import carried_terms


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [
        ("short", 10, "short"),
        ("exactly ten", 11, "exactly ten"),
        ("one two three", 9, "one two…"),
        ("one two, three", 10, "one two…"),
        ("one two – three", 11, "one two…"),
        ("unbreakable", 6, "unbre…"),
        ("", 5, ""),
    ],
)
def test_a_text_is_cut_between_words(text: str, length: int, expected: str) -> None:
    assert shorten(text, length) == expected
    assert len(shorten(text, length)) <= length


@pytest.mark.parametrize(
    ("tags", "inferred", "publish", "expected"),
    [
        (("Iran", "iran", " IRAN "), (), (), {"iran": "Iran"}),
        (("Iran",), ("tags",), ("tags",), {"iran": "Iran"}),
        (("Iran",), ("tags",), ("people",), {}),
        (("Iran",), ("people",), (), {"iran": "Iran"}),
        (("ﬁne", "fine", "\u00a0"), (), (), {"fine": "ﬁne"}),
    ],
)
def test_a_release_carries_a_term_once_and_a_suggested_one_only_where_the_site_says_so(
    tags: tuple[str, ...], inferred: tuple[str, ...], publish: tuple[str, ...], expected: dict[str, str]
) -> None:
    original = Original(file="a", sha256="b", inferred=inferred)
    front = FrontMatter(title="T", date=StatedDate(2024), tags=tags, original=original)
    assert carried_terms(front, "tags", publish) == expected  # type: ignore[arg-type]
