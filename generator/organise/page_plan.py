"""One page of the plan."""

from collections.abc import Callable
from dataclasses import dataclass

from generator.contexts import Layout


@dataclass(frozen=True, slots=True)
class PagePlan:
    """An address, the layout that renders it, and its context, made when it is asked for.

    The contexts of a large archive are never all in memory.
    """

    address: str
    layout: str
    origin: str
    """Where the page comes from, for messages: the path of a file, or what the list is of."""
    make_context: Callable[[], Layout]
