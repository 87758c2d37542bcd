"""How the search index writes numbers and places, and where it is cut."""

import random
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from generator.organise.search.cuts import cut
from generator.organise.search.postings import DIGITS, Coded, far_places, number, places_among, width_for, write_lines


class Reader:
    """Reads numbers and places back, as the script does."""

    def __init__(self, text: str) -> None:
        self.values = [DIGITS.index(digit) for digit in text]
        self.bits: list[int] = []

    def digit(self) -> int:
        return self.values.pop(0)

    def number(self) -> int:
        value, unit = 0, 1
        while True:
            digit = self.digit()
            value += digit % 32 * unit
            if digit < 32:
                return value
            unit *= 32

    def bit(self) -> int:
        if not self.bits:
            digit = self.digit()
            self.bits = [digit >> place & 1 for place in reversed(range(6))]
        return self.bits.pop(0)

    def places(self, count: int, width: int, place: int) -> list[int]:
        found = []
        for _ in range(count):
            high = 0
            while self.bit():
                high += 1
            low = 0
            for _ in range(width):
                low = low * 2 + self.bit()
            place += (high << width) + low + 1
            found.append(place)
        return found


@given(st.integers(0, 1 << 40))
def test_a_number_is_read_back(value: int) -> None:
    assert Reader(number(value)).number() == value


@given(
    st.integers(1, 400).flatmap(lambda total: st.tuples(st.just(total), st.sets(st.integers(0, total - 1), min_size=1)))
)
def test_places_in_a_year_are_read_back(case: tuple[int, set[int]]) -> None:
    total, places = case
    text = places_among(sorted(places), total)
    opposite = text.startswith("-")
    reader = Reader(text.removeprefix("-"))
    count = reader.number()
    found = set(reader.places(count, width_for(total, count), -1))
    assert (set(range(total)) - found if opposite else found) == places


@given(st.sets(st.integers(0, 9999 * 512 * 1024), min_size=1, max_size=50))
def test_places_in_the_archive_are_read_back(places: set[int]) -> None:
    reader = Reader(far_places(sorted(places)))
    count, first, width = reader.number(), reader.number(), reader.digit()
    assert [first, *reader.places(count - 1, width, first)] == sorted(places)


def test_a_line_leaves_out_what_it_shares_with_the_line_above() -> None:
    words = [Coded("lamp", "BA"), Coded("lamps", "BB"), Coded("lane", "BC")]
    assert write_lines(words) == "Alamp BA\nEs BB\nCne BC\n"


WORDS = st.lists(st.text(alphabet="abcz019東ا", min_size=1, max_size=5), unique=True, min_size=1).map(sorted)


@given(WORDS, st.integers(1, 30), st.integers(1, 12))
def test_a_cut_loses_no_word_and_says_where_each_is(words: Sequence[str], enough: int, most: int) -> None:
    parts = cut(words, [len(word) + 2 for word in words], enough=enough, most=most)
    assert len(parts) <= most
    assert [word for part in parts for word in words[part.start : part.end]] == words
    beginnings = [part.beginning for part in parts]
    assert beginnings == sorted(set(beginnings))
    assert beginnings[0] == ""
    for part in parts:
        assert part.start < part.end
        assert all(word >= part.beginning for word in words[part.start : part.end])
        assert all(word < part.beginning for word in words[: part.start])


def test_a_few_words_more_move_few_cuts() -> None:
    chance = random.Random(5)
    words = sorted({"".join(chance.choices("aabcdeeefghiiilmnoprstu", k=chance.randint(3, 9))) for _ in range(9000)})
    more = sorted({*words, *(f"{word}x" for word in chance.sample(words, 300))})
    for most in (32, 100, 256):
        before, after = (
            {part.beginning for part in cut(all_, [14] * len(all_), enough=2048, most=most)} for all_ in (words, more)
        )
        assert len(before ^ after) <= 12
