"""When a file of the inbox is taken, with a clock of our own."""

import os
from pathlib import Path

import pytest

from generator.problems import Problem
from generator.serve.inbox import Inbox


class Clock:
    """Shows what it is set to."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def inbox(tmp_path: Path, clock: Clock) -> Inbox:
    return Inbox(tmp_path, clock)


def looks(inbox: Inbox, clock: Clock, *, until: float) -> list[str]:
    """Look every quarter of a second and return the names that became ready."""
    ready = []
    while clock.now < until:
        clock.now += 0.25
        ready += [path.name for path in inbox.look()]
    return ready


def test_a_file_is_taken_once_it_has_been_still_for_two_seconds(inbox: Inbox, clock: Clock) -> None:
    (inbox.folder / "a.txt").write_text("HOLM, 5 March")
    assert looks(inbox, clock, until=102) == []
    assert looks(inbox, clock, until=102.25) == ["a.txt"]
    assert looks(inbox, clock, until=200) == []


def test_a_file_that_grows_is_waited_for(inbox: Inbox, clock: Clock) -> None:
    file = inbox.folder / "a.txt"
    for size in range(1, 9):
        file.write_text("x" * size)
        assert looks(inbox, clock, until=clock.now + 1) == []
    assert looks(inbox, clock, until=clock.now + 2) == ["a.txt"]


def test_a_file_rewritten_at_the_same_size_is_waited_for(inbox: Inbox, clock: Clock) -> None:
    file = inbox.folder / "a.txt"
    file.write_text("x")
    looks(inbox, clock, until=101.5)
    os.utime(file, ns=(1, 1))
    assert looks(inbox, clock, until=103.5) == []
    assert looks(inbox, clock, until=103.75) == ["a.txt"]


def test_a_folder_is_one_thing_and_still_when_all_of_it_is(inbox: Inbox, clock: Clock) -> None:
    folder = inbox.folder / "from the wire"
    folder.mkdir()
    (folder / "a.html").write_text("a")
    looks(inbox, clock, until=101.5)
    (folder / "logo.png").write_bytes(b"b")
    assert looks(inbox, clock, until=103.5) == []
    assert looks(inbox, clock, until=103.75) == ["from the wire"]


@pytest.mark.parametrize("name", [".a.txt.swp", ".gitkeep", "~$a.docx", "a.txt.part", "a.crdownload", "a.txt~"])
def test_what_is_hidden_or_unfinished_is_ignored(inbox: Inbox, clock: Clock, name: str) -> None:
    (inbox.folder / name).write_text("x")
    assert looks(inbox, clock, until=110) == []


def test_a_refused_file_is_offered_again_only_when_it_changes(inbox: Inbox, clock: Clock) -> None:
    file = inbox.folder / "a.txt"
    file.write_text("x")
    looks(inbox, clock, until=103)
    inbox.refuse(file, [Problem(message="no text in it")])
    assert looks(inbox, clock, until=120) == []
    assert inbox.problems == (Problem(message="no text in it"),)
    file.write_text("better")
    inbox.look()
    assert inbox.problems == ()
    assert looks(inbox, clock, until=123) == ["a.txt"]


def test_a_refused_file_that_is_gone_is_no_problem_any_more(inbox: Inbox, clock: Clock) -> None:
    file = inbox.folder / "a.txt"
    file.write_text("x")
    looks(inbox, clock, until=103)
    inbox.refuse(file, [Problem(message="no text in it")], report="Traceback")
    assert inbox.report == "Traceback"
    file.unlink()
    inbox.look()
    assert (inbox.problems, inbox.report) == ((), "")


def test_a_site_without_an_inbox_has_nothing_waiting(tmp_path: Path, clock: Clock) -> None:
    assert Inbox(tmp_path / "none", clock).look() == []
