"""The files below `layouts/assets/`, published at addresses that change with their bytes."""

import hashlib
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import NamedTuple

ASSETS = "assets"
"""The folder of a layout folder that holds what is no layout."""
STYLESHEET = "style.css"


class Asset(NamedTuple):
    """A stylesheet, picture or font that layouts use."""

    name: str
    """Its path below `layouts/assets/`, by which `asset(…)` finds it."""
    address: str
    data: bytes


def load_assets(folders: Iterable[Path], theme: str = "") -> tuple[Asset, ...]:
    """Read the assets of every layout folder, by name; of files with one name the first folder's wins.

    `theme` holds rules that end the stylesheet.
    """
    found: dict[str, Path] = {}
    for folder in folders:
        root = folder / ASSETS
        for path in root.rglob("*"):
            name = path.relative_to(root)
            if path.is_file() and not any(part.startswith(".") for part in name.parts):
                found.setdefault(name.as_posix(), path)
    added = {STYLESHEET: theme.encode()}
    return tuple(_asset(name, found[name].read_bytes() + added.get(name, b"")) for name in sorted(found))


def _asset(name: str, data: bytes) -> Asset:
    path = PurePosixPath(name)
    digest = hashlib.sha256(data).hexdigest()[:8]
    return Asset(name, f"/assets/{path.with_name(f'{path.stem}.{digest}{path.suffix}')}", data)
