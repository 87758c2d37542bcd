"""The signature of a text: a few numbers, by which two texts of one announcement find each other among many.

A text is cut into runs of four words, every run becomes a number, and the smallest numbers are kept: of two texts that
share most of their runs, the smallest numbers are mostly the same ones. Figures and dates are words like all others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

from generator.likeness import words_of

SKETCH = 64
"""Numbers in a signature, by which the likeness of two texts is estimated to within some percent."""

_RUN = 4
_LEAST_SHARED = 0.4
_LEAST_SHARED_BEGINNING = 0.5
_FEWEST_BEGINNING = 4
_LEAST_REVISED = 0.3


@dataclass(frozen=True, slots=True)
class Signature:
    """What is known of a text without reading it again."""

    runs: int
    """How many runs the numbers were taken from."""
    sketch: tuple[int, ...]
    """The smallest numbers, smallest first."""
    early: int
    """Which of them are of the first half of the text: the lowest bit is the smallest number's."""


@dataclass(frozen=True, slots=True)
class SignedText:
    """A text, what others are compared with of it, and its signature; made to be sent to other processes."""

    text: str
    words: bytes
    """With a blank between two."""
    signature: Signature


def sign_text(text: str) -> SignedText:
    """Return a Markdown text, signed."""
    words = words_of(text)
    return SignedText(text, b" ".join(words), sign(words))


def sign(words: Sequence[bytes]) -> Signature:
    """Return the signature of a text."""
    # Only runs that begin with a word whose last letter is one of a third of all: fewer, and the same in every copy.
    starts = [place for place, word in enumerate(words[: 1 - _RUN]) if not word[-1] % 3]
    places = {crc32(b" ".join(words[place : place + _RUN])): place for place in starts}
    if not places and words:
        places = {crc32(b" ".join(words)): 0}
    sketch = sorted(places)[:SKETCH]
    half = len(words) // 2
    early = sum(1 << bit for bit, number in enumerate(sketch) if places[number] < half)
    return Signature(len(places), tuple(sketch), early)


def may_be_copies(one: Signature, other: Signature) -> float:
    """Return what `may_be_revised` does for two texts that share much, and not only the boilerplate at the end."""
    shared = _estimate_shared(one, other, _LEAST_SHARED)
    return shared if shared and _begin_alike(one, other) else 0.0


def may_be_revised(one: Signature, other: Signature) -> float:
    """Return about how much of the shorter text the longer one has too, up to 1; 0 if comparing is not worth it."""
    return _estimate_shared(one, other, _LEAST_REVISED)


def _estimate_shared(one: Signature, other: Signature, least: float) -> float:
    """Return the share, or 0 if it is less; most pairs have too few numbers in common to look closer."""
    if not one.sketch or not other.sketch:
        return 0.0
    numbers = set(one.sketch)
    both = numbers.intersection(other.sketch)
    if _shared_of(len(both) / max(len(one.sketch), len(other.sketch)), one, other) < least:
        return 0.0
    smallest = sorted(numbers.union(other.sketch))[:SKETCH]
    shared = _shared_of(len(both.intersection(smallest)) / len(smallest), one, other)
    return shared if shared >= least else 0.0


def _shared_of(likeness: float, one: Signature, other: Signature) -> float:
    """Return how much the shorter text shares when so much of the runs of both together stand in both."""
    return min(1.0, likeness / (1 + likeness) * (one.runs + other.runs) / min(one.runs, other.runs))


def _begin_alike(one: Signature, other: Signature) -> bool:
    """Tell whether the longer text has most of the first half of the shorter one, as far as signatures show it."""
    shorter, longer = sorted((one, other), key=lambda signature: signature.runs)
    largest = longer.sketch[-1] if len(longer.sketch) == SKETCH else 1 << 32
    early = {number for bit, number in enumerate(shorter.sketch) if shorter.early >> bit & 1 and number <= largest}
    shared = len(early.intersection(longer.sketch))
    return len(early) < _FEWEST_BEGINNING or shared >= _LEAST_SHARED_BEGINNING * len(early)
