"""What a format gets to read, and what it makes of it: the two values every import format shares."""

from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

from generator.ingest.signatures import SignedText
from generator.model import FrontMatter
from generator.problems import Problem


class Found(NamedTuple):
    """A file that came with an item."""

    path: str
    """From the folder of the item."""
    data: bytes


Unfound = Literal["absent", "outside", "large"]


class Beside(Protocol):
    """Where the files that came with an item are looked for; made to be sent to other processes."""

    def find(self, address: str) -> Found | Unfound:
        """Return the file at an address that the item writes, or why there is none."""


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
    beside: Beside | None = None
    """Where the files lie that came with it."""
    asset_of: str | None = None
    """The page among whose files it was saved, as the user knows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A picture, recording or document that came with an item and is shown by its release."""

    file: str
    """Its name among the media, by which front matter and body call it; import puts the folder before it."""
    data: bytes


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
    assets: tuple[Asset, ...] = ()
    pages_without_text: int = 0
    """When above 0, the item is pictures of so many pages, and its text is unread."""
    beside: tuple[str, ...] = ()
    """The files beside the item that belong to it, be they media or not, from its folder."""
    signed: SignedText | None = None
    """The words of the body, where the process that read it has counted them."""


class NotARelease(Exception):
    """A file that is none and cannot become one, such as a picture; in a folder it is passed over."""
