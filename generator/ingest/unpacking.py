"""How much may come out of the archives of one source, those inside of others counted together."""

from generator.problems import ImportRefused, Problem

LARGEST_RATIO = 200
"""A text rarely becomes smaller than a tenth; a bomb is a thousand times its size."""
RATIO_COUNTS_FROM = 16 << 20
"""Bytes: what is smaller does no harm."""


class EndlessArchive(ImportRefused):
    """A bomb of archives in archives: it ends the whole source, for each of its files looks harmless."""


class Unpacked:
    """Counts the bytes that come out of a source of so many, and what is not opened any more."""

    def __init__(self, size: int) -> None:
        """Count nothing yet."""
        self._size = size
        self._total = 0
        self.too_deep: list[str] = []
        """The containers that lie deeper in others than is opened, by their paths as users know them."""

    def add(self, count: int) -> None:
        """Count the bytes of a file; raise EndlessArchive when all together are too many."""
        self._total += count
        if self._total > RATIO_COUNTS_FROM and self._total > LARGEST_RATIO * self._size:
            message = (
                f"the archives in it unpack to more than {LARGEST_RATIO} times its size, as bombs do; unpack it by "
                "hand, and import the folder"
            )
            raise EndlessArchive([Problem(message=message)])
