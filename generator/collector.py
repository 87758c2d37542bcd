"""Python's garbage collector, stopped or slowed while many small values are held that none of its circles can free.

It looks through all of them again and again: reading a hundred thousand releases took four times as long with it.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = 50_000
"""New values after which the collector looks through those that came since it last did; Python's own count is 700."""


@contextmanager
def paused_collector() -> Iterator[None]:
    """Stop the collector for a while; leave it as it was, for a preview goes on afterwards."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def seldom_collector() -> Iterator[None]:
    """Let the collector run seldom for a while, and pass over all that is there: programs, tables and patterns.

    Unlike a stopped one it still frees the circles of a large import, so memory stays bounded.
    """
    thresholds = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_SELDOM, *thresholds[1:])
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        gc.unfreeze()
