"""The journal of the archive, `content/log.jsonl`: what was done to it, one event a line, only ever appended.

The kinds of events are terms of PREMIS 3 (eventType); `docs/reference/keeping.md` says what each line holds.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from generator import __version__
from generator.appending import append_lines

LOG = "content/log.jsonl"

EventKind = Literal["ingestion", "creation", "modification", "withdrawal", "deletion", "fixity check"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that was done."""

    kind: EventKind
    outcome: str
    """What came of it, in a word or two: `imported`, `corrected`, `moved`, `accepted` …"""
    file: str | None = None
    """What it was done to: a path below the site, as users see it."""
    id: str | None = None
    """Of the release."""
    details: Mapping[str, Any] = field(default_factory=dict)
    """Further keys of the line, such as `reason` or `changed`; what JSON can hold. Never a text that may be erased."""


def append_events(site: Path, events: Iterable[Event], *, now: datetime) -> None:
    """Append events, all of the instant `now`, in one write; raises OSError."""
    append_lines(site / LOG, (write_event(event, now=now) for event in events))


def write_event(event: Event, *, now: datetime) -> str:
    """Return the line of an event; keys that say nothing are left out."""
    named = {"file": event.file, "id": event.id}
    line = {
        "event": event.kind,
        "instant": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "tool": f"dateline {__version__}",
        **{key: value for key, value in named.items() if value is not None},
        **event.details,
        "outcome": event.outcome,
    }
    return json.dumps(line, ensure_ascii=False)
