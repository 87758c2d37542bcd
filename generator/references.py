"""How one file of the content names another: by a path from its own folder, from `content/releases/` or the site."""

import posixpath
from collections.abc import Container

RELEASES = "content/releases"


def resolve_path(reference: str, source: str, known: Container[str]) -> str | None:
    """Return the path that `reference`, written in the file `source`, means; None when there is no such file."""
    folder = posixpath.dirname(source)
    for base in (folder, RELEASES, ""):
        path = posixpath.normpath(posixpath.join(base, reference.lstrip("/") if not base else reference))
        for candidate in (path, f"{path}.md"):
            if candidate in known:
                return candidate
    return None


def reference_to(path: str) -> str:
    """Return how import names a release: by its path from `content/releases/`, whatever file names it."""
    return posixpath.relpath(path, RELEASES)
