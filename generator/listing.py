"""What `dateline list` says of the releases of a site: one row each, read from their front matter.

Only of a variant the text is read too, and that of the release it is a variant of.
"""

import csv
import io
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from generator.cached_parse import read_fronts
from generator.config import load_config
from generator.front_matter import split_document
from generator.likeness import compare, words_of
from generator.load import scan
from generator.model import FrontMatter
from generator.problems import Problem
from generator.references import resolve_path

_WEIGHTS = {"date": 8, "title": 4, "issuers": 2, "language": 2}
"""How much an inferred field weakens a record; every other field counts 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One release."""

    path: str
    id: str
    date: str
    """ISO 8601 at the precision stated; empty when there is none."""
    title: str
    status: str
    embargo: str
    variant_of: str
    """As the file has it."""
    inferred: tuple[str, ...]
    """The fields nobody stated."""
    importer: str
    """The format it was read from; empty for a release written by hand."""
    original: str
    """The file it was read from, below `content/originals/`, with the item inside a container."""
    variant_path: str = ""
    """The release it is a variant of, from the site's folder; empty when there is no such file."""
    variant_title: str = ""
    alike: int | None = None
    """Of the shorter of both texts, how many words in a hundred the longer has in the same order."""

    def __str__(self) -> str:
        """Return the row as people read it."""
        marks = [self.status] if self.status != "published" else []
        marks += [f"embargo {self.embargo}"] if self.embargo else []
        marks += [self._pairing()] if self.variant_of else []
        marks += [f"inferred: {', '.join(self.inferred)}"] if self.inferred else []
        shown = f" [{'; '.join(marks)}]" if marks else ""
        return f"{self.date or 'undated':<10.10}  {self.title}{shown}  {self.path}"

    def _pairing(self) -> str:
        title = f"'{self.variant_title}', " if self.variant_title else ""
        alike = f", {self.alike} % alike" if self.alike is not None else ""
        return f"variant of {title}{self.variant_path or self.variant_of}{alike}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which releases are listed; with none of these all are."""

    drafts: bool = False
    embargoed: bool = False
    inferred: bool = False
    variants: bool = False


def list_releases(site: Path, selection: Selection, *, now: datetime) -> tuple[list[Row], list[Problem]]:
    """Return the chosen releases, newest first, and what could not be read.

    Of those with inferred fields the weakest record comes first: a wrong date does more harm than a wrong tag.
    """
    config, problems = load_config(site, os.environ)
    there = scan(site)
    fronts, more = read_fronts(site, there, config.markdown.dialect)
    problems += [*there.problems, *more]
    found: list[tuple[datetime, FrontMatter, Row]] = []
    for path, front in fronts.items():
        embargoed = front.embargo is not None and front.embargo.earliest(config.zone) > now
        wanted = {
            "drafts": front.status == "draft",
            "embargoed": embargoed,
            "inferred": bool(front.inferred),
            "variants": front.variant_of is not None,
        }
        chosen = [name for name, value in asdict(selection).items() if value]
        if all(wanted[name] for name in chosen):
            instant = front.date.earliest(config.zone) if front.date else now
            row = _row(path, front)
            found.append((instant, front, _pair(site, row, fronts) if front.variant_of else row))
    found.sort(
        key=lambda entry: (-weakness(entry[1]) if selection.inferred else 0, -entry[0].timestamp(), entry[2].path)
    )
    return [row for _, _, row in found], problems


def _pair(site: Path, row: Row, fronts: Mapping[str, FrontMatter]) -> Row:
    """Add to the row of a variant what it is a variant of, and how alike both are."""
    path = resolve_path(row.variant_of, row.path, fronts)
    if path is None:
        return row
    own, main = (split_document((site / file).read_bytes(), file).body for file in (row.path, path))
    return replace(
        row,
        variant_path=path,
        variant_title=fronts[path].title,
        alike=compare(words_of(own), words_of(main)).percent,
    )


def weakness(front: FrontMatter) -> int:
    """Return how much of a record nobody stated."""
    return sum(_WEIGHTS.get(field, 1) for field in front.inferred)


def write_csv(rows: Iterable[Row]) -> str:
    """Return rows as CSV with a header (RFC 4180)."""
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=Row.__dataclass_fields__.keys())
    writer.writeheader()
    for row in rows:
        writer.writerow(asdict(row) | {"inferred": " ".join(row.inferred)})
    return text.getvalue()


def _row(path: str, front: FrontMatter) -> Row:
    original = front.original
    return Row(
        path=path,
        id=front.id or "",
        date=str(front.date or ""),
        title=front.title,
        status=front.status,
        embargo=str(front.embargo or ""),
        variant_of=front.variant_of or "",
        inferred=front.inferred,
        importer=original.importer or "" if original else "",
        original=f"{original.file}!/{original.item}"
        if original and original.item
        else original.file
        if original
        else "",
    )
