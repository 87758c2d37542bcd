"""Where two texts have the same words: nothing is lost between the gaps, and known places change nothing."""

from hypothesis import given
from hypothesis import strategies as st

from generator.shared_words import Gap, Places, find_gaps, number_runs

WORDS = st.lists(st.sampled_from([b"a", b"b", b"c", b"1"]), max_size=40)
PIECES = st.lists(st.integers(0, 5), max_size=8)


def words(start: int, end: int) -> list[bytes]:
    return [f"w{number}".encode() for number in range(start, end)]


def put_together(pieces: list[int]) -> list[bytes]:
    """Return a text of pieces of seven words; an even one has a word that odd ones have too."""
    return [word for piece in pieces for word in (*words(piece * 10, piece * 10 + 6), b"the" if piece % 2 else b"end")]


@given(one=WORDS | PIECES.map(put_together), other=WORDS | PIECES.map(put_together))
def test_what_lies_between_the_gaps_is_the_same_in_both(one: list[bytes], other: list[bytes]) -> None:
    here = there = 0
    for gap in find_gaps(one, other):
        assert one[here : here + gap.before] == other[there : there + gap.before]
        assert (gap.start, gap.other_start) == (here + gap.before, there + gap.before)
        here, there = gap.end, gap.other_end
    assert (here, there) == (len(one), len(other))


@given(one=PIECES.map(put_together), other=PIECES.map(put_together))
def test_places_that_are_known_change_nothing(one: list[bytes], other: list[bytes]) -> None:
    found = list(find_gaps(one, other))
    assert list(find_gaps(one, other, Places(other))) == found
    assert list(find_gaps(one, other, Places(other), number_runs(one))) == found


def test_a_run_that_stands_a_second_time_only_in_what_both_begin_with_is_found() -> None:
    repeated = words(0, 7)
    one = [*repeated, b"one", *words(20, 30), *repeated, b"end"]
    other = [*repeated, b"other", *words(40, 50), *repeated, b"then"]
    assert [(gap.before, gap.start, gap.end) for gap in find_gaps(one, other)] == [(7, 7, 18), (7, 25, 26), (0, 26, 26)]


def test_a_stretch_that_was_moved_is_not_shared() -> None:
    first, second = words(0, 20), words(30, 60)
    beginning, *rest = find_gaps([*first, *second, b"end"], [*second, *first, b"then"])
    assert beginning == Gap(before=0, start=0, end=20, other_start=0, other_end=0)
    assert [(gap.before, gap.other_start, gap.other_end, gap.last) for gap in rest] == [
        (30, 30, 51, True),
        (0, 51, 51, True),
    ]
