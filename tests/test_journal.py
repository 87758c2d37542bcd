"""The journal: what a line holds, and that lines of several writers do not mix."""

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from generator import __version__
from generator.appending import append_lines
from generator.journal import LOG, Event, append_events

NOW = datetime(2026, 7, 1, 14, tzinfo=timezone(timedelta(hours=2)))


def events(site: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (site / LOG).read_text(encoding="utf-8").splitlines()]


def test_a_line_says_what_was_done_when_by_what_and_what_came_of_it(tmp_path: Path) -> None:
    event = Event(kind="modification", outcome="moved", file="content/releases/a.md", id="x1", details={"slug": "b"})
    append_events(tmp_path, [event, Event(kind="fixity check", outcome="passed")], now=NOW)
    tool = f"dateline {__version__}"
    assert events(tmp_path) == [
        {
            "event": "modification",
            "instant": "2026-07-01T12:00:00Z",
            "tool": tool,
            "file": "content/releases/a.md",
            "id": "x1",
            "slug": "b",
            "outcome": "moved",
        },
        {"event": "fixity check", "instant": "2026-07-01T12:00:00Z", "tool": tool, "outcome": "passed"},
    ]


def test_no_events_make_no_journal(tmp_path: Path) -> None:
    append_events(tmp_path, [], now=datetime.now(UTC))
    assert not (tmp_path / LOG).exists()


def test_a_torn_last_line_is_ended_before_the_next(tmp_path: Path) -> None:
    (tmp_path / "log").write_bytes(b'{"a": 1}\n{"b"')
    append_lines(tmp_path / "log", ["{}", "{}"])
    assert (tmp_path / "log").read_bytes() == b'{"a": 1}\n{"b"\n{}\n{}\n'
