"""What an erasure touches: found, shown and agreed to before anything is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from re import Pattern
from typing import Literal

from generator.known_exports import known_exports
from generator.problems import Problem
from generator.record.erasure.strike import holds

Action = Literal["removed", "struck out", "replaced by a note", "renamed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """One file of the site."""

    path: str
    """Below the site."""
    what: str
    """In a word, for people and for the journal: release, version, variant, original, medium, log, ledger …"""
    old: bytes
    new: bytes | None
    """None removes it."""
    target: str
    """Where it is afterwards: another path when its name held the text."""
    action: Action
    count: int = 0
    """Passages that are struck out."""
    id: str | None = None
    """Of the release it belongs to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasurePlan:
    """All that an erasure would do."""

    touches: tuple[Touch, ...]
    exports: tuple[Path, ...]
    """Files and folders, written by this machine, that hold it: they are removed, and can be made again."""
    lost: tuple[str, ...] = ()
    """Files that are gone, and whose names the manifest has still."""
    remarks: tuple[str, ...] = ()
    """What somebody should know who decides."""
    problems: tuple[Problem, ...] = ()
    """What has to be done by hand, and by whom."""

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was found."""
        return not (self.touches or self.exports or self.lost)


def find_exports(site: Path, patterns: Sequence[Pattern[str]]) -> tuple[Path, ...]:
    """Return the known exports that hold one of the texts."""
    return tuple(
        export
        for export in known_exports(site)
        if any(holds(pattern, file) for file in _files_of(export) for pattern in patterns)
    )


def is_bag(folder: Path) -> bool:
    """Tell whether a folder is an export of ours, and no folder that somebody has filled since."""
    return folder.is_dir() and (folder / "bagit.txt").is_file() and (folder / "data").is_dir()


def note_on_erasure(path: str, day: str) -> bytes:
    """Return what stands in the place of a file that could not be struck out: words, for a PDF a page with them."""
    text = f"This file was erased on {day}. What was in it, and why it was erased, is not told here."
    return _pdf(text) if path.lower().endswith(".pdf") else f"{text}\n".encode()


def _files_of(export: Path) -> Iterator[Path]:
    if is_bag(export):
        yield from (file for file in sorted(export.rglob("*")) if file.is_file())
    elif export.is_file():
        yield export


def _pdf(text: str) -> bytes:
    """Return the smallest PDF of one page that says it (ISO 32000-1)."""
    drawn = f"BT /F 11 Tf 50 780 Td ({text}) Tj ET".encode("latin-1")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    return data + head + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(data))
