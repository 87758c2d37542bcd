"""Going back to an earlier version, never to what was withdrawn, erased or hidden since.

What belongs to such a release stays as it is now, and so does every file of the earlier version that names it: lists,
feeds, other releases. Pages that those lead to stay with them, so that no link breaks.
"""

import re
from collections.abc import Callable, Iterable

from generator.deploy.links import linked_files
from generator.deploy.manifest import NOT_THERE, HeldFile, Manifest
from generator.deploy.target import Version

_SEARCH = "search/"


def mix_versions(old: Version, now: Version) -> dict[str, Version]:
    """Return path → the version whose file is shown after going back from `now` to `old`."""
    there = {path: file for path, file in old.manifest.files.items() if file.digest != NOT_THERE}
    mixed = dict.fromkeys(there, old)
    kept = [*(old.manifest.files.keys() - there.keys()), *paths_left_out(old, now)]
    if any(path.startswith(_SEARCH) for path in kept):  # the index is one whole
        kept += [path for path in now.manifest.files if path.startswith(_SEARCH)]
    for path in kept:
        mixed.pop(path, None)
    _add_with_what_it_leads_to(mixed, kept, now)
    return mixed


def paths_left_out(old: Version, now: Version) -> list[str]:
    """Return the files of an earlier version that are never shown again: those of what is gone, and that name it."""
    gone = _gone(old.manifest, now.manifest)
    if not gone:
        return []
    names = _names_pattern(gone, old.manifest)
    there = {path: file for path, file in old.manifest.files.items() if file.digest != NOT_THERE}
    named = (path for path, file in there.items() if file.release in gone or names.search(old.read(path)))
    return sorted({*named, *(path for path in there if path.startswith(_SEARCH))})  # its words are in many files


def manifest_of_mixed(mixed: dict[str, Version]) -> Manifest:
    """Return the manifest of a version made of files of others."""
    return Manifest({path: version.manifest.files[path] for path, version in mixed.items()})


def _gone(old: Manifest, now: Manifest) -> frozenset[str]:
    """Return the releases that could be read then and may not be now."""
    standing = now.standing()
    return frozenset(
        release for release, withdrawn in old.standing().items() if not withdrawn and standing.get(release, True)
    )


def _names_pattern(gone: Iterable[str], old: Manifest) -> re.Pattern[bytes]:
    """Return what finds a release in the bytes of a file: its id, and the last part of its address."""
    names = {*gone}
    names |= {path.split("/")[-2] for path, file in old.files.items() if _is_page_of(gone, path, file)}
    return re.compile(
        rb"(?<![\w-])(?:" + b"|".join(re.escape(name.encode()) for name in sorted(names)) + rb")(?![\w-])"
    )


def _is_page_of(gone: Iterable[str], path: str, file: HeldFile) -> bool:
    return file.release in gone and path.endswith("/index.html") and path.count("/") > 1


def _add_with_what_it_leads_to(mixed: dict[str, Version], paths: Iterable[str], now: Version) -> None:
    waiting: list[str] = [path for path in paths if path in now.manifest.files]
    read: Callable[[str], bytes] = now.read
    while waiting:
        path = waiting.pop()
        if mixed.get(path) is now:
            continue
        mixed[path] = now
        leads = (other for other in linked_files(path, read(path)) if other in now.manifest.files)
        waiting += [other for other in leads if other not in mixed]
