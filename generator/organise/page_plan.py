"""One page of the plan."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from generator.contexts import Layout
from generator.digests import digest_of
from generator.organise.frame import Frame


@dataclass(frozen=True, slots=True)
class PagePlan:
    """An address, the layout that renders it, and all that its context is made of.

    The context is made when it is asked for: those of a large archive are never all in memory.
    """

    address: str
    layout: str
    origin: str
    """Where the page comes from, for messages: the path of a file, or what the list is of."""
    frame: Frame
    make: Callable[..., Layout]
    inputs: tuple[Any, ...]
    """What `make` is given beside the frame: it can read nothing else, so their digest tells whether a page changed."""

    def make_context(self) -> Layout:
        """Return what the layout may read."""
        return self.make(self.frame, *self.inputs)

    def fingerprint(self) -> str:
        """Return the digest of the inputs; equal ones make equal contexts while the frame is the same."""
        return digest_of((self.make.__name__, self.address, self.inputs))
