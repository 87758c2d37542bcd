"""A disk that fails under the state: at every statement and commit in turn, and full at every size.

Whatever happens, the build is exact, and so are those that follow.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

import generator.state
from generator.state import STATE
from tests.sites import build_at, files_in, release, write_site

Editions = tuple[Path, dict[str, bytes]]

OLD: dict[str, str | bytes | None] = {
    "content/releases/one.md": release("One", "The first words.", tags="[a, b]"),
    "content/releases/two.md": release("Two", "Others.", date="2023-05", related="[one.md]"),
}
NEW: dict[str, str | bytes | None] = OLD | {
    "content/releases/one.md": release("One, mended", "The first words, mended.", tags="[b]"),
    "content/releases/three.md": release("Three", "The last words.", date="2025-06-07"),
}
SHARDS = 8


class Failing(sqlite3.Connection):
    """A connection whose n-th change or commit is not done."""

    left = -1
    done = 0
    message = ""

    def _count(self) -> None:
        Failing.done += 1
        if Failing.done - 1 == Failing.left:
            raise sqlite3.OperationalError(Failing.message)

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        if not arguments[0].startswith("PRAGMA"):
            self._count()
        return super().execute(*arguments)

    def executemany(self, *arguments: Any) -> sqlite3.Cursor:
        self._count()
        return super().executemany(*arguments)

    def executescript(self, *arguments: Any) -> sqlite3.Cursor:
        self._count()
        return super().executescript(*arguments)

    def commit(self) -> None:
        self._count()
        super().commit()


@contextmanager
def failing(at: int, message: str) -> Iterator[None]:
    """Let the n-th thing that is asked of the state fail."""
    real = sqlite3.connect

    def connect(file: Any, **options: Any) -> sqlite3.Connection:
        return real(file, factory=sqlite3.Connection if file == ":memory:" else Failing, **options)

    Failing.left, Failing.done, Failing.message = at, 0, message
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(generator.state.sqlite3, "connect", connect)
        yield


@contextmanager
def at_most(pages: int) -> Iterator[None]:
    """Let the file of the state grow to so many pages of 4096 bytes and then be full, as SQLite sees a full disk."""
    real = sqlite3.connect

    def connect(file: Any, **options: Any) -> sqlite3.Connection:
        connection = real(file, **options)
        if file != ":memory:":
            connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(generator.state.sqlite3, "connect", connect)
        yield


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Editions:
    """A site that was built and then edited, and what a build from nothing makes of it."""
    site, clean = (tmp_path_factory.mktemp("state") / name for name in ("site", "clean"))
    build_at(write_site(site, OLD))
    write_site(site, NEW)
    build_at(write_site(clean, NEW))
    return site, files_in(clean / "output")


def assert_exact(site: Path, after: dict[str, bytes], what: object) -> None:
    assert files_in(site / "output") == after, what
    build_at(site)
    assert files_in(site / "output") == after, what
    assert build_at(site).written == 0, what


def count_of(site: Path, folder: Path) -> int:
    copy = shutil.copytree(site, folder)
    with failing(-1, ""):
        build_at(copy)
    return Failing.done


@pytest.mark.parametrize("message", ["disk I/O error", "database or disk is full", "database is locked"])
@pytest.mark.parametrize("shard", range(SHARDS))
def test_a_state_that_fails_once_at_any_point_changes_nothing(
    tmp_path: Path, editions: Editions, message: str, shard: int
) -> None:
    site, after = editions
    count = count_of(site, tmp_path / "count")
    assert count > 20
    for at in range(shard, count, SHARDS):
        copy = shutil.copytree(site, tmp_path / f"{at}")
        with failing(at, message):
            assert build_at(copy).warnings == (), at
        assert_exact(copy, after, at)
        shutil.rmtree(copy)


@pytest.mark.parametrize("kept", [True, False], ids=["with the state of before", "without"])
def test_a_disk_without_room_for_the_state_makes_builds_slow_and_says_so(
    tmp_path: Path, editions: Editions, *, kept: bool
) -> None:
    site, after = editions
    told = set()
    for pages in (1, 2, 3, 5, 8, 12, 16, 24, 32, 48, 200):
        copy = shutil.copytree(site, tmp_path / f"{pages}")
        if not kept:
            shutil.rmtree(copy / ".dateline")
        with at_most(pages):
            told |= {str(problem) for problem in build_at(copy).warnings}
        assert_exact(copy, after, pages)
    (message,) = told
    assert message.startswith("warning: what this build knows cannot be kept in .dateline/state.sqlite (")
    assert message.endswith("; make room, or mend the disk: until then every build begins from nothing")


def columns_of(site: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(site / STATE)) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return [(table, row[1]) for table in tables for row in database.execute(f"PRAGMA table_info({table})")]


@pytest.mark.parametrize("value", ["5", "NULL", "x'ff'", "'text'", "0.5"])
def test_rows_of_which_something_else_became_change_nothing(tmp_path: Path, editions: Editions, value: str) -> None:
    """SQLite may read such rows from a damaged page, and find nothing wrong."""
    site, after = editions
    columns = columns_of(site)
    assert len(columns) > 20
    for table, column in columns:
        copy = shutil.copytree(site, tmp_path / f"{table} {column}")
        with closing(sqlite3.connect(copy / STATE)) as database, suppress(sqlite3.IntegrityError):
            database.execute(f"UPDATE OR IGNORE {table} SET {column} = {value}")
            database.commit()
        build_at(copy)
        assert_exact(copy, after, (table, column))
        shutil.rmtree(copy)
