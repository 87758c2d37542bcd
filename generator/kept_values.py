"""Values in the state that were costly to make for one output folder, and that its next build may take up."""

import sqlite3
from collections.abc import Iterator, MutableMapping

from generator.checksums import checksum, is_whole


class KeptValues(MutableMapping[str, bytes]):
    """Bytes that were costly to make for an output folder: of one build's use they stay, the rest is forgotten."""

    def __init__(self, connection: sqlite3.Connection, folder: str) -> None:
        """Use the state's connection."""
        self._connection, self._folder = connection, folder
        self._used: set[str] = set()

    def __getitem__(self, key: str) -> bytes:
        """Return a value; raises KeyError when there is none, or when it is damaged."""
        query = "SELECT value, sum FROM kept WHERE folder = ? AND key = ?"
        row = self._connection.execute(query, (self._folder, key)).fetchone()
        if row is None or not is_whole(*row):
            raise KeyError(key)
        self._used.add(key)
        value: bytes = row[0]
        return value

    def __setitem__(self, key: str, value: bytes) -> None:
        """Keep a value."""
        row = (self._folder, key, value, checksum(value))
        self._connection.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", row)
        self._used.add(key)

    def __delitem__(self, key: str) -> None:
        """Forget a value."""
        self._connection.execute("DELETE FROM kept WHERE folder = ? AND key = ?", (self._folder, key))

    def __contains__(self, key: object) -> bool:
        """Tell whether there is a value, which then is used."""
        query = "SELECT 1 FROM kept WHERE folder = ? AND key = ?"
        found = self._connection.execute(query, (self._folder, key)).fetchone() is not None
        if found:
            self._used.add(str(key))
        return found

    def __iter__(self) -> Iterator[str]:
        """Yield every key."""
        query = "SELECT key FROM kept WHERE folder = ?"
        yield from (key for (key,) in self._connection.execute(query, (self._folder,)))

    def __len__(self) -> int:
        """Return how many there are."""
        query = "SELECT count(*) FROM kept WHERE folder = ?"
        count: int = self._connection.execute(query, (self._folder,)).fetchone()[0]
        return count

    def forget_unused(self) -> None:
        """Forget what was neither read nor kept since the build began."""
        for key in [key for key in self if key not in self._used]:
            del self[key]
