"""The signature of a text: a few numbers, by which two texts of one announcement find each other among many.

A text is cut into runs of four words, every run becomes a number, and the smallest numbers are kept: of two texts that
share most of their runs, the smallest numbers are mostly the same ones. Figures and dates are words like all others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

SKETCH = 64
"""Numbers in a signature, by which the likeness of two texts is estimated to within some percent."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What is known of a text without reading it again."""

    runs: int
    """How many runs the numbers were taken from."""
    sketch: tuple[int, ...]
    """The smallest numbers, smallest first."""


def sign(words: Sequence[bytes]) -> Signature:
    """Return the signature of a text."""
    runs = zip(words, words[1:], words[2:], words[3:], strict=False)
    # Only runs that begin with a word whose last letter is one of a third of all: fewer, and the same in every copy.
    numbers = {crc32(b" ".join(run)) for run in runs if not run[0][-1] % 3}
    if not numbers and words:
        numbers = {crc32(b" ".join(words))}
    return Signature(len(numbers), tuple(sorted(numbers)[:SKETCH]))


def estimate_shared(one: Signature, other: Signature) -> float:
    """Return about how much of the shorter text the longer one has too, from 0 to 1."""
    if not one.sketch or not other.sketch:
        return 0.0
    left, right = set(one.sketch), set(other.sketch)
    smallest = sorted(left | right)[: min(SKETCH, len(left | right))]
    both = left & right
    likeness = sum(number in both for number in smallest) / len(smallest)
    return min(1.0, likeness / (1 + likeness) * (one.runs + other.runs) / min(one.runs, other.runs))
