"""What the last build knew, in one SQLite file under `.dateline/`.

The state makes a build faster and never changes what it makes: it may be deleted, damaged, old or carried to another
machine at any time. Whatever in it does not fit is as good as not there; a file that is no database is begun anew.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from generator.checksums import checksum, is_whole
from generator.file_stat import Stat
from generator.kept_values import KeptValues
from generator.known_files import KnownOutput as KnownOutput
from generator.known_files import KnownPart as KnownPart
from generator.known_files import KnownSource as KnownSource
from generator.left_output import LeftOutput

if TYPE_CHECKING:  # a build with nothing to do must not wait for it
    from generator.model import Body

STATE = ".dateline/state.sqlite"
_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB);
CREATE TABLE sources (
    path TEXT PRIMARY KEY, size INTEGER, modified INTEGER, changed INTEGER, inode INTEGER,
    digest TEXT, body TEXT, record BLOB, sum INTEGER
);
CREATE INDEX sources_of_body ON sources (body);
CREATE TABLE bodies (key TEXT PRIMARY KEY, body BLOB, sum INTEGER);
CREATE TABLE kept (folder TEXT, key TEXT, value BLOB, sum INTEGER, PRIMARY KEY (folder, key));
CREATE TABLE parts (folder TEXT, name TEXT, digest TEXT, files BLOB, sum INTEGER, PRIMARY KEY (folder, name));
CREATE TABLE left_output (folder TEXT, name TEXT, shard BLOB, sum INTEGER, PRIMARY KEY (folder, name));
"""
_VERSION = 3
"""Of the schema and of what is stored; a state of another version is begun anew."""


class StateDamaged(Exception):
    """The file of the state cannot be read as what it is, or not be written."""


class State:
    """The state of one site, open; for one thread."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use a connection to a database with the schema."""
        self._connection = connection

    @property
    def edition(self) -> bytes | None:
        """What tells the sources as they are known now from all that were ever known; None when they never changed."""
        return self.get("edition")

    def sources(self) -> dict[str, KnownSource]:
        """Return every source, by path; those whose record is damaged are left out."""
        rows = self._connection.execute(
            "SELECT path, size, modified, changed, inode, digest, body, record, sum FROM sources"
        )
        found = {}
        for path, size, modified, changed, inode, digest, body, record, total in rows:
            if isinstance(path, str) and is_whole(record, total):
                stat = None if size is None else Stat(size, modified, changed, inode)
                found[path] = KnownSource(stat, digest, body, record)
        return found

    def change_sources(self, changed: Mapping[str, KnownSource], removed: Iterable[str]) -> None:
        """Note sources that were read, and forget those that are gone with bodies that no source has any more."""
        stale = [*changed, *removed]
        if stale:
            self.set("edition", os.urandom(16))
        bodies = set()
        for path in stale:
            bodies.update(self._connection.execute("SELECT body FROM sources WHERE path = ?", (path,)).fetchall())
        self._connection.executemany("DELETE FROM sources WHERE path = ?", ((path,) for path in stale))
        self._connection.executemany(
            "INSERT INTO sources VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (path, *(one.stat or (None,) * 4), one.digest, one.body, one.record, checksum(one.record))
                for path, one in changed.items()
            ),
        )
        self._connection.executemany(
            "DELETE FROM bodies WHERE key = ?1 AND NOT EXISTS (SELECT 1 FROM sources WHERE body = ?1)", bodies
        )

    @property
    def bodies(self) -> "StoredBodies":
        """The bodies of releases, by key."""
        return StoredBodies(self._connection)

    def read_body(self, key: str) -> "Body":
        """Return the body of a release that there must be; raises StateDamaged."""
        try:
            return self.bodies[key]
        except KeyError:
            raise StateDamaged from None

    def kept(self, folder: str) -> KeptValues:
        """Return what was costly to make for an output folder, by key."""
        return KeptValues(self._connection, folder)

    def left_output(self, folder: str) -> LeftOutput:
        """Return what the last build left in an output folder."""
        return LeftOutput(self._connection, folder)

    def parts(self, folder: str) -> dict[str, KnownPart]:
        """Return every part of an output folder, by name; those that are damaged are left out."""
        rows = self._connection.execute("SELECT name, digest, files, sum FROM parts WHERE folder = ?", (folder,))
        return {
            str(name): KnownPart(str(digest), self.decode_outputs(files))
            for name, digest, files, total in rows
            if isinstance(files, bytes) and is_whole(str(digest).encode() + files, total)
        }

    def outputs(self, folder: str) -> dict[str, KnownOutput]:
        """Return every file of an output folder, by path."""
        return {file.path: file for part in self.parts(folder).values() for file in part.files}

    def folders(self) -> list[str]:
        """Return every output folder of which anything is known."""
        rows = self._connection.execute("SELECT DISTINCT folder FROM parts ORDER BY folder")
        return [str(folder) for (folder,) in rows]

    def set_part(self, folder: str, name: str, part: KnownPart) -> None:
        """Note a part of the output as it is now."""
        files = self.encode_outputs(part.files)
        row = (folder, name, part.digest, files, checksum(part.digest.encode() + files))
        self._connection.execute("INSERT OR REPLACE INTO parts VALUES (?, ?, ?, ?, ?)", row)

    def forget_parts(self, folder: str, names: Iterable[str]) -> None:
        """Forget parts that are gone."""
        self._connection.executemany(
            "DELETE FROM parts WHERE folder = ? AND name = ?", ((folder, name) for name in names)
        )

    def encode_outputs(self, files: list[KnownOutput]) -> bytes:
        """Return files of the output in the little room that the state has for them."""
        return _ENCODER.encode(files)

    def decode_outputs(self, data: bytes) -> list[KnownOutput]:
        """Return what was encoded."""
        return _OUTPUTS.decode(data)

    def is_of(self, engine: str) -> bool:
        """Tell whether all of it was made by `engine`, which names what builds."""
        return self.get("engine") == f"{_VERSION} {engine}".encode()

    def get(self, name: str) -> bytes | None:
        """Return a value of its own; None when there is none, or when it is damaged."""
        row = self._connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        kept = row[0] if row and isinstance(row[0], bytes) else b""
        total, value = int.from_bytes(kept[:4]), kept[4:]
        return value if kept and is_whole(value, total) else None

    def set(self, name: str, value: bytes) -> None:
        """Keep a value of its own."""
        summed = checksum(value).to_bytes(4) + value
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, summed))

    def commit(self) -> None:
        """Make what was noted last."""
        self._connection.commit()

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()


class StoredBodies(MutableMapping[str, "Body"]):
    """The bodies of releases in the state: read one by one, for those of a large archive are never all in memory."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use the state's connection."""
        self._connection = connection

    def __getitem__(self, key: str) -> "Body":
        """Return a body; raises KeyError when there is none, or when it is damaged."""
        row = self._connection.execute("SELECT body, sum FROM bodies WHERE key = ?", (key,)).fetchone()
        if row is None or not is_whole(*row):
            raise KeyError(key)
        return _bodies().decode(row[0])

    def __setitem__(self, key: str, body: "Body") -> None:
        """Keep a body."""
        data = _ENCODER.encode(body)
        self._connection.execute("INSERT OR REPLACE INTO bodies VALUES (?, ?, ?)", (key, data, checksum(data)))

    def __delitem__(self, key: str) -> None:
        """Forget a body."""
        self._connection.execute("DELETE FROM bodies WHERE key = ?", (key,))

    def __contains__(self, key: object) -> bool:
        """Tell whether there is a body, without reading it."""
        return self._connection.execute("SELECT 1 FROM bodies WHERE key = ?", (key,)).fetchone() is not None

    def __iter__(self) -> Iterator[str]:
        """Yield every key."""
        yield from (key for (key,) in self._connection.execute("SELECT key FROM bodies"))

    def __len__(self) -> int:
        """Return how many there are."""
        count: int = self._connection.execute("SELECT count(*) FROM bodies").fetchone()[0]
        return count


_OUTPUTS = msgspec.msgpack.Decoder(list[KnownOutput])
_ENCODER = msgspec.msgpack.Encoder()


@cache
def _bodies() -> "msgspec.msgpack.Decoder[Body]":
    from generator.model import Body

    return msgspec.msgpack.Decoder(Body)


@contextmanager
def open_state(site: Path, engine: str) -> Iterator[State]:
    """Open the state of a site, begun anew unless `engine`, which names all that made it, is the one it was made by.

    Where nothing can be kept the state lives in memory. Raises StateDamaged when the file turns out to be broken, or
    its disk to be full.
    """
    connection = _connect(site, engine)
    try:
        yield State(connection)
    except sqlite3.DatabaseError as error:
        raise StateDamaged(str(error)) from error
    finally:
        connection.close()


@contextmanager
def open_unkept_state(site: Path, engine: str) -> Iterator[State]:  # noqa: ARG001 - opened as `open_state` is
    """Open a state in memory, which is gone at the end; for a disk on which none can be kept."""
    with closing(sqlite3.connect(":memory:")) as connection:
        _begin(connection, engine)
        yield State(connection)


def read_state(site: Path) -> State:
    """Open, only to read, the state that a build of this site has open; for any thread, but for one at a time.

    Where there is none, or a broken one, reading raises sqlite3.Error.
    """
    address = f"{(site / STATE).absolute().as_uri()}?mode=ro"
    try:
        return State(sqlite3.connect(address, uri=True, check_same_thread=False))
    except sqlite3.OperationalError:  # the build keeps its state in memory
        return State(sqlite3.connect(":memory:", check_same_thread=False))


def delete_state(site: Path) -> None:
    """Forget everything; what cannot be deleted is found damaged again."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            (site / f"{STATE}{suffix}").unlink(missing_ok=True)


def _connect(site: Path, engine: str) -> sqlite3.Connection:
    try:
        (site / STATE).parent.mkdir(exist_ok=True)
        connection = _open(site / STATE)
        if not _is_current(connection, engine):
            connection.close()
            delete_state(site)
            connection = _open(site / STATE)
            _begin(connection, engine)
    except (OSError, sqlite3.OperationalError):  # a folder that cannot be written
        connection = sqlite3.connect(":memory:")
        _begin(connection, engine)
    return connection


def _open(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level="DEFERRED")
    with suppress(sqlite3.DatabaseError):  # `_is_current` finds out
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
    return connection


def _is_current(connection: sqlite3.Connection, engine: str) -> bool:
    try:
        return State(connection).is_of(engine)
    except sqlite3.DatabaseError:
        return False


def _begin(connection: sqlite3.Connection, engine: str) -> None:
    connection.executescript(_SCHEMA)
    State(connection).set("engine", f"{_VERSION} {engine}".encode())
    connection.commit()
