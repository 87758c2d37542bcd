"""Invented archives of any size: the same number of releases gives the same bytes on every machine.

They have the shape of a wire's: 27 years, about 5 KB a file, five tags of four hundred that are used unequally, people
and organisations, and paragraphs with links, quotation marks and emphasis about as often as in real releases.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

FIRST_DAY, DAYS = datetime(1996, 1, 1, 9, tzinfo=UTC), 9861
LAST_DAY = FIRST_DAY + timedelta(days=DAYS - 1)

_WORDS, _PARAGRAPHS, _TAGS = 18_000, 5_000, 400
_ORGANIZATIONS, _PEOPLE = 53, 97
_SENTENCES, _WORDS_OF_A_SENTENCE = (1, 4), (8, 26)
_WITH_LINK, _WITH_QUOTATION, _WITH_APOSTROPHE, _WITH_EMPHASIS, _WITH_AMPERSAND = 0.33, 0.12, 0.29, 0.07, 0.04
"""The shares of paragraphs; of six thousand in real releases as many had them."""
_BEGINNINGS, _VOWELS, _ENDS = (
    "b c d f g h k l m n p r s t v br cl dr gr pl st tr".split(),
    "aeiou",
    " n r s l t".split(" "),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One invented release."""

    slug: str
    title: str
    date: datetime
    embargo: datetime | None = None
    summary: str
    tags: tuple[str, ...]
    organization: str
    person: str
    paragraphs: tuple[str, ...] = field(repr=False)


class Maker:
    """Makes releases one after the other, each from those words and paragraphs that all of them share."""

    def __init__(self) -> None:
        """Invent the words and paragraphs."""
        self._chance = random.Random(1)
        self._words = _invent_words(self._chance)
        self._shares = list(accumulate(1 / (rank + 2.7) for rank in range(len(self._words))))
        self._paragraphs = [self._paragraph() for _ in range(_PARAGRAPHS)]
        self.tags = tuple(" ".join(self._rare(2)).title() for _ in range(_TAGS))
        """The most used first."""
        self._shares_of_tags = list(accumulate((rank + 1) ** -0.7 for rank in range(_TAGS)))

    def archive(self, count: int) -> Iterator[Release]:
        """Yield an archive, oldest first; to be asked for once, and before single releases."""
        for number in range(count):
            yield self.release(number, FIRST_DAY + timedelta(days=number * DAYS // count))

    def release(self, number: int, date: datetime) -> Release:
        """Return the next release."""
        chance = self._chance
        body = chance.sample(self._paragraphs, chance.randint(8, 13))
        body.insert(2, f"## {self._sentence(5)}")
        body.insert(5, f'> "{self._sentence(22)}."\n>\n> — *Speaker {number % _PEOPLE}*')
        pairs = (self._rare(2) for _ in range(3))
        body.insert(7, "\n".join(f"- **{name}**: [{page}](https://example.org/{page})" for name, page in pairs))
        return Release(
            slug=f"release-{number:06d}",
            title=self._sentence(9),
            date=date,
            summary=f"{self._sentence(22)}.",
            tags=self._five_tags(),
            organization=f"Organisation {number % _ORGANIZATIONS}",
            person=f"Speaker {number % _PEOPLE}",
            paragraphs=tuple(body),
        )

    def _five_tags(self) -> tuple[str, ...]:
        chosen: dict[str, None] = {}
        while len(chosen) < 5:
            chosen |= dict.fromkeys(self._chance.choices(self.tags, cum_weights=self._shares_of_tags))
        return tuple(chosen)

    def _paragraph(self) -> str:
        chance = self._chance
        sentences = [
            f"{self._sentence(chance.randint(*_WORDS_OF_A_SENTENCE))}." for _ in range(chance.randint(*_SENTENCES))
        ]
        text, rare = " ".join(sentences), self._rare(6)
        if chance.random() < _WITH_LINK:
            text += f" More at [{rare[0]} {rare[1]}](https://www.example.org/{rare[0]}/{rare[1]}.html)."
        if chance.random() < _WITH_QUOTATION:
            text += f" “{self._sentence(12)},” said {rare[2].title()} {rare[3].title()}."
        if chance.random() < _WITH_APOSTROPHE:
            text = f"{rare[4].title()}'s {text[0].lower()}{text[1:]}"
        if chance.random() < _WITH_EMPHASIS:
            text += f" The *{rare[5]}* is next."
        if chance.random() < _WITH_AMPERSAND:
            text = text.replace(". ", " & ", 1)
        return text

    def _sentence(self, length: int) -> str:
        return " ".join(self._chance.choices(self._words, cum_weights=self._shares, k=length)).capitalize()

    def _rare(self, count: int) -> list[str]:
        return self._chance.choices(self._words[_WORDS // 10 :], k=count)


def write_release(content: Path, release: Release, extra: Iterable[str] = ()) -> Path:
    """Write a release below the folder of content, with `extra` lines in its front matter; return its file."""
    folder = content / "releases" / f"{release.date:%Y}"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{release.slug}.md"
    file.write_text(release_text(release, extra), "utf-8")
    return file


def release_text(release: Release, extra: Iterable[str] = ()) -> str:
    """Return the file of a release."""
    front = (
        f'title: "{release.title}"',
        f"date: {release.date:%Y-%m-%dT%H:%M:%SZ}",
        f"slug: {release.slug}",
        f'summary: "{release.summary}"',
        'dateline: "LOWER MARSH, TIDELAND"',
        "source: Invented Wire",
        "language: en",
        "tags:",
        *(f"  - {tag}" for tag in release.tags),
        "organizations:",
        f"  - {release.organization}",
        "people:",
        f"  - {release.person}",
        *extra,
    )
    return "\n".join(("---", *front, "---", "", "\n\n".join(release.paragraphs), ""))


def under_embargo(release: Release, until: datetime) -> Release:
    """Return a release that nobody may see before an instant."""
    return replace(release, embargo=until)


def _invent_words(chance: random.Random) -> Sequence[str]:
    """Return words that mean nothing, the shortest and most used first."""
    words: dict[str, None] = {}
    while len(words) < _WORDS:
        syllables = 1 + (len(words) > 60) + (len(words) > 1500) + (len(words) > 12_000)
        word = "".join(
            chance.choice(_BEGINNINGS) + chance.choice(_VOWELS) + chance.choice(_ENDS) for _ in range(syllables)
        )
        words[word] = None
    return list(words)
