"""Changes of content by a command: files are replaced whole, the journal says so, and the manifest follows.

The manifest is told first: killed in between, a check finds what is not done, and running the command again does it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from generator.journal import LOG, Event, append_events
from generator.manifest import sha256_of, update_manifest
from generator.problems import DatelineError, Problem
from generator.record.files import remove_file, replace_file


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """One file that is written, made or removed; of one command each file once."""

    path: str
    """Below the site."""
    old: bytes | None
    """What it must hold still; None when it must not be there."""
    new: bytes | None
    """None removes it."""
    event: Event | None = None
    """What the journal says of it; path and digests are added. None for what another change's event tells of."""


def change_files(site: Path, changes: Sequence[FileChange], *, now: datetime) -> None:
    """Make changes in their order, and note those that were made in the journal and the manifest.

    The caller holds the site's lock of imports. Raises DatelineError when a file is no longer as it must be, or cannot
    be written; the changes before it stay made, and are noted.
    """
    if not changes:
        return
    _announce(site, changes)
    done = 0
    try:
        for change in changes:
            _make(site, change)
            done += 1
    finally:
        _take_back(site, changes[done:])
        _log(site, changes[:done], now=now)
        update_manifest(site, {})


def _announce(site: Path, changes: Sequence[FileChange]) -> None:
    written = {change.path: _digest(change.new) for change in changes}
    before = {change.path: sha256_of(change.old) for change in changes if change.old is not None}
    update_manifest(site, written, before=before)


def _make(site: Path, change: FileChange) -> None:
    if change.new is not None:
        replace_file(site, change.path, old=change.old, new=change.new)
    elif change.old is not None:
        remove_file(site, change.path, old=change.old)


def _take_back(site: Path, changes: Sequence[FileChange]) -> None:
    if changes:
        written = {change.path: _digest(change.old) for change in changes}
        before = {change.path: sha256_of(change.new) for change in changes if change.new is not None}
        update_manifest(site, written, before=before)


def _log(site: Path, done: Sequence[FileChange], *, now: datetime) -> None:
    try:
        append_events(site, [_with_digests(change.event, change) for change in done if change.event], now=now)
    except OSError as error:
        message = f"the journal could not be written ({error.strerror or error}), so it does not tell of this change"
        raise DatelineError([Problem(message=message, path=LOG)]) from error


def _with_digests(event: Event, change: FileChange) -> Event:
    digests = {"sha256_before": _digest(change.old), "sha256_after": _digest(change.new)}
    known = {key: digest for key, digest in digests.items() if digest}
    return replace(event, file=event.file or change.path, details={**event.details, **known})


def _digest(data: bytes | None) -> str | None:
    return None if data is None else sha256_of(data)
