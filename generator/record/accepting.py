"""Edits by hand that are accepted: the manifest takes them over, and the journal tells of each.

What nobody edits (originals, earlier versions, the journal, the ledger) is taken over only when it is named itself.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from generator.fixity import FOR_EVER, Finding, check_fixity, list_content
from generator.journal import Event, EventKind, append_events
from generator.lock import hold_lock
from generator.manifest import MANIFEST, begin_manifest, read_manifest, rewrite_manifest, update_manifest
from generator.problems import DatelineError, Problem

_DIGEST = re.compile(r"/([0-9a-f]{16})-[^/]*$")
"""Before the name of an original stands the beginning of its SHA-256."""
_KINDS: dict[str, EventKind] = {"changed": "modification", "missing": "deletion", "new": "creation"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """What became of the differences between `content/` and its manifest."""

    findings: tuple[Finding, ...]
    """That were taken over, or would be."""
    refused: tuple[Problem, ...]
    begun: int = 0
    """Files of a manifest that is new."""


def accept_changes(site: Path, paths: Sequence[str], *, now: datetime, dry_run: bool = False) -> Accepted:
    """Take over how files are now, those at `paths` below the site or in folders there; none means all of `content/`.

    Raises DatelineError when journal or manifest cannot be written.
    """
    with hold_lock(site, "import"):
        try:
            return _accept(site, paths, now=now, dry_run=dry_run)
        except OSError as error:
            message = f"this could not be recorded ({error.strerror or error}); mend the cause and run it again"
            raise DatelineError([Problem(message=message, path=MANIFEST)]) from error


def _accept(site: Path, paths: Sequence[str], *, now: datetime, dry_run: bool) -> Accepted:
    listed, problems = read_manifest(site)
    if not listed and not problems:
        return _begin(site, now=now, dry_run=dry_run)
    findings = check_fixity(site, paths or ["content"]).findings
    refused = [finding for finding in findings if _is_refused(finding, paths)]
    taken = [finding for finding in findings if finding not in refused]
    if not dry_run:
        if problems and not paths:
            rewrite_manifest(site, listed)  # without the lines that are none
        update_manifest(site, {finding.path: finding.found for finding in taken if finding.kind != "grown"})
        append_events(site, [_event(finding) for finding in taken if finding.kind in _KINDS], now=now)
        update_manifest(site, {})
    return Accepted(findings=tuple(taken), refused=tuple(finding.problem for finding in refused))


def _begin(site: Path, *, now: datetime, dry_run: bool) -> Accepted:
    files = list(list_content(site))
    if not dry_run:
        begin_manifest(site, files)
        event = Event(kind="creation", outcome="recorded", file=MANIFEST, details={"files": len(files)})
        append_events(site, [event], now=now)
        update_manifest(site, {})
    return Accepted(findings=(), refused=(), begun=len(files))


def _is_refused(finding: Finding, paths: Sequence[str]) -> bool:
    if finding.kind == "unreadable":
        return True
    is_kept = finding.is_damage and finding.path.startswith(FOR_EVER) and finding.path not in paths
    digest = _DIGEST.search(finding.path)
    is_whole = digest and (finding.found or "").startswith(digest[1])  # then the manifest is what was damaged
    return is_kept and not is_whole


def _event(finding: Finding) -> Event:
    digests = {"sha256_before": finding.listed, "sha256_after": finding.found}
    details = {key: digest for key, digest in digests.items() if digest}
    return Event(kind=_KINDS[finding.kind], outcome="accepted", file=finding.path, details=details)
