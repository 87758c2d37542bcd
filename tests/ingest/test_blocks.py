"""Plain text falls into the blocks that its writer meant."""

import textwrap

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


PROSE = (
    (
        "The reading itself, 2.14 metres at a quarter past six in the morning, is unremarkable. The clerk noted beside"
        " it that the lamp had gone out at https://tides.example.org/an/address/that/is/longer/than/the/column/could/be/of/it"
        " and that he had read the board by the dawn - the old way - which served. Roya Kamyar and Joaquim Teles da"
        " Serra of the Harbour Trust of Port Ellen have never once thought it silly in the 41 years since."
    ),
    (
        "Every few months somebody telephones and says that it is silly, but the trust does not think so at all, and so"
        " the telephone of the Harbour Trust is never silent for long."
    ),
)


@pytest.mark.parametrize("width", range(60, 91))
def test_a_wrapped_paragraph_is_one_line_whatever_its_width(width: int) -> None:
    def wrap(text: str, to: int) -> str:
        return textwrap.fill(text, to, break_long_words=False, break_on_hyphens=False)

    for other in (width, 60, 75, 90):
        text = (
            f"Headline\n\n{wrap(PROSE[0], width)}\n\n{wrap(PROSE[1], other)}\n\nJane Doe\nHead of Press\nj@d.example\n"
        )
        wanted = [("Headline",), (PROSE[0],), (PROSE[1],), ("Jane Doe", "Head of Press", "j@d.example")]
        assert [block.lines for block in split_text(text)] == wanted
        assert [block.lines for block in split_text(f"{text}\n{LONG} {LONG}\n\n" * 5)][1:4] == wanted[1:]


@pytest.mark.parametrize(
    "line",
    [
        "Sarah Bramble-Fenwick of the Harbour Trust\npress@harbour.example",
        "Tower    112 steps    41 metres    lit in 1904\nAnnex    12 steps    4 metres    lit in 1911 as well",
        "Roses are red\nviolets are blue",
    ],
)
def test_lines_that_stand_apart_stay_apart(line: str) -> None:
    assert split_text(f"{LONG}\n\n{WRAPPED}\n\n{line}")[-1].lines == tuple(
        " ".join(part.split(" ")) for part in line.split("\n")
    )


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
