"""Python's garbage collector, stopped while a build holds many small values that none of its circles can free.

It looks through all of them again and again: reading a hundred thousand releases took four times as long with it.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
