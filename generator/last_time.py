"""Values that are made again and again from much the same items."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from operator import is_
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Value = TypeVar("Value")


class LastTime(Generic[Value]):
    """Values that were made the last time, each from one item."""

    def __init__(self) -> None:
        """Begin with none."""
        self._items: list[Any] = []
        self._values: list[Value] = []
        self._settings: Any = None

    def each(
        self,
        make: Callable[[Item], Value],
        items: Iterable[Item],
        *,
        key: Callable[[Item], Hashable],
        settings: Any = None,
    ) -> list[Value]:
        """Return what `make` makes of each item and of nothing else but the settings.

        That is what it made the last time of the item with the same key, as long as both are equal to what they were.
        """
        now, before = list(items), self._items if settings == self._settings else []
        # Few of many items change, and the others are mostly the very ones they were, which is soonest found out.
        start = _count_same(before, now)
        end = _count_same(before[start:][::-1], now[start:][::-1])
        changed = zip(before[start : len(before) - end], self._values[start:], strict=False)
        known = {key(item): (item, value) for item, value in changed}
        values = self._values[:start]
        for item in now[start : len(now) - end]:
            old = known.get(key(item))
            values.append(old[1] if old and old[0] == item else make(item))
        values += self._values[len(before) - end : len(before)]
        self._items, self._values, self._settings = now, values, settings
        return list(values)


def _count_same(before: Sequence[Any], now: Sequence[Any]) -> int:
    """Return how many items, from the first on, are the same ones."""
    same = [*map(is_, before, now)]
    return same.index(False) if False in same else len(same)


def each(
    last: LastTime[Value] | None,
    make: Callable[[Item], Value],
    items: Iterable[Item],
    *,
    key: Callable[[Item], Hashable],
    settings: Any = None,
) -> Iterable[Value]:
    """Return the same, where somebody may remember the last time, and where nobody does one by one."""
    return map(make, items) if last is None else last.each(make, items, key=key, settings=settings)
