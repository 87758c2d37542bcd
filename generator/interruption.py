"""What ends work that is no longer wanted: a build at a place where nothing is half done, a request at any."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
Check = Callable[[], None]
"""Raises Interrupted when what is being done is no longer wanted."""

_STEPS = 64


class Interrupted(Exception):
    """A build was ended because a newer one is wanted, or none."""


class PagesGone(Exception):
    """Pages that were made on request are shown no more: there are newer ones, or those in the folder."""


def checked(items: Iterable[Item], check: Check | None) -> Iterator[Item]:
    """Yield the items, and call `check` now and then."""
    for number, item in enumerate(items):
        if check and number % _STEPS == 0:
            check()
        yield item
