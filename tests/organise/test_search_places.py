"""Where releases stand in a year of the search index: apart from each other, and hardly moved by another."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from generator.organise.search.places import FEW, MARKS, PACKED, mark_apart, slot_count, slots_of, spread_of

PLACES = st.lists(st.tuples(st.integers(0, 365), st.integers(0, MARKS - 1)), max_size=200)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(MARKS - 20, MARKS - 1)), max_size=200))
def test_no_two_releases_have_a_place_and_none_leaves_its_day(marked: list[tuple[int, int]]) -> None:
    days, marks = [day for day, _ in marked], [mark for _, mark in marked]
    places = mark_apart(days, marks)
    assert len(set(places)) == len(places)
    assert [place // MARKS for place in places] == days


def test_a_day_with_more_releases_than_marks_keeps_them_all() -> None:
    places = mark_apart([7] * 3000, [number % MARKS for number in range(3000)])
    assert len(places) == 3000
    assert {*places} == {7 * MARKS + mark for mark in range(MARKS)}


def test_releases_whose_marks_differ_keep_them() -> None:
    assert mark_apart([2, 1, 1], [5, 9, 3]) == [2 * MARKS + 5, MARKS + 9, MARKS + 3]


@given(PLACES, st.sampled_from([PACKED, 0, 3, 5, 9]))
def test_every_release_has_a_slot_of_its_own_in_the_order_of_places(marked: list[tuple[int, int]], spread: int) -> None:
    places = sorted(mark_apart([day for day, _ in marked], [mark for _, mark in marked]))
    slots = slots_of(places, spread)
    assert all(one < other for one, other in pairwise(slots))
    assert all(slot >= place >> spread for slot, place in zip(slots, places, strict=True))
    if spread == PACKED:
        assert slots == list(range(len(places)))


def test_many_releases_have_room_and_one_more_moves_few() -> None:
    days = [number * 365 // 3700 for number in range(3700)]
    marks = [number * 7919 % MARKS for number in range(3700)]
    places, spread = mark_apart(days, marks), spread_of(3700)
    assert 2 * len(places) < slot_count(3700, spread)
    before = dict(zip(sorted(places), slots_of(sorted(places), spread), strict=True))
    moved = []
    for day in range(0, 365, 5):
        more = sorted({*places, day * MARKS + 500})
        after = dict(zip(more, slots_of(more, spread), strict=True))
        moved.append(sum(after[place] != slot for place, slot in before.items()))
    assert sum(moved) < len(moved)


def test_few_releases_follow_each_other() -> None:
    assert spread_of(FEW - 1) == PACKED
    assert slot_count(FEW - 1, PACKED) == FEW - 1
    assert spread_of(FEW) < PACKED
