"""What is costly to make and is kept from one build to the next, by a key that names all it was made from."""

from collections.abc import Callable, MutableMapping

Kept = MutableMapping[str, bytes]
"""Key → bytes. What is not read in a build may be gone in the next; raises KeyError for what is not there."""


def kept_or_made(kept: Kept, key: str, make: Callable[[], bytes]) -> bytes:
    """Return what is kept under a key, made now if there is nothing."""
    try:
        return kept[key]
    except KeyError:
        made = kept[key] = make()
        return made
