"""All releases as one SQLite file: releases, terms, quotes, and full text (FTS5) that Datasette finds by itself."""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from generator.export.tables import COLUMNS, export_rows
from generator.model import TERM_KINDS
from generator.organise.data_rows import SEPARATOR, data_text
from generator.organise.frame import Outline
from generator.organise.public_record import public_front, public_terms
from generator.organise.site import Entry
from generator.problems import DatelineError, Problem

_OURS = 0x444C4E45
"""The application id of the file, by which one of ours is known again before it is replaced."""
_PLAIN = tuple(name for name in COLUMNS if name not in ("id", *TERM_KINDS))
_SCHEMA = f"""
PRAGMA application_id = {_OURS};
CREATE TABLE releases (id TEXT PRIMARY KEY, {", ".join(f"{name} TEXT" for name in _PLAIN)}, text TEXT);
CREATE TABLE terms (
    release TEXT NOT NULL REFERENCES releases (id), kind TEXT NOT NULL, name TEXT NOT NULL,
    PRIMARY KEY (release, kind, name)
);
CREATE TABLE quotes (
    id INTEGER PRIMARY KEY, release TEXT NOT NULL REFERENCES releases (id), speaker TEXT, role TEXT, text TEXT NOT NULL
);
CREATE VIRTUAL TABLE releases_fts USING fts5 (
    title, subtitle, summary, text, content="releases", tokenize="unicode61 remove_diacritics 2"
);
"""
_INDICES = """
CREATE INDEX releases_by_date ON releases (date);
CREATE INDEX terms_by_name ON terms (kind, name);
CREATE INDEX quotes_by_release ON quotes (release);
CREATE INDEX quotes_by_speaker ON quotes (speaker);
INSERT INTO releases_fts (releases_fts) VALUES ('rebuild');
INSERT INTO releases_fts (releases_fts) VALUES ('optimize');
"""


def write_database(outline: Outline, file: Path) -> int:
    """Write the file, over an earlier one of ours alone, and return how many releases it has.

    A release without an id has its path for one. Raises DatelineError when something else lies there.
    """
    if file.exists() and not _is_ours(file):
        message = f"{file} is there and is no export of this kind; name another file"
        raise DatelineError([Problem(message=message)])
    draft = file.with_name(f".{file.name}-{os.getpid()}-{secrets.token_hex(4)}.tmp")
    try:
        with closing(sqlite3.connect(draft)) as database:
            database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
            count = _fill(database, outline)
            database.executescript(_INDICES)
            database.commit()
        draft.replace(file)
        return count
    except sqlite3.OperationalError as error:
        raise DatelineError([Problem(message=f"{file} could not be written ({error}); mend the cause")]) from error
    finally:
        with suppress(OSError):
            draft.unlink()


def _fill(database: sqlite3.Connection, outline: Outline) -> int:
    count = 0
    names = ("id", *_PLAIN, "text")
    insert = f"INSERT INTO releases VALUES ({', '.join('?' * len(names))})"  # noqa: S608 - marks for values alone
    for entry, row in export_rows(outline):
        values = row | data_text(outline.frame, entry) | {"id": entry.key}
        database.execute(insert, [_value(values.get(name)) for name in names])
        database.executemany("INSERT OR IGNORE INTO terms VALUES (?, ?, ?)", _terms(entry, outline))
        database.executemany("INSERT INTO quotes (release, speaker, role, text) VALUES (?, ?, ?, ?)", _quotes(entry))
        count += 1
    return count


def _value(value: Any) -> str | None:
    return SEPARATOR.join(value) if isinstance(value, list) else value


def _terms(entry: Entry, outline: Outline) -> Iterator[tuple[str, str, str]]:
    for kind, names in public_terms(entry, outline.site).items():
        yield from ((entry.key, kind, name) for name in names)


def _quotes(entry: Entry) -> Iterator[tuple[str, str | None, str | None, str]]:
    for quote in public_front(entry, {}).quotes:
        yield entry.key, quote.speaker, quote.role, quote.text


def _is_ours(file: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as database:
            return bool(database.execute("PRAGMA application_id").fetchone()[0] == _OURS)
    except sqlite3.Error:
        return False
