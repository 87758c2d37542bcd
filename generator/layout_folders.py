"""Where layouts lie: those of a site, and those that come with Dateline."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.file_stat import Stat, stat_of
from generator.load import Listed

_PACKAGE = Path(__file__).resolve().parent


def shipped_layouts() -> Path:
    """Return the folder of the layouts that come with Dateline."""
    in_wheel = _PACKAGE / "_layouts"
    return in_wheel if in_wheel.is_dir() else _PACKAGE.parent / "layouts"


def layout_files(folders: Iterable[Path]) -> Iterator[Listed]:
    """Yield every file of the layout folders, in the order of their names."""
    for number, folder in enumerate(folders):
        for parent, inner, names in os.walk(folder):
            inner.sort()
            for name in sorted(names):
                file = Path(parent, name)
                try:
                    yield Listed(f"{number}/{file.relative_to(folder).as_posix()}", stat_of(file.stat()))
                except OSError:  # a link to nothing, or gone since
                    yield Listed(f"{number}/{file.relative_to(folder).as_posix()}", Stat(0, 0, 0, 0))
