"""Where the releases of a year stand in its index: numbers that another release leaves nearly as they are.

A release stands at its day and a mark made from its id. Few releases are numbered one after the other; then one more
moves all behind it, and changes every word of theirs. Of many, each gets a slot near its place, with room between
them, so that one more moves only those it is crowded by: W. W. Peterson's open addressing (IBM Journal, 1957), kept
in order.
"""

from collections.abc import Iterable, Sequence

DAYS, MARKS = 512, 1024
"""How many days a year and marks a day can have."""
FEW = 1024
"""Releases of a year that are numbered one after the other."""
_ROOM = 8
"""Slots for each release, as many again at most; as a year has 366 days of 512, a third are used at most."""
PACKED = 30
"""How far places are shifted when all become one, and slots follow each other."""


def mark_apart(days: Sequence[int], marks: Sequence[int]) -> list[int]:
    """Return a place for each release, from its day and its mark; no two have one, unless a day has over 1024."""
    order = sorted(range(len(days)), key=lambda number: (days[number], marks[number], number))
    places = [0] * len(days)
    start = 0
    while start < len(order):
        day = days[order[start]]
        end = next((at for at in range(start, len(order)) if days[order[at]] != day), len(order))
        mark = -1
        for at in range(start, end):
            most = max(MARKS - (end - at), 0)  # so that those behind it have room
            mark = min(max(mark + 1, marks[order[at]]), most)
            places[order[at]] = day * MARKS + mark
        start = end
    return places


def spread_of(count: int) -> int:
    """Return by how many bits places are shifted to be slots, in a year of so many releases."""
    if count < FEW:
        return PACKED
    wanted = _ROOM << (count.bit_length() - 1)
    return max((DAYS * MARKS // wanted).bit_length() - 1, 0)


def slots_of(places: Iterable[int], spread: int) -> list[int]:
    """Return the slots of ascending places, each after the one before it; the script does the same."""
    slots, slot = [], -1
    for place in places:
        slot = max(slot + 1, place >> spread)
        slots.append(slot)
    return slots


def slot_count(count: int, spread: int) -> int:
    """Return below which number slots lie, about: what the width of their code follows from."""
    return count if spread == PACKED else DAYS * MARKS >> spread
