"""What gives a text away: its words, folded, in runs of fixed lengths; and which runs of another text are among them.

Capitals, accents, blanks and light punctuation do not count, so that a title, its slug and its address are one run of
words. Heavier marks end a run: words of two cells of a table, or of two elements of a page, are no phrase.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from generator.search_words import fold

LENGTHS = (8, 5, 3, 2, 1)
"""Words of a run: a text is cut into runs of the greatest length that it has words for."""
END = "|"
_TOKEN = re.compile(r"[^\W_]+|[^\w\s,.'’‘\-–—:/()“”\"@&+«»]")
_HEXADECIMAL = re.compile(r"[0-9a-f]{4,8}")
_LEAST_WORD = 4
"""Letters of a word that gives something away by itself."""
_LEAST_LOOSE = 5


class Trace(NamedTuple):
    """A run of words that gives a release away."""

    words: tuple[str, ...]
    owner: int
    """The number of the release."""
    what: str
    """Of the release: "the title"."""


def tokens_of(text: str) -> list[str]:
    """Return the words of a text, with `END` where a run of them must end."""
    return [token if token[0].isalnum() else END for token in _TOKEN.findall(fold(text))]


def runs_of(text: str) -> Iterator[tuple[str, ...]]:
    """Yield runs that give a text away, one after the other; the last of a text may overlap with the one before."""
    words: list[str] = []
    for token in (*tokens_of(text), END):
        if token != END:
            words.append(token)
            continue
        length = next((length for length in LENGTHS if length <= len(words)), 0)
        if length:
            starts = {*range(0, len(words) - length + 1, length), len(words) - length}
            runs = (tuple(words[start : start + length]) for start in sorted(starts))
            yield from (run for run in runs if _tells(run))
        words = []


def loose_words(text: str) -> set[str]:
    """Return the words of a text of which several together give it away."""
    return {word for word in tokens_of(text) if len(word) >= _LEAST_LOOSE and _is_word(word)}


class Traces:
    """Traces, found by their words."""

    def __init__(self, traces: Sequence[Trace], loose: dict[str, list[int]]) -> None:
        """Index them; `loose` has the owners of each loose word."""
        self.loose = loose
        self._by_length: defaultdict[int, defaultdict[tuple[str, ...], list[int]]]
        self._by_length = defaultdict(lambda: defaultdict(list))
        for number, trace in enumerate(traces):
            self._by_length[len(trace.words)][trace.words].append(number)

    def met_in(self, tokens: Sequence[str]) -> tuple[set[int], set[str]]:
        """Return the numbers of the traces, and the loose words, that are in a text."""
        met: set[int] = set()
        for length, known in self._by_length.items():
            runs = zip(*(tokens[start:] for start in range(length)), strict=False)
            met.update(number for run in runs if run in known for number in known[run])
        return met, self.loose.keys() & set(tokens)


def pack(traces: Sequence[Trace], loose: dict[str, list[int]]) -> bytes:
    """Return traces as bytes that another process can read."""
    return msgspec.msgpack.encode((traces, loose))


def unpack(data: bytes) -> Traces:
    """Return what was packed, indexed."""
    traces, loose = msgspec.msgpack.decode(data, type=tuple[list[Trace], dict[str, list[int]]])
    return Traces(traces, loose)


def without(
    traces: Sequence[Trace], loose: dict[str, list[int]], met: Iterable[int], words: Iterable[str]
) -> tuple[list[Trace], dict[str, list[int]]]:
    """Return those traces and loose words that were not met."""
    known, said = set(met), set(words)
    left = [trace for number, trace in enumerate(traces) if number not in known]
    return left, {word: owners for word, owners in loose.items() if word not in said}


def _tells(run: Sequence[str]) -> bool:
    """Tell whether a run says enough to belong to one text: numbers and short words alone stand everywhere."""
    words = [word for word in run if _is_word(word)]
    if len(run) == 1:
        return bool(words) and len(run[0]) >= (_LEAST_WORD if run[0].isascii() else 2)
    return len(words) >= 2 and sum(map(len, words)) >= 6


def _is_word(word: str) -> bool:
    """Tell words from numbers, and from what a piece of a digest may look like by chance."""
    return not word.isdigit() and not _HEXADECIMAL.fullmatch(word)
