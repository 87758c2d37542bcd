"""Where exports of this archive were written, as far as this machine knows: an erasure looks at them too."""

from contextlib import suppress
from pathlib import Path

from generator.appending import append_lines

KNOWN = ".dateline/exports.txt"


def note_export(site: Path, export: Path) -> None:
    """Remember a file or folder that was written; where nothing can be kept it is not."""
    place = str(export.resolve())
    if "\n" not in place and export.resolve() not in known_exports(site):
        with suppress(OSError):
            append_lines(site / KNOWN, [place])


def forget_lost_exports(site: Path) -> None:
    """Forget those that are gone: their names alone may tell something."""
    there = known_exports(site)
    draft = (site / KNOWN).with_suffix(".tmp")
    with suppress(OSError):
        if there:
            draft.write_text("".join(f"{export}\n" for export in there), encoding="utf-8")
            draft.replace(site / KNOWN)
        else:
            (site / KNOWN).unlink()


def known_exports(site: Path) -> list[Path]:
    """Return those that are still there."""
    with suppress(OSError):
        lines = (site / KNOWN).read_text(encoding="utf-8").splitlines()
        return [path for path in map(Path, dict.fromkeys(lines)) if path.exists()]
    return []
