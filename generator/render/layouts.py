"""The layouts of a site, read once: data that any process can render with, on this machine or another."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.render.assets import ASSETS

Layouts = Mapping[str, bytes]
"""The bytes of each layout, by its path below its folder."""


def read_layouts(folders: Iterable[Path]) -> dict[str, bytes]:
    """Read the layouts of folders, a site's own first; of files with one name the first folder's wins."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in folder.rglob("*"):
            name = path.relative_to(folder)
            if name.parts[0] != ASSETS and path.is_file():
                found.setdefault(name.as_posix(), path)
    return {name: found[name].read_bytes() for name in sorted(found)}
