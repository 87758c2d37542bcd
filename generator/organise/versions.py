"""Releases as they were before they were corrected: which are shown, and where."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, tzinfo

from generator.digests import digest_of
from generator.model import Correction, Release
from generator.organise.gate import becomes_visible
from generator.organise.site import Entry, Redirect, Version
from generator.problems import Problem
from generator.references import resolve_path

VERSIONS = "versions/"
"""What the address of a release ends with, before the number of a version."""
_NUMBERED = re.compile(r"content/versions/(?:.*/)?(\d{1,9})\.md")

Versions = Mapping[str, tuple[Version, ...]]


def find_versions(
    entries: Iterable[Entry], kept: Iterable[Release], zone: tzinfo
) -> tuple[Versions, list[Redirect], list[Problem]]:
    """Return the earlier texts of visible releases, the oldest first, by the path of the release.

    Those of a withdrawn release are not shown: their addresses lead to it. A correction that names no file which was
    kept is a warning.
    """
    by_path = {release.path: release for release in kept}
    versions: dict[str, tuple[Version, ...]] = {}
    closed: list[Redirect] = []
    problems: list[Problem] = []
    for entry in entries:
        found = [*_kept_texts(entry, by_path, problems)] if entry.release.front.corrections else []
        if entry.withdrawn:
            closed += (_closed(entry, version) for _, version in found)
        elif shown := [_version(entry, *one) for one in found if _was_public(entry, one[1], zone)]:
            versions[entry.release.path] = tuple(sorted(shown, key=lambda one: one.corrected.earliest(zone)))
    return versions, closed, problems


def text_at(entry: Entry, versions: Versions, end: datetime, zone: tzinfo) -> Entry:
    """Return a release as it was at an instant, at its present address."""
    later = (one for one in versions.get(entry.release.path, ()) if one.corrected.earliest(zone) >= end)
    earliest = next(later, None)
    return replace(earliest.entry, address=entry.address) if earliest else entry


def _kept_texts(
    entry: Entry, by_path: Mapping[str, Release], problems: list[Problem]
) -> Iterator[tuple[Correction, Release]]:
    for correction in entry.release.front.corrections:
        if correction.previous:
            path = resolve_path(correction.previous, entry.release.path, by_path)
            if path and _NUMBERED.fullmatch(path):
                yield correction, by_path[path]
            else:
                advice = "write it like content/versions/<id>/1.md, or remove 'previous'"
                message = f"'corrections' names '{correction.previous}', which is no text that was kept; {advice}"
                problems.append(Problem(message=message, path=entry.release.path, severity="warning"))


def _was_public(entry: Entry, version: Release, zone: tzinfo) -> bool:
    """Tell whether a text was ever meant for readers, and is so by now."""
    return version.front.status == "published" and becomes_visible(version.front, zone) <= entry.instant


def _version(entry: Entry, correction: Correction, version: Release) -> Version:
    """Return a version: the words are its own; the id, the file that links count from, and notices those of today."""
    front = entry.release.front
    release = replace(
        version,
        path=entry.release.path,
        digest=digest_of((version.digest, entry.release.path, front.id, front.notices)),
        front=replace(version.front, id=front.id, notices=front.notices),
    )
    earlier = replace(entry, release=release, address=_address(entry, version))
    return Version(entry=earlier, corrected=correction.date, note=correction.note)


def _closed(entry: Entry, version: Release) -> Redirect:
    return Redirect(
        address=_address(entry, version),
        target=entry.address,
        title=entry.release.front.title,
        origin=entry.release.path,
        gives_way=True,
    )


def _address(entry: Entry, version: Release) -> str:
    found = _NUMBERED.fullmatch(version.path)
    return f"{entry.address}{VERSIONS}{found[1] if found else ''}/"
