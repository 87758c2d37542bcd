"""Which files of `content/inbox/` are ready to be imported.

A file is taken once nobody has written to it for two seconds, and offered once: one that could not be imported stays
where it is and is offered again when it changes.
"""

import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from generator.problems import Problem
from generator.serve.temporary import is_temporary

STILL = 2.0
"""Seconds without a change after which a file is taken."""

Stamp = tuple[tuple[str, int, int], ...]
"""Name, size and time of change of each file; a folder has many."""


@dataclass(slots=True)
class Waiting:
    """Something that lies in the inbox."""

    stamp: Stamp
    since: float
    offered: bool = False
    problems: tuple[Problem, ...] = ()
    """Why it could not be imported as it is now."""
    report: str = ""
    """What broke in us when it was; empty if nothing did."""


@dataclass(slots=True)
class Inbox:
    """The folder, as it was when it was last looked at."""

    folder: Path
    clock: Callable[[], float] = time.monotonic
    entries: dict[Path, Waiting] = field(default_factory=dict)

    def look(self) -> list[Path]:
        """Return what has become ready, in the order of names: files, and folders that belong together."""
        now = self.clock()
        before, self.entries = self.entries, {}
        for path in find_entries(self.folder):
            stamp = stamp_of(path)
            if not stamp:
                continue
            known = before.get(path)
            self.entries[path] = known if known and known.stamp == stamp else Waiting(stamp, now)
        ready = [path for path, entry in self.entries.items() if not entry.offered and now - entry.since >= STILL]
        for path in ready:
            self.entries[path].offered = True
        return ready

    def refuse(self, path: Path, problems: Iterable[Problem] = (), *, report: str = "") -> None:
        """Remember why something could not be imported, until it changes."""
        if entry := self.entries.get(path):
            entry.problems += tuple(problems)
            entry.report = report

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that stands in the way of an import now, each said once."""
        return tuple(dict.fromkeys(problem for entry in self.entries.values() for problem in entry.problems))

    @property
    def report(self) -> str:
        """What broke in us over a file that still lies there."""
        return next((entry.report for entry in self.entries.values() if entry.report), "")


def find_entries(folder: Path) -> list[Path]:
    """List what lies in the inbox, without what is hidden or temporary."""
    try:
        return sorted(
            path for path in folder.iterdir() if not path.name.startswith(".") and not is_temporary(path.name)
        )
    except OSError:  # there is no inbox
        return []


def stamp_of(path: Path) -> Stamp:
    """Describe a file, or all files of a folder, so that any change shows; empty if there is none."""
    try:
        if path.is_dir():
            files = sorted(Path(root, name) for root, _, names in os.walk(path) for name in names)
        else:
            files = [path]
        return tuple((str(file), (about := file.stat()).st_size, about.st_mtime_ns) for file in files)
    except OSError:  # it is being moved or written at this moment
        return ()
