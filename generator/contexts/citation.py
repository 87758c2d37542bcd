"""What the page of a release may read of how the release is cited."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationPart:
    """A piece of a citation."""

    text: str
    italic: bool = False
    title: bool = False
    """True for the title of the release, which is in the language of the release; all else is English."""
    isolated: bool = False
    """True for a name that runs from right to left, which must not take the figures beside it along."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """How a manual of style has a release cited."""

    style: str
    """The name of the manual."""
    parts: tuple[CitationPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationRecord:
    """A release as a kind of program reads it in its bibliography."""

    format: str
    """Its name."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MetaTag:
    """A name and what stands behind it, in the head of a page."""

    name: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TwinLink:
    """Another form of a release, beside its page."""

    format: str
    """`md`, `txt` or `ninjs`."""
    address: str
    media_type: str
