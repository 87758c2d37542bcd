"""Plain text falls into the blocks that its writer meant."""

import pytest

from generator.ingest.blocks import Block, split_text

LONG = (
    "This line is a whole paragraph of the release, written in one line however long it may become, as most are today."
)
WRAPPED = (
    "The Harbour Trust opened the old lighthouse to its visitors today, after\n"
    "nine years of repairs that were paid for by its members and by the town\n"
    "of Port Ellen.\n"
)
CASES: dict[str, tuple[str, list[tuple[str, ...]]]] = {
    "empty lines divide": ("One\n\n\nTwo\n", [("One",), ("Two",)]),
    "lines of blanks are empty": ("One\n \t\u00a0\nTwo", [("One",), ("Two",)]),
    "a form feed divides": ("One\fTwo", [("One",), ("Two",)]),
    "wrapped lines are one": (WRAPPED, [(" ".join(WRAPPED.split()),)]),
    "short lines stay lines": (
        f"{LONG}\n\nHarbour Trust\n12 Quay Street",
        [(LONG,), ("Harbour Trust", "12 Quay Street")],
    ),
    "short lines stay lines among wrapped ones": (
        f"{WRAPPED}\nHarbour Trust\n12 Quay Street",
        [(" ".join(WRAPPED.split()),), ("Harbour Trust", "12 Quay Street")],
    ),
    "a long line is a paragraph of its own": (f"Headline\n{LONG}\n{LONG}", [("Headline",), (LONG,), (LONG,)]),
    "an indented line begins a paragraph of wrapped text": (
        f"{WRAPPED}     {WRAPPED}",
        [(" ".join(WRAPPED.split()),), (" ".join(WRAPPED.split()),)],
    ),
    "a rule stands alone": (f"One\n-----\n{LONG}", [("One",), ("-----",), (LONG,)]),
    "bullets are a list": ("Points:\n• one\n• two", [("Points:",), ("• one", "• two")]),
    "a wrapped item is one": ("- one that goes\n  on\n- two", [("- one that goes on", "- two")]),
    "scripts without blanks are joined without one": (
        f"{WRAPPED}\n港口基金会今天在经过九年维修后向游客开放了古老的灯塔这是一件礼物送给孩子们港口基金会今天在经过九年维修后向游客开放\n了灯塔",
        [
            (" ".join(WRAPPED.split()),),
            (
                "港口基金会今天在经过九年维修后向游客开放了古老的灯塔这是一件礼物送给孩子们港口基金会今天在经过九年维修后向游客开放",
                "了灯塔",
            ),
        ],
    ),
}


@pytest.mark.parametrize(("text", "blocks"), CASES.values(), ids=CASES)
def test_text_falls_into_blocks(text: str, blocks: list[tuple[str, ...]]) -> None:
    assert [block.lines for block in split_text(text)] == blocks


def test_blocks_know_their_line_and_kind() -> None:
    blocks = split_text("One\n\n\n- two\n- three\n\n----\nFour\f\nFive")
    assert [(block.line, block.kind) for block in blocks] == [
        (1, "paragraph"),
        (4, "list"),
        (7, "rule"),
        (8, "paragraph"),
        (9, "paragraph"),
    ]


def test_the_words_of_chinese_lines_are_joined_without_blanks() -> None:
    assert Block(("港口基", "金会"), 1, "paragraph", ("港口基", "金会")).text == "港口基金会"
