"""What one import wrote, with the digests it knows anyway: the manifest is told once, at the end.

Until then they wait in `.dateline/`, so that a large import holds no more than it must, and that the next import tells
of what one that was killed has written: if it is still as it was.
"""

from contextlib import suppress
from pathlib import Path
from typing import IO

from generator.manifest import sha256_of_file, update_manifest

WAITING = ".dateline/written-files.txt"


class WrittenFiles:
    """The files of one import, each by its path below the site; to be closed at the end, however that comes."""

    def __init__(self, site: Path, *, keep: bool) -> None:
        """Note nothing yet; not `keep`, nothing ever."""
        self._site, self._keep = site, keep
        self._file: IO[bytes] | None = None
        self._inherited = _read(site / WAITING) if keep else []

    def note(self, path: str, sha256: str, before: str = "") -> None:
        """Note that a file was written; `before` is the SHA-256 of what stood there, if it was edited."""
        if self._file is None:
            self._file = (self._site / WAITING).open("ab+", buffering=0)
        self._file.write(f"{sha256} {before} {path}\n".encode("utf-8", "surrogateescape"))

    def close(self) -> None:
        """Tell the manifest; raises DatelineError when it cannot be written."""
        if self._file:
            self._file.close()
        if not self._keep or not (self._file or self._inherited):
            return
        written: dict[str, str | None] = {
            path: sha256 for sha256, _, path in self._inherited if self._is_still(path, sha256)
        }
        before = dict[str, str]()
        for sha256, found, path in _read(self._site / WAITING)[len(self._inherited) :]:
            written[path] = sha256
            if found:
                before.setdefault(path, found)
        update_manifest(self._site, written, before=before)
        (self._site / WAITING).unlink()

    def _is_still(self, path: str, sha256: str) -> bool:
        with suppress(OSError):
            return sha256_of_file(self._site / path) == sha256
        return False


def _read(file: Path) -> list[tuple[str, str, str]]:
    """Return what waits; of a line that was torn nothing is known."""
    with suppress(FileNotFoundError), file.open("rb") as opened:
        lines = opened.read().decode("utf-8", "surrogateescape").split("\n")[:-1]
        found = [line.split(" ", 2) for line in lines]
        return [(parts[0], parts[1], parts[2]) for parts in found if len(parts) == 3]
    return []
