"""Originals that readers may have: raw bytes as they came, of formats that the site has named.

One that holds several items is not published, for it may hold hidden ones.
"""

from pathlib import PurePosixPath

from generator.organise.site import Entry, Site
from generator.original_settings import PUBLISHABLE

FOLDER, ADDRESS = "content/originals/", "/originals/"


def published_original(entry: Entry, site: Site) -> str | None:
    """Return the path of a release's original when readers may have it."""
    original = entry.release.front.original
    if original is None or original.item or entry.removed or entry.withdrawn:
        return None
    path = FOLDER + original.file
    suffix = PurePosixPath(original.file).suffix.lower()
    is_named = any(
        original.importer in importers and suffix in suffixes
        for importers, suffixes in map(PUBLISHABLE.__getitem__, site.config.published_originals)
    )
    return path if is_named and path in site.originals else None


def address_of_original(path: str) -> str:
    """Return where an original stands, given its path."""
    return ADDRESS + path.removeprefix(FOLDER)
