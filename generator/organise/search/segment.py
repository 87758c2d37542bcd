"""One year of the index: its words with the releases they stand in, and the cards of these releases."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from generator.digests import digest_of_bytes
from generator.organise.search.cuts import cut
from generator.organise.search.documents import LANGUAGE_FILTER, Document
from generator.organise.search.kept import Kept
from generator.organise.search.places import DAYS, MARKS, PACKED, slot_count, slots_of, spread_of
from generator.organise.search.postings import Coded, places_among, spaced_places, write_lines

ENOUGH = 2048
"""Bytes of a file that is not cut further, about."""
CARDS = 31
"""Cards that one file holds at most."""


Card = tuple[str | int, ...]


class CutFile(msgspec.Struct, frozen=True, array_like=True):
    """A file of words."""

    beginning: str
    """It holds the words from here up to the beginning of the next file."""
    digest: str


class CardFile(msgspec.Struct, frozen=True, array_like=True):
    """A file of cards."""

    day: int
    """The first day of the year that it may hold releases of; a day with many releases has several files."""
    count: int
    last: int
    """The highest slot of its releases; they all lie above that of the file before."""
    digest: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A year of releases as its files."""

    count: int
    spread: int
    """By how many bits a place is shifted to be a slot."""
    words: tuple[CutFile, ...]
    cards: tuple[CardFile, ...]
    languages: tuple[str, ...]


class YearText(msgspec.Struct, frozen=True, array_like=True):
    """What a year comes to before it is cut into files."""

    lines: tuple[Coded, ...]
    cards: tuple[tuple[int, int, Card], ...]
    """Each with its place and its slot, oldest first."""


def make_text(documents: Sequence[Document]) -> YearText:
    """Return the words and the cards of the releases of a year, oldest first."""
    spread = spread_of(len(documents))
    order = sorted(range(len(documents)), key=lambda number: documents[number].place)
    slots = dict(zip(order, slots_of((documents[number].place for number in order), spread), strict=True))
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, slot in slots.items():
        for word in documents[number].find_words():
            found[word].append(slot)
    encode, total = places_among if spread == PACKED else spaced_places, slot_count(len(documents), spread)
    return YearText(
        lines=tuple(Coded(word, encode(found[word], total)) for word in sorted(found)),
        cards=tuple((document.place, slots[number], document.card) for number, document in enumerate(documents)),
    )


def make_segment(text: YearText, most: int, kept: Kept) -> Segment:
    """Return the segment of a year, in `most` files of words; their bytes are kept."""
    lines = text.lines
    words = [line.word for line in lines]
    parts = cut(words, [len(line.word) // 2 + len(line.places) + 2 for line in lines], enough=ENOUGH, most=most)
    language = f"!{LANGUAGE_FILTER}-"
    return Segment(
        count=len(text.cards),
        spread=spread_of(len(text.cards)),
        words=tuple(CutFile(beginning, _keep(kept, write_lines(lines[start:end]))) for beginning, start, end in parts),
        cards=tuple(
            CardFile(day, len(cards), last, _keep(kept, msgspec.json.encode(cards).decode()))
            for day, last, cards in _card_files(text.cards)
        ),
        languages=tuple(word.removeprefix(language) for word in words if word.startswith(language)),
    )


def _card_files(
    cards: Sequence[tuple[int, int, Card]], first: int = 0, days: int = DAYS
) -> Iterator[tuple[int, int, list[Card]]]:
    """Yield the first day, the last slot and the cards of each file: the year is halved until each half is small."""
    if len(cards) > CARDS and days > 1:
        half = (first + days // 2) * MARKS
        yield from _card_files([one for one in cards if one[0] < half], first, days // 2)
        yield from _card_files([one for one in cards if one[0] >= half], first + days // 2, days // 2)
        return
    by_slot = sorted(range(len(cards)), key=lambda number: cards[number][1])
    for start in range(0, len(cards), CARDS):
        held = [cards[number] for number in sorted(by_slot[start : start + CARDS])]
        yield first, max(slot for _, slot, _ in held), [card for _, _, card in held]


def _keep(kept: Kept, text: str) -> str:
    data = text.encode()
    digest = digest_of_bytes(data)
    kept[f"text {digest}"] = data
    return digest
