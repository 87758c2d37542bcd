"""Values that are made again and again from much the same items."""

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

Item = TypeVar("Item")
Value = TypeVar("Value")


class LastTime(Generic[Value]):
    """Values that were made the last time, by what decides on them."""

    def __init__(self) -> None:
        """Begin with none."""
        self._values: dict[Hashable, Value] = {}

    def each(
        self, make: Callable[[Item], Value], items: Iterable[Item], *, key: Callable[[Item], Hashable]
    ) -> list[Value]:
        """Return what `make` makes of each item; what it made of an item with the same key the last time, if it did."""
        before, now = self._values, dict[Hashable, Value]()
        values = []
        for item in items:
            known = key(item)
            value = before.get(known)
            now[known] = value = make(item) if value is None else value
            values.append(value)
        self._values = now
        return values
