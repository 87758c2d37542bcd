"""The texts of releases that a new one is compared with, read from the disk as they are now."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.file_stat import Stat, stat_of
from generator.front_matter import read_front_matter, split_document
from generator.ingest.planned import Planned
from generator.likeness import words_of
from generator.model import FrontMatter
from generator.shared_words import Runs, number_runs

MOST_HELD = 1000
"""Releases of this import that are held, about 15 KB each."""


@dataclass(slots=True, eq=False)
class _Held:
    """What is known of a release as its file was when it was written."""

    stat: Stat | None
    front: FrontMatter
    words: bytes
    """With a blank between two."""
    runs: Runs | None = None
    """Numbered when they are first asked for."""


class Texts:
    """The texts of releases; those that this import wrote last are not read again while their files stay unchanged."""

    def __init__(self, site: Path, planned: Planned) -> None:
        """Hold nothing yet; `planned` is what a dry run would have written."""
        self._site, self._planned = site, planned
        self._folder = os.fspath(site)
        self._held: dict[str, _Held] = {}

    def words(self, path: str) -> list[bytes]:
        """Return the words of a release; none when it cannot be read any more."""
        held = self._find_held(path)
        return held.words.split() if held else words_of(self._body(path))

    def words_and_runs(self, path: str) -> tuple[list[bytes], Runs]:
        """Return the words of a release, and the numbers of their runs."""
        held = self._find_held(path)
        if not held:
            words = words_of(self._body(path))
            return words, number_runs(words)
        words = held.words.split()
        held.runs = number_runs(words) if held.runs is None else held.runs
        return words, held.runs

    def read(self, path: str) -> tuple[FrontMatter | None, str]:
        """Return what a release holds now; no front matter when it has been broken, or cannot be read any more."""
        if path in self._planned:
            return self._planned[path]
        try:
            document = split_document((self._site / path).read_bytes(), path)
        except OSError:
            return None, ""
        return read_front_matter(document, path)[0], document.body

    def held_front(self, path: str) -> FrontMatter | None:
        """Return the front matter of a release of this import, if its file is as it was written and is still held."""
        held = self._find_held(path)
        return held.front if held else None

    def note(self, path: str, front: FrontMatter, words: Sequence[bytes]) -> None:
        """Remember a release that was just written."""
        self._hold(path, front, b" ".join(words))
        if len(self._held) > MOST_HELD:
            del self._held[next(iter(self._held))]

    def note_change(self, path: str, front: FrontMatter) -> None:
        """Remember that a release was written again with another front matter and the same text."""
        if path in self._held:
            self._hold(path, front, self._held[path].words)

    def _hold(self, path: str, front: FrontMatter, words: bytes) -> None:
        stat = self._stat(path)
        if stat or path in self._planned:
            self._held[path] = _Held(stat, front, words)

    def _find_held(self, path: str) -> "_Held | None":
        held = self._held.get(path)
        return held if held and held.stat == self._stat(path) else None

    def _body(self, path: str) -> str:
        if path in self._planned:
            return self._planned[path][1]
        try:
            return split_document((self._site / path).read_bytes(), path).body
        except OSError:
            return ""

    def _stat(self, path: str) -> Stat | None:
        try:
            return stat_of(os.stat(f"{self._folder}/{path}"))  # noqa: PTH116 - every release is asked for many times
        except OSError:
            return None
