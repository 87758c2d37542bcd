"""What became of a file, or of a part of one, that holds a text which is erased."""

from collections.abc import Callable
from dataclasses import dataclass

NOTE = b"This item was erased.\n"
"""What stands in the place of a part that could not be struck out."""


@dataclass(frozen=True, slots=True)
class Struck:
    """A file, or a part of one, that holds the text."""

    count: int
    """Passages."""
    data: bytes | None
    """What it is without them; None when they cannot be struck out safely."""


Strike = Callable[[bytes], Struck | None]
"""Returns what a part of a file is without the text; None when it does not hold it."""
