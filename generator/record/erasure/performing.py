"""An erasure that was agreed to, in an order in which it can be killed at any moment and run again."""

import shutil
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from generator.journal import LOG, Event, append_events
from generator.known_exports import KNOWN, forget_lost_exports
from generator.manifest import sha256_of, update_manifest
from generator.problems import DatelineError, Problem
from generator.record.addresses import LEDGER
from generator.record.erasure.plan import ErasurePlan, Touch
from generator.record.files import remove_file, replace_file

STATE, OUTPUT, MARKER, DEPLOYED = ".dateline", "output", ".gitignore", "deployed-"
_MARK = b"Dateline"


def perform(site: Path, plan: ErasurePlan, *, reason: str, names_files: bool, now: datetime) -> None:
    """Do what was planned; raises DatelineError.

    What was made from content goes first, manifest and journal are told, then files change one by one: killed at any
    moment, what is left to do is found again by the same command, and what was done stands in the journal.
    `names_files`: the journal may name the files, for their names tell nothing any more. The caller holds the locks of
    imports and builds.
    """
    for export in plan.exports:
        _remove(export)
    clear_what_is_made(site)
    written: dict[str, str | None] = dict.fromkeys(plan.lost)
    for touch in plan.touches:
        written[touch.path] = None
        if touch.new is not None:
            written[touch.target] = sha256_of(touch.new)
    update_manifest(site, written)
    by_path = {touch.path: touch for touch in plan.touches}
    if log := by_path.pop(LOG, None):
        _write(site, log)
    _log(site, plan.touches, reason=reason, names_files=names_files, now=now)
    if ledger := by_path.pop(LEDGER, None):
        _write(site, ledger)
    update_manifest(site, {})  # of both, as they are now
    for touch in by_path.values():
        _write(site, touch)


def clear_what_is_made(site: Path) -> None:
    """Remove state, previews and output: the next build makes them anew, of what is left."""
    for entry in what_is_made(site):
        _remove(entry)
    forget_lost_exports(site)


def what_is_made(site: Path) -> list[Path]:
    """Return what lies in the folder of the state, and in an output folder that is ours.

    What was deployed is remembered by digests; that stays, or the next deployment would take its target for another's.
    """
    found = []
    with suppress(OSError):
        for entry in sorted((site / STATE).iterdir()):
            is_kept = entry.suffix in (".lock", ".pid") or entry.name.startswith(DEPLOYED) or entry == site / KNOWN
            found += [] if is_kept else [entry]
    with suppress(OSError):
        if _MARK in (site / OUTPUT / MARKER).read_bytes():
            found += [entry for entry in sorted((site / OUTPUT).iterdir()) if entry.name != MARKER]
    return found


def _remove(entry: Path) -> None:
    try:
        shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
    except OSError as error:
        message = f"{entry} could not be removed ({error.strerror or error}); remove it yourself"
        raise DatelineError([Problem(message=message)]) from error


def _write(site: Path, touch: Touch) -> None:
    if touch.new is None or touch.target != touch.path:
        target = site / touch.target
        if touch.new is not None and not (target.is_file() and target.read_bytes() == touch.new):
            replace_file(site, touch.target, old=None, new=touch.new)
        remove_file(site, touch.path, old=touch.old)
    elif touch.new != touch.old:
        replace_file(site, touch.path, old=touch.old, new=touch.new)


def _log(site: Path, touches: Sequence[Touch], *, reason: str, names_files: bool, now: datetime) -> None:
    """Tell of each file what was there by its digest alone."""
    events = []
    for touch in touches:
        gone = touch.action in ("removed", "replaced by a note")
        details: dict[str, object] = {"what": touch.what, "sha256_before": sha256_of(touch.old)}
        if touch.new is not None and touch.path != LOG:
            details["sha256_after"] = sha256_of(touch.new)
        if touch.count:
            details["passages"] = touch.count
        is_named = touch.what in ("reference", "log", "ledger") or (names_files and touch.new is not None)
        file = touch.target if is_named else None
        kind, outcome = ("deletion", "erased") if gone else ("modification", touch.action)
        event = Event(kind=kind, outcome=outcome, file=file, id=touch.id, details={**details, "reason": reason})  # type: ignore[arg-type]
        events.append(event)
    append_events(site, events, now=now)
