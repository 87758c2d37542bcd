"""The check of originals: what was imported is there byte for byte, and so is everything else that is kept.

Every file of `content/` is read once, against the manifest; then each release against its original, and the reverse.
"""

import json
from collections.abc import Iterator
from typing import Any

from generator.check.findings import Fault, LeftOut, gather
from generator.check.subject import Subject
from generator.fixity import Fixity, check_fixity
from generator.ingest.asset_originals import files_folder
from generator.ingest.originals import ORIGINALS
from generator.journal import LOG
from generator.manifest import read_manifest, sha256_of_file
from generator.problems import Problem


def find_problems(subject: Subject) -> Iterator[Problem | LeftOut]:
    """Yield every file that is damaged, missing or not recorded, and every original that fits no release."""
    fixity = check_fixity(subject.site)
    erased = _erased(subject)
    yield from fixity.problems
    yield from (found.problem for found in fixity.findings if found.kind != "missing" or found.path not in erased)
    yield from _find_wrong_originals(subject, fixity, erased)
    yield from gather(_find_strays(subject))


def _find_wrong_originals(subject: Subject, fixity: Fixity, erased: set[str]) -> Iterator[Problem]:
    listed, _ = read_manifest(subject.site)
    known = {path: digest for path, digest in listed.items() if path not in {one.path for one in fixity.findings}}
    for release, front in subject.fronts.items():
        original = front.original
        if original is None:
            continue
        path = f"{ORIGINALS}/{original.file}"
        if not (subject.site / path).is_file():
            if path not in erased and (front.id or release) not in erased:
                message = f"its original {path} is not there; restore it from a backup"
                yield Problem(message=message, path=release)
            continue
        present = known.get(path) or sha256_of_file(subject.site / path)
        if original.item is None and present != original.sha256 and present not in erased:
            message = f"its original {path} has another SHA-256 than it says; restore both from a backup"
            yield Problem(message=message, path=release)


def _find_strays(subject: Subject) -> Iterator[Fault]:
    """Yield the originals that no release has; what came with an original lies in a folder beside it."""
    named = {front.original.file for front in subject.fronts.values() if front.original}
    folders = {f"{files_folder(file)}/" for file in named}
    root = subject.site / ORIGINALS
    for file in sorted(path for path in root.rglob("*") if path.is_file() and not path.name.startswith(".")):
        path = file.relative_to(root).as_posix()
        parents = {f"{parent.as_posix()}/" for parent in file.relative_to(root).parents}
        if path not in named and not parents & folders:
            message = "no release names this original; import it again with `dateline import`, or erase it"
            yield Fault(f"{ORIGINALS}/{path}", None, message, "warning")


def _erased(subject: Subject) -> set[str]:
    """Return every path and id that the journal names as erased, and the digest of what an erasure left of a file."""
    try:
        lines = (subject.site / LOG).read_text("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return set()
    found: set[str] = set()
    for line in lines:
        if '"deletion"' not in line and '"struck out"' not in line:
            continue
        try:
            event = json.loads(line)
        except ValueError:
            continue
        if isinstance(event, dict) and event.get("event") == "deletion":
            found.update(_texts(event))
        elif isinstance(event, dict) and event.get("outcome") == "struck out":
            found.update(_texts(event.get("sha256_after")))
    return found


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)
