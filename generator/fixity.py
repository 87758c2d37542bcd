"""Whether the files of `content/` are what the manifest says: each is read, and the journal may be told."""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from generator.journal import Event, append_events
from generator.manifest import (
    GROWING,
    MANIFEST,
    grown_digest,
    is_listed,
    read_manifest,
    sha256_of_file,
    update_manifest,
)
from generator.problems import DatelineError, Problem

FindingKind = Literal["changed", "missing", "unreadable", "new", "grown"]

FOR_EVER = ("content/originals/", "content/versions/", *GROWING)
"""What nobody edits: a difference here is damage, and only its own path accepts it."""

_PASSING = re.compile(r"\.gitkeep|\.DS_Store|Thumbs\.db|desktop\.ini|.*~|\.#.*|#.*#|\..*\.sw[a-p]|\.[a-z]+-.*\.tmp")
"""What systems, editors and commands that were killed leave behind."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A file that is not as the manifest says."""

    path: str
    """Below the site."""
    kind: FindingKind
    """`new`: it is not listed. `grown`: lines were added to a file that grows, by a command that was killed."""
    listed: str | None = None
    """The SHA-256 that the manifest has."""
    found: str | None = None
    """The SHA-256 of the file."""

    @property
    def is_damage(self) -> bool:
        """Tell whether a record may have been lost; what is merely not listed yet was not."""
        return self.kind in ("changed", "missing", "unreadable")

    @property
    def problem(self) -> Problem:
        """Word it: an error when it is damage, else a warning."""
        message = _WORDS[self.kind] + (f" ({self.found})" if self.kind == "unreadable" else "")
        if self.kind in ("changed", "missing"):
            advice = _RESTORE if self.path.startswith(FOR_EVER) else _ACCEPT
            message += advice.format(path=self.path)
        return Problem(message=message, path=self.path, severity="error" if self.is_damage else "warning")


@dataclass(frozen=True, slots=True)
class Fixity:
    """What a look at every file found."""

    files: int
    """That were read."""
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    """Lines of the manifest that cannot be read, and that there is none."""


def check_fixity(site: Path, below: Sequence[str] = ("content",)) -> Fixity:
    """Compare every file of `content/` with the manifest; links to files count as the files they lead to.

    `below` limits it to some files, and to what lies in some folders; they are given by their paths below the site.
    """
    listed, problems = read_manifest(site)
    if not listed and not problems:
        message = "there is no manifest yet, so damage cannot be found; `dateline accept` writes one"
        return Fixity(0, (), (Problem(message=message, path=MANIFEST, severity="warning"),))
    findings = []
    files = 0
    chosen = tuple(f"{path}/" for path in below)
    listed = {path: digest for path, digest in listed.items() if f"{path}/".startswith(chosen)}
    for path in list_content(site):
        if not f"{path}/".startswith(chosen):
            continue
        files += 1
        finding = _look_at(site, path, listed.pop(path, None))
        if finding:
            findings.append(finding)
    findings += [Finding(path, "missing", digest) for path, digest in listed.items()]
    findings.sort(key=lambda finding: finding.path)
    return Fixity(files, tuple(findings), tuple(problems))


def note_fixity_check(site: Path, *, damaged: int, now: datetime) -> None:
    """Note in the journal that every file was compared with the manifest; where nothing can be written it is not.

    An archive without a manifest has no fixity that could be checked.
    """
    listed, _ = read_manifest(site)
    if not listed:
        return
    details = {"files": len(listed), "damaged": damaged}
    event = Event(kind="fixity check", outcome="failed" if damaged else "passed", file=MANIFEST, details=details)
    with suppress(OSError, DatelineError):
        append_events(site, [event], now=now)
        update_manifest(site, {})


def list_content(site: Path) -> Iterator[str]:
    """Yield the path below the site of every file that the manifest lists, in no order."""
    for path, entry in _walk(site):
        if is_listed(path) and not _PASSING.fullmatch(entry.name) and not _is_linked_folder(entry):
            yield path


def list_leftovers(site: Path) -> Iterator[str]:
    """Yield the path below the site of every file of `content/` that systems, editors and killed commands left."""
    yield from (path for path, entry in _walk(site) if _PASSING.fullmatch(entry.name))


def lost_files(site: Path) -> Iterator[str]:
    """Yield the path below the site of every file that the manifest names and that is not there."""
    listed, _ = read_manifest(site)
    there = set(list_content(site))
    yield from (path for path in listed if path not in there)


def _walk(site: Path) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    folders = ["content"]
    while folders:
        folder = folders.pop()
        try:
            entries = list(os.scandir(site / folder))
        except OSError:  # its files are found to be missing
            continue
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                folders.append(path)
            else:
                yield path, entry


def _is_linked_folder(entry: "os.DirEntry[str]") -> bool:
    return entry.is_symlink() and entry.is_dir()


def _look_at(site: Path, path: str, listed: str | None) -> Finding | None:
    file = site / path
    try:
        found = sha256_of_file(file)
        if listed == found:
            return None
        if listed is None:
            return Finding(path, "new", None, found)
        is_grown = path in GROWING and grown_digest(file, listed) is not None
        return Finding(path, "grown" if is_grown else "changed", listed, found)
    except OSError as error:
        return Finding(path, "unreadable", listed, error.strerror or str(error))


_WORDS = {
    "changed": "the file is not what was recorded",
    "missing": "the file is gone",
    "unreadable": "the file cannot be read",
    "new": "the file is not recorded yet, so damage to it would not be found; `dateline accept` records it",
    "grown": "the last lines are not recorded yet; the next command that writes here records them",
}
_RESTORE = "; nobody edits this, so restore it from a backup"
_ACCEPT = "; if that was you, run `dateline accept {path}`, else restore it from a backup"
