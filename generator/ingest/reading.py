"""What a format gets to read, and what it makes of it: the two values every import format shares."""

from dataclasses import dataclass

from generator.model import FrontMatter
from generator.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """The smallest thing that can be a release: a file, a message of a mailbox, a row of a table."""

    name: str
    """The file's own name."""
    shown: str
    """Its path as the user knows it, for problems."""
    data: bytes
    item: str | None = None
    """Its address inside the container it came in, such as `a.mbox#17`; None for a file of its own."""
    format: str | None = None
    """The name of its format, when the container tells it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read from an item."""

    front: FrontMatter
    """Without id and original, which import adds."""
    body: str
    """Markdown."""
    inferred: tuple[str, ...] = ()
    """The names of the fields that nobody stated."""
    problems: tuple[Problem, ...] = ()
    """Warnings only: what cannot be read is refused."""


class NotARelease(Exception):
    """A file that is none and cannot become one, such as a picture; in a folder it is passed over."""
