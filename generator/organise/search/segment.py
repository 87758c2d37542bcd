"""One year of the index: its words with the releases they stand in, and the cards of these releases."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from generator.digests import digest_of_bytes
from generator.organise.search.cuts import cut
from generator.organise.search.documents import DAYS, LANGUAGE_FILTER, MARKS, Document
from generator.organise.search.kept import Kept
from generator.organise.search.postings import Coded, places_among, write_lines

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
    digest: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A year of releases, oldest first, as its files."""

    count: int
    words: tuple[CutFile, ...]
    cards: tuple[CardFile, ...]
    languages: tuple[str, ...]


class YearText(msgspec.Struct, frozen=True, array_like=True):
    """What a year comes to before it is cut into files."""

    lines: tuple[Coded, ...]
    cards: tuple[tuple[int, Card], ...]
    """Each with the day of the year."""


def make_text(documents: Sequence[Document]) -> YearText:
    """Return the words and the cards of the releases of a year, oldest first."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for place, document in enumerate(documents):
        for word in document.words:
            found[word].append(place)
    return YearText(
        lines=tuple(Coded(word, places_among(found[word], len(documents))) for word in sorted(found)),
        cards=tuple((document.place // MARKS % DAYS, document.card) for document in documents),
    )


def make_segment(text: YearText, most: int, kept: Kept) -> Segment:
    """Return the segment of a year, in `most` files of words; their bytes are kept."""
    lines = text.lines
    words = [line.word for line in lines]
    parts = cut(words, [len(line.word) // 2 + len(line.places) + 2 for line in lines], enough=ENOUGH, most=most)
    language = f"!{LANGUAGE_FILTER}-"
    return Segment(
        count=len(text.cards),
        words=tuple(CutFile(beginning, _keep(kept, write_lines(lines[start:end]))) for beginning, start, end in parts),
        cards=tuple(
            CardFile(day, len(cards), _keep(kept, msgspec.json.encode(cards).decode()))
            for day, cards in _card_files(text.cards)
        ),
        languages=tuple(word.removeprefix(language) for word in words if word.startswith(language)),
    )


def _card_files(
    cards: Sequence[tuple[int, Card]], first: int = 0, days: int = DAYS
) -> Iterator[tuple[int, list[Card]]]:
    """Yield cards, given by day, in files of few: the year is halved until each half has few enough of them."""
    if len(cards) > CARDS and days > 1:
        half = first + days // 2
        place = next((place for place, (day, _) in enumerate(cards) if day >= half), len(cards))
        yield from _card_files(cards[:place], first, days // 2)
        yield from _card_files(cards[place:], half, days // 2)
        return
    for start in range(0, len(cards), CARDS):
        yield first, [card for _, card in cards[start : start + CARDS]]


def _keep(kept: Kept, text: str) -> str:
    data = text.encode()
    digest = digest_of_bytes(data)
    kept[f"text {digest}"] = data
    return digest
