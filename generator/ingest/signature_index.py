"""Which releases of the archive may hold the text of a new one: a cache of signatures, `.dateline/signatures.sqlite`.

It is never believed: what it finds is read and compared word by word, and a file that has changed since is signed
again. It may be missing, stale or damaged, and is then made anew from the releases.
"""

import contextlib
import os
import re
import sqlite3
import struct
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from generator.dates import StatedDate
from generator.front_matter import split_document
from generator.ingest.held_signatures import Held, HeldSignatures
from generator.ingest.signatures import SKETCH, Signature, sign
from generator.ingest.store import RELEASES
from generator.likeness import words_of

CACHE = ".dateline/signatures.sqlite"

_FORMAT = 1
"""Counted up when signatures or tables change, so that an older cache is made anew."""
_KEYS = 16
"""Numbers of a signature under which a release can be found."""
_FEWEST_KEYS = 2
_MOST_OF_A_KEY = 500
"""Releases that are looked at for one number: what more of them have is a boilerplate, and says nothing."""
_MOST_FOUND = 50
_MOST_CANDIDATES = 12
_LONG = 100
"""Questions after which an import is a long one, for which the signatures are held in memory."""
_MOST_HELD = 8_000
"""Releases whose signatures are held, about 6 KB each."""
_PAGES = 8 << 10
"""KiB of the cache in memory."""
_UNKEPT = ""
"""A database in a file without a name, of which no more is in memory than of the cache."""
_UNDATED = 0
"""The day of a release whose date names none: it may be near any other."""
_TABLES = """
CREATE TABLE releases (
    number INTEGER PRIMARY KEY, path TEXT UNIQUE, state TEXT, day INTEGER, runs INTEGER, sketch BLOB, early BLOB
);
CREATE TABLE keys (key INTEGER, day INTEGER, number INTEGER, PRIMARY KEY (key, day, number)) WITHOUT ROWID;
"""
_FIND = f"""
SELECT path, runs, sketch, early FROM releases JOIN (
    SELECT number, count(*) AS shared FROM ({
    " UNION ALL ".join(
        f"SELECT * FROM (SELECT number FROM keys WHERE key = ?{key} AND {days} LIMIT ?4)"
        for key in range(5, 5 + _KEYS)
        for days in ("day = 0", "day BETWEEN ?1 AND ?2")
    )
}) GROUP BY number HAVING shared >= ?3 ORDER BY shared DESC, number LIMIT {_MOST_FOUND}
) USING (number)
"""  # noqa: S608 - of constants alone
_DAY = re.compile(r"^date: *['\"]?(\d{4}-\d{2}-\d{2})", re.MULTILINE)

Answer = TypeVar("Answer")
Likely = Callable[[Signature, Signature], float]


class SignatureIndex:
    """The signatures of all releases of a site, as they lie on the disk now; for one import at a time."""

    def __init__(self, site: Path, *, keep: bool, long: int = _LONG) -> None:
        """Bring the cache up to date; not `keep`, a copy that is gone at the end.

        After so many questions an import is a `long` one.
        """
        self._site = site
        self._keep = keep
        self._long, self._asked = long, 0
        self._held: HeldSignatures | None = None
        self._unwritten: list[tuple[int, int, int]] = []
        """Keys of releases that are held: the database takes many in their order sooner than each by itself."""
        self._database = self._open()

    def add(self, path: str, signature: Signature, stated: StatedDate | None) -> None:
        """Note a release that was just written, or that a dry run would write."""
        self._ask(lambda: self._insert(path, _state(self._site / path), signature, day_of(stated)))

    def find(
        self, signature: Signature, stated: StatedDate | None, *, before: int, after: int, may_be: Likely
    ) -> list[str]:
        """Return the paths of releases that may share most of a text, the likeliest first.

        One with a date is at most `before` days older and `after` days younger; `may_be` returns what two texts share.
        """
        self._asked += 1
        day = day_of(stated)
        days = (day - before, day + after) if day else (_UNDATED + 1, date.max.toordinal())
        return self._ask(lambda: self._find(signature, days, may_be))

    def is_unchanged(self, path: str) -> bool:
        """Tell whether a release is on the disk as it was when it was noted."""
        rows = self._ask(lambda: self._query("SELECT state FROM releases WHERE path = ?", path))
        return bool(rows) and rows[0][0] == _state(self._site / path) != ""

    def note_change(self, path: str) -> None:
        """Note that a release was written again with the same text."""
        statement = "UPDATE releases SET state = ? WHERE path = ?"
        self._ask(lambda: self._database.execute(statement, (_state(self._site / path), path)))

    def close(self) -> None:
        """Write the cache; one that cannot be written is only slower the next time."""
        with contextlib.suppress(sqlite3.Error):
            self._write_keys()
            self._database.commit()
        with contextlib.suppress(sqlite3.Error):  # an import that was given up may be ended by another thread
            self._database.close()

    def _ask(self, question: Callable[[], Answer]) -> Answer:
        """Return the answer of the cache; a damaged one is made anew, not to be kept, and asked again."""
        try:
            return question()
        except sqlite3.Error:
            with contextlib.suppress(sqlite3.Error):
                self._database.close()
            _delete(self._site / CACHE)
            self._database = self._fresh(_UNKEPT)
            return question()

    def _open(self) -> sqlite3.Connection:
        file = self._site / CACHE
        try:
            database = _connect(file) if self._keep or file.exists() else None
            if database and not self._keep:
                database = _copy(database)
            if database:
                self._database = database
                self._refresh()
                return database
        except sqlite3.Error:
            if self._keep:
                _delete(file)
                with contextlib.suppress(sqlite3.Error):
                    return self._fresh(file)
        return self._fresh(_UNKEPT)

    def _fresh(self, file: Path | str) -> sqlite3.Connection:
        self._asked, self._held, self._unwritten = 0, None, []
        self._database = _connect(file)
        self._refresh()
        return self._database

    def _refresh(self) -> None:
        """Sign what is new or has changed, and forget what is gone."""
        noted = dict(self._query("SELECT path, state FROM releases"))
        for path, state in _releases(self._site):
            if noted.pop(path, None) != state:
                signature, day = _sign_file(self._site / path)
                self._insert(path, state, signature, day)
        for path in noted:
            self._forget(path)

    def _insert(self, path: str, state: str, signature: Signature, day: int) -> None:
        sketch = struct.pack(f"<{len(signature.sketch)}I", *signature.sketch)
        early = signature.early.to_bytes(SKETCH // 8, "little")
        row = (path, state, day, signature.runs, sketch, early)
        statement = "INSERT INTO releases (path, state, day, runs, sketch, early) VALUES (?, ?, ?, ?, ?, ?)"
        try:
            number = self._database.execute(statement, row).lastrowid
        except sqlite3.IntegrityError:  # it was noted before, which few are
            self._forget(path)
            number = self._database.execute(statement, row).lastrowid
        assert number is not None  # noqa: S101 - a row was inserted
        keys = signature.sketch[:_KEYS]
        self._unwritten += [(key, day, number) for key in keys]
        if self._held is not None and len(self._held) < _MOST_HELD:
            self._held.add(number, day, Held(path, signature), keys)
        else:
            self._held = None
            self._write_keys()

    def _write_keys(self) -> None:
        keys, self._unwritten = sorted(self._unwritten), []
        self._database.executemany("INSERT INTO keys VALUES (?, ?, ?)", keys)

    def _forget(self, path: str) -> None:
        self._write_keys()
        for number, day, sketch in self._query("SELECT number, day, sketch FROM releases WHERE path = ?", path):
            keys = _numbers(sketch)[:_KEYS]
            rows = [(key, day, number) for key in keys]
            self._database.executemany("DELETE FROM keys WHERE key = ? AND day = ? AND number = ?", rows)
            self._database.execute("DELETE FROM releases WHERE number = ?", (number,))
            if self._held is not None:
                self._held.remove(number, day, keys)

    def _find(self, signature: Signature, days: tuple[int, int], may_be: Likely) -> list[str]:
        if self._asked == self._long:
            self._hold()
        keys = signature.sketch[:_KEYS]
        if not keys:
            return []
        found = [(-may_be(signature, other), path) for path, other in self._with_keys(keys, days)]
        return [path for share, path in sorted(found)[:_MOST_CANDIDATES] if share]

    def _with_keys(self, keys: tuple[int, ...], days: tuple[int, int]) -> list[Held]:
        """Return the releases that have many of a text's keys, those with most first."""
        fewest = min(_FEWEST_KEYS, len(keys))
        padded = keys + keys[:1] * (_KEYS - len(keys))
        if self._held is not None:
            held = self._held.find(padded, days, fewest=fewest, most_of_a_key=_MOST_OF_A_KEY)
            if held is not None:
                return held[:_MOST_FOUND]
            self._write_keys()
        rows = self._query(_FIND, *days, fewest, _MOST_OF_A_KEY, *padded)
        return [Held(path, _signature(runs, sketch, early)) for path, runs, sketch, early in rows]

    def _hold(self) -> None:
        """Hold all signatures, if they are not too many."""
        rows = self._query(f"SELECT number, day, path, runs, sketch, early FROM releases LIMIT {_MOST_HELD + 1}")  # noqa: S608 - a constant
        if len(rows) > _MOST_HELD:
            return
        self._held = HeldSignatures()
        for number, day, path, *signed in rows:
            signature = _signature(*signed)
            self._held.add(number, day, Held(path, signature), signature.sketch[:_KEYS])

    def _query(self, statement: str, *values: str | int) -> list[tuple[Any, ...]]:
        return self._database.execute(statement, values).fetchall()


def day_of(stated: StatedDate | None) -> int:
    """Return the number of the day a date names, or 0 when it names none."""
    return date(stated.year, stated.month, stated.day).toordinal() if stated and stated.month and stated.day else 0


def _connect(file: Path | str) -> sqlite3.Connection:
    """Open a cache with the tables of this version; raises sqlite3.Error when it cannot be."""
    database = sqlite3.connect(file)
    version = database.execute("PRAGMA user_version").fetchone()[0]
    if version not in (0, _FORMAT):
        database.close()
        raise sqlite3.DatabaseError("made by another version")
    database.execute(f"PRAGMA cache_size = -{_PAGES}")
    if version == 0:
        database.executescript(f"{_TABLES} PRAGMA user_version = {_FORMAT};")
    return database


def _copy(database: sqlite3.Connection) -> sqlite3.Connection:
    copy = sqlite3.connect(_UNKEPT)
    with contextlib.closing(database):
        database.backup(copy)
    return copy


def _delete(file: Path) -> None:
    for leaving in (file, file.with_name(f"{file.name}-journal")):
        with contextlib.suppress(OSError):
            leaving.unlink()


def _releases(site: Path) -> Iterator[tuple[str, str]]:
    """Yield the path and state of every release, in order."""
    for parent, folders, names in os.walk(site / RELEASES):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.endswith(".md") and not name.startswith("."):
                file = Path(parent, name)
                yield file.relative_to(site).as_posix(), _state(file)


def _state(file: Path | str) -> str:
    """Return what of a file on the disk changes when it is written; nothing when it is not there."""
    try:
        status = os.stat(file)  # noqa: PTH116 - every release is asked for more than once
    except OSError:
        return ""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"


def _sign_file(file: Path) -> tuple[Signature, int]:
    """Return the signature and the day of a release; one that cannot be read is found by nothing."""
    try:
        document = split_document(file.read_bytes(), file.name)
    except OSError:
        return sign(()), _UNDATED
    found = _DAY.search(document.front)
    try:
        day = date.fromisoformat(found[1]).toordinal() if found else _UNDATED
    except ValueError:
        day = _UNDATED
    return sign(words_of(document.body)), day


def _signature(runs: int, sketch: bytes, early: bytes) -> Signature:
    return Signature(runs, _numbers(sketch), int.from_bytes(early, "little"))


def _numbers(sketch: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(sketch) // 4}I", sketch)
