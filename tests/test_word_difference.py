"""What changed between two texts, word by word: both can be read out of it, and only what changed is marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.word_difference import compare_texts

MARKS = {"same": "", "removed": "-", "added": "+"}


def shown(before: str, after: str) -> list[str]:
    """Return each paragraph, with `-[…]` around what was taken out and `+[…]` around what was put in."""
    return [
        "".join(f"{MARKS[run.kind]}[{run.text}]" if MARKS[run.kind] else run.text for run in paragraph)
        for paragraph in compare_texts(before, after)
    ]


@pytest.mark.parametrize(
    ("before", "after", "paragraphs"),
    [
        ("The same words.", "The same words.", ["The same words."]),
        ("It had 12,040 visitors.", "It had 1,204 visitors.", ["It had -[12,040 ]+[1,204 ]visitors."]),
        ("One.\nTwo.", "One.\nOne and a half.\nTwo.", ["One.", "+[One and a half.]", "Two."]),
        ("One.\nTwo.\nThree.", "One.\nThree.", ["One.", "-[Two.]", "Three."]),
        ("", "New.", ["+[New.]"]),
        ("Old.", "", ["-[Old.]"]),
        ("", "", []),
        ("one two three four", "six two seven four", ["-[one two three ]+[six two seven ]four"]),
        (
            "The sea will come in on Monday and stay.",
            "The wall will be tested on Tuesday and stay.",
            ["The -[sea will come in on Monday ]+[wall will be tested on Tuesday ]and stay."],
        ),
        (
            "It had 12,040 visitors on 3 May.",
            "It had 1,204 visitors on 4 May.",
            ["It had -[12,040 ]+[1,204 ]visitors on -[3 ]+[4 ]May."],
        ),
        ("第一回総会を開く", "第二回総会を開く", ["第-[一]+[二]回総会を開く"]),
        ("شهر بزرگ است", "شهر کوچک است", ["شهر -[بزرگ ]+[کوچک ]است"]),
    ],
)
def test_only_what_changed_is_marked(before: str, after: str, paragraphs: list[str]) -> None:
    assert shown(before, after) == paragraphs


TEXTS = st.lists(st.lists(st.sampled_from("the a lamp river 総 会 x".split()), min_size=1).map(" ".join)).map("\n".join)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_out_of_the_difference(before: str, after: str) -> None:
    compared = compare_texts(before, after)
    for text, left_out in ((before, "added"), (after, "removed")):
        read = " ".join(run.text for paragraph in compared for run in paragraph if run.kind != left_out)
        assert "".join(read.split()) == "".join(text.split())


def test_what_would_be_dear_to_compare_is_shown_as_taken_out_and_put_in() -> None:
    before, after = "x " * 3000 + "a", "x " * 3000 + "b"
    compared = compare_texts(before, after)
    assert [[run.kind for run in paragraph] for paragraph in compared] == [["removed"], ["added"]]
