"""New releases under `content/releases/`: where they go, and that none is ever written over."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path, PurePosixPath

from generator.front_matter import write_document
from generator.ingest.files import write_new
from generator.ingest.written_files import WrittenFiles
from generator.manifest import sha256_of
from generator.model import FrontMatter
from generator.problems import ImportRefused, Problem
from generator.slugs import cut_at_dash, is_slug, slugify

RELEASES = "content/releases"

_LONGEST_SLUG = 80
_DATE_PREFIX = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?-")
_WHOLE_DATE_PREFIX = re.compile(r"\d{4}-\d{2}-\d{2}-")
_MOST_NAMESAKES = 10_000


class Shelves:
    """The folders of releases and which slugs are taken in each; not for two imports at once."""

    def __init__(self, site: Path, written: WrittenFiles) -> None:
        """Read nothing yet: a folder is listed when something is put there, which then is noted as written."""
        self._site, self._written = site, written
        self._slugs: dict[str, set[str]] = {}

    def store(self, front: FrontMatter, body: str) -> tuple[str, FrontMatter]:
        """Write a new release; return its path, relative to the site, and its front matter as written."""
        for path, slug in self._free_names(front):
            named = _with_slug(front, slug)
            data = write_document(named, body)
            if write_new(self._site / path, data):
                self._take(path)
                self._written.note(path, sha256_of(data))
                return path, named
        raise _too_many_namesakes()

    def plan(self, front: FrontMatter) -> tuple[str, FrontMatter]:
        """Return what `store` would, and write nothing."""
        for path, slug in self._free_names(front):
            if not (self._site / path).exists():
                self._take(path)
                return path, _with_slug(front, slug)
        raise _too_many_namesakes()

    def foresee(self, front: FrontMatter) -> str:
        """Return the path that `store` would give a release, and take nothing."""
        for path, _ in self._free_names(front):
            if not (self._site / path).exists():
                return path
        raise _too_many_namesakes()

    def _free_names(self, front: FrontMatter) -> Iterator[tuple[str, str | None]]:
        """Yield the paths a release may have, each with the slug that it has to state: -2, -3 … behind the first."""
        folder = f"{RELEASES}/undated" if front.date is None else f"{RELEASES}/{front.date.year:04}"
        prefix = "" if front.date is None else f"{front.date.isoformat().partition('T')[0]}-"
        stated = front.slug or ""
        base = next(filter(None, map(_slug_of, (stated, front.title, front.id or ""))), "")
        if not base:
            message = "neither the title nor the id has a letter or digit to make an address of; give it a title"
            raise ImportRefused([Problem(message=message)])
        for number in range(1, _MOST_NAMESAKES):
            suffix = "" if number == 1 else f"-{number}"
            slug = cut_at_dash(base, _LONGEST_SLUG - len(suffix)) + suffix
            if slug not in self._taken(folder):
                name = f"{prefix}{slug}"
                own = stated if number == 1 and is_slug(stated) else slug
                yield f"{folder}/{name}.md", None if _tells_its_slug(name, own) else own

    def _taken(self, folder: str) -> set[str]:
        """Return the slugs of a folder: two releases of one month would otherwise claim one address."""
        if folder not in self._slugs:
            names = sorted(path.stem for path in (self._site / folder).glob("*.md"))
            self._slugs[folder] = {slug for name in names for slug in (name, _DATE_PREFIX.sub("", name, count=1))}
        return self._slugs[folder]

    def _take(self, path: str) -> None:
        pure = PurePosixPath(path)
        self._taken(pure.parent.as_posix()).update((pure.stem, _DATE_PREFIX.sub("", pure.stem, count=1)))


@lru_cache(maxsize=16)
def _slug_of(title: str) -> str:
    """Return the slug of a title; a release is asked for its path twice."""
    return slugify(title, _LONGEST_SLUG)


def _with_slug(front: FrontMatter, slug: str | None) -> FrontMatter:
    return front if front.slug == slug else replace(front, slug=slug)


def _tells_its_slug(name: str, slug: str) -> bool:
    """Tell whether a file's name less a whole leading date is its slug, so that the front matter need not state it."""
    return (name if name == slug else _WHOLE_DATE_PREFIX.sub("", name, count=1)) == slug and (
        name != slug or not _DATE_PREFIX.match(slug)
    )


def _too_many_namesakes() -> ImportRefused:
    message = f"{_MOST_NAMESAKES} releases of this year have this title; give it a title of its own"
    return ImportRefused([Problem(message=message)])
