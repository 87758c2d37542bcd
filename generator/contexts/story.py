"""What the story of a release and the page of what changed in it may read."""

from dataclasses import dataclass
from typing import Literal

from generator.contexts.parts import Card, PageContext, SiteContext


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryStep:
    """A release in a story of releases that take each other's place."""

    card: Card
    here: bool
    """True for the release whose page this is."""
    current: bool
    """True for the one that stands now."""
    changes: str
    """The address of what changed since the release it replaces; empty when that is not shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedRun:
    """Words that were taken out, put in, or stayed."""

    kind: Literal["same", "removed", "added"]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedParagraph:
    """A paragraph of either text."""

    runs: tuple[ChangedRun, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesLayout:
    """`changes.html`: what a release changed in the one whose place it took."""

    site: SiteContext
    page: PageContext
    before: Card
    after: Card
    headline: ChangedParagraph
    paragraphs: tuple[ChangedParagraph, ...]
