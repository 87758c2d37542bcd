"""What the state knows of an output folder as the last build left it: every file and folder, in shards."""

import sqlite3
from collections.abc import Mapping

import msgspec

from generator.checksums import checksum, is_whole
from generator.output_folder import Shard, count_in

_ENCODER, _SHARD = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(Shard)


class LeftOutput:
    """The files and folders that were left in one output folder."""

    def __init__(self, connection: sqlite3.Connection, folder: str) -> None:
        """Use the state's connection."""
        self._connection, self._folder = connection, folder

    def shards(self) -> dict[str, Shard]:
        """Return all shards, by name; those that are damaged are left out."""
        rows = self._connection.execute("SELECT name, shard, sum FROM left_output WHERE folder = ?", (self._folder,))
        return {str(name): _SHARD.decode(data) for name, data, total in rows if is_whole(data, total)}

    def update(self, before: Mapping[str, Shard], changed: Mapping[str, Shard]) -> int:
        """Note shards that changed since they were as `before`; return how many files and folders there are now."""
        now = {name: shard for name, shard in {**before, **changed}.items() if shard.folders or shard.files}
        self._connection.executemany(
            "DELETE FROM left_output WHERE folder = ? AND name = ?",
            ((self._folder, name) for name in self._names() - now.keys()),
        )
        encoded = ((name, _ENCODER.encode(now[name])) for name in changed.keys() & now.keys())
        self._connection.executemany(
            "INSERT OR REPLACE INTO left_output VALUES (?, ?, ?, ?)",
            ((self._folder, name, data, checksum(data)) for name, data in encoded),
        )
        return count_in(now.values())

    def _names(self) -> set[str]:
        rows = self._connection.execute("SELECT name FROM left_output WHERE folder = ?", (self._folder,))
        return {name for (name,) in rows}
