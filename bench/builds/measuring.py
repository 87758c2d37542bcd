"""What one command costs, with all the processes it starts: wall time, processor time, memory, files.

For Linux: memory is read in `/proc`, and processes whose parent has gone are taken in, so that none is missed.
"""

import ctypes
import os
import subprocess
import time
from collections.abc import Container, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from bench.processes import children, family, proportional_kb

_BECOME_REAPER = 36
"""PR_SET_CHILD_SUBREAPER of prctl(2)."""
_SOONEST, _SLOWEST = 0.02, 0.25
"""Seconds between two looks at the memory: seldom in a long run, for a look at much memory takes milliseconds."""
_MEGABYTE_KB = 1000 / 1.024


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command cost."""

    seconds: float
    """Of wall time, from the start of the process to its end."""
    cpu_seconds: float
    """Of all processes together."""
    megabytes: float
    """The most that all processes together held at one of the looks; memory that several share counts once."""


class CommandFailed(Exception):
    """A command ended with another code than 0; the argument is what it said."""


def run_measured(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Cost:
    """Run a command in a folder and wait for it and for all it started; raises CommandFailed."""
    ctypes.CDLL(None).prctl(_BECOME_REAPER, 1)
    before, others = _children_cpu(), children(os.getpid())
    with (folder / "said.txt").open("w+b") as said:
        began = time.monotonic()
        process = subprocess.Popen(command, cwd=folder, env=os.environ | environment, stdout=said, stderr=said)
        looks, ended = [0], Event()
        looking = Thread(target=_look_at_memory, args=(process.pid, looks, ended))
        looking.start()
        process.wait()
        seconds = time.monotonic() - began
        ended.set()
        looking.join()
        if process.returncode:
            said.seek(0)
            raise CommandFailed(said.read().decode(errors="replace"))
    _wait_for_orphans(others)
    return Cost(seconds, _children_cpu() - before, max(looks) / _MEGABYTE_KB)


Seen = Mapping[str, tuple[int, int]]
"""Of each file below a folder, by path: when it was changed, in nanoseconds, and its inode."""


def look_at(folder: Path) -> Seen:
    """Return what lies below a folder; nothing when there is none."""
    found: dict[str, tuple[int, int]] = {}
    waiting = [str(folder)] if folder.is_dir() else []
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    stat = entry.stat(follow_symlinks=False)
                    found[entry.path] = stat.st_mtime_ns, stat.st_ino
    return found


def written_between(before: Seen, after: Seen) -> list[str]:
    """Return the files that were written or written anew."""
    return [path for path, stat in after.items() if before.get(path) != stat]


def _look_at_memory(process: int, looks: list[int], ended: Event) -> None:
    began = time.monotonic()
    while not ended.wait(min(max(_SOONEST, (time.monotonic() - began) / 20), _SLOWEST)):
        looks.append(sum(map(proportional_kb, family(process))))


def _children_cpu() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _wait_for_orphans(others: Container[int]) -> None:
    """Wait for processes that have come to this one since its children were `others`."""
    while orphans := [child for child in children(os.getpid()) if child not in others]:
        for orphan in orphans:
            with suppress(ChildProcessError):
                os.waitpid(orphan, 0)
