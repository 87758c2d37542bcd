"""The layouts of a site, read once: data that any process can render with, on this machine or another."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.render.assets import ASSETS
from generator.wording import FOLDER as TRANSLATIONS
from generator.wording import merge_catalogues

Layouts = Mapping[str, bytes]
"""The bytes of each layout, by its path below its folder."""


def read_layouts(folders: Iterable[Path]) -> dict[str, bytes]:
    """Read the layouts of folders, a site's own first; of files with one name the first folder's wins.

    Translations are joined instead, so that a site can reword one message. Raises `BuildFailed` when one is damaged.
    """
    found: dict[str, list[Path]] = {}
    for folder in folders:
        for path in folder.rglob("*"):
            name = path.relative_to(folder)
            if name.parts[0] != ASSETS and path.is_file():
                found.setdefault(name.as_posix(), []).append(path)
    return {name: _read(name, found[name]) for name in sorted(found)}


def _read(name: str, paths: list[Path]) -> bytes:
    data = paths[0].read_bytes()
    if name.startswith(f"{TRANSLATIONS}/"):
        for path in paths[1:]:
            data = merge_catalogues(data, path.read_bytes(), name)
    return data
