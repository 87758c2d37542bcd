"""An erasure that was agreed to: files first, then journal and manifest, then what was made from them."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from generator.journal import LOG, Event, append_events
from generator.known_exports import known_exports, note_export
from generator.manifest import sha256_of, update_manifest
from generator.problems import DatelineError, Problem
from generator.record.erasure.plan import ErasurePlan, Touch, is_bag
from generator.record.files import remove_file, replace_file

STATE, OUTPUT, MARKER, DEPLOYED = ".dateline", "output", ".gitignore", "deployed-"
_MARK = b"Dateline"


def perform(site: Path, plan: ErasurePlan, *, reason: str, names_files: bool, now: datetime) -> None:
    """Do what was planned; raises DatelineError.

    `names_files`: the journal may name the files, for their names tell nothing any more. The caller holds the locks of
    imports and builds.
    """
    written: dict[str, str | None] = {}
    for touch in plan.touches:
        written[touch.path] = None
        if touch.new is not None:
            written[touch.target] = sha256_of(touch.new)
    update_manifest(site, written)
    for touch in plan.touches:
        _write(site, touch)
    _log(site, plan.touches, reason=reason, names_files=names_files, now=now)
    update_manifest(site, {})
    for export in plan.exports:
        shutil.rmtree(export) if is_bag(export) else export.unlink()
    clear_what_is_made(site)


def clear_what_is_made(site: Path) -> None:
    """Remove state, previews and output: the next build makes them anew, of what is left.

    What was deployed is remembered by digests; that stays, or the next deployment would take its target for another's.
    """
    exports = known_exports(site)
    with suppress(FileNotFoundError):
        for entry in sorted((site / STATE).iterdir()):
            if entry.suffix not in (".lock", ".pid") and not entry.name.startswith(DEPLOYED):
                _remove(entry)
    for export in exports:
        note_export(site, export)
    for entry in outputs(site):
        _remove(entry)


def outputs(site: Path) -> Iterator[Path]:
    """Yield what lies in an output folder that is ours, save its mark."""
    folder = site / OUTPUT
    with suppress(OSError):
        if _MARK in (folder / MARKER).read_bytes():
            yield from (entry for entry in sorted(folder.iterdir()) if entry.name != MARKER)


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
        file = touch.target if names_files or touch.what in ("reference", "log", "ledger") else None
        kind, outcome = ("deletion", "erased") if gone else ("modification", touch.action)
        event = Event(kind=kind, outcome=outcome, file=file, id=touch.id, details={**details, "reason": reason})  # type: ignore[arg-type]
        events.append(event)
    append_events(site, events, now=now)
