"""Which bytes are releases of the archive already.

Only releases that exist count: an original whose release is gone may be imported again.
"""

import re
from pathlib import Path

from generator.front_matter import read_front_matter, split_document
from generator.ingest.store import RELEASES
from generator.model import FrontMatter

_SHA256 = re.compile(rb"""^\s+sha256:\s*['"]?([0-9a-f]{64})\b""", re.MULTILINE)

_END = b"\n---"
_MOST_HEADS = 1 << 14
"""Bytes within which nearly every front matter ends; of a longer one the whole file is read."""


class KnownReleases:
    """The releases of a site, found by the SHA-256 of what they were imported from."""

    def __init__(self, site: Path) -> None:
        """Read every release once."""
        self._site = site
        self._paths: dict[bytes, str] = {}
        for file in sorted((site / RELEASES).rglob("*.md")):
            if not file.name.startswith("."):
                self._note(file)

    def path_of(self, sha256: str) -> str | None:
        """Return the path, relative to the site, of the release made from these bytes."""
        return self._paths.get(bytes.fromhex(sha256))

    def add(self, sha256: str, path: str) -> None:
        """Note a release that was just written."""
        self._paths.setdefault(bytes.fromhex(sha256), path)

    def read(self, path: str) -> tuple[FrontMatter | None, str]:
        """Return what the release at `path` holds now; no front matter when it has been broken since."""
        document = split_document((self._site / path).read_bytes(), path)
        front, _ = read_front_matter(document, path)
        return front, document.body

    def _note(self, file: Path) -> None:
        try:
            with file.open("rb") as opened:
                head = opened.read(_MOST_HEADS)
                head = (head if _END in head else head + opened.read()).split(_END, 1)[0]
        except OSError:
            return  # the build reports what it cannot read
        for found in _SHA256.findall(head):
            self._paths.setdefault(bytes.fromhex(found.decode()), file.relative_to(self._site).as_posix())
