"""What `dateline list` says of the releases of a site: one row each, read from their front matter alone."""

import csv
import io
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from generator.config import load_config
from generator.front_matter import read_front_matter, split_document
from generator.load import load
from generator.model import FrontMatter
from generator.problems import Problem

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
    inferred: tuple[str, ...]
    """The fields nobody stated."""
    importer: str
    """The format it was read from; empty for a release written by hand."""
    original: str
    """The file it was read from, below `content/originals/`, with the item inside a container."""

    def __str__(self) -> str:
        """Return the row as people read it."""
        marks = [self.status] if self.status != "published" else []
        marks += [f"embargo {self.embargo}"] if self.embargo else []
        marks += [f"variant of {self.variant_of}"] if self.variant_of else []
        marks += [f"inferred: {', '.join(self.inferred)}"] if self.inferred else []
        shown = f" [{'; '.join(marks)}]" if marks else ""
        return f"{self.date or 'undated':<10.10}  {self.title}{shown}  {self.path}"


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
    sources = load(site)
    problems += sources.problems
    found: list[tuple[datetime, FrontMatter, Row]] = []
    for source in sources.releases:
        front, more = read_front_matter(split_document(source.data, source.path), source.path)
        problems += more
        if front is None:
            continue
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
            found.append((instant, front, _row(source.path, front)))
    found.sort(
        key=lambda entry: (-weakness(entry[1]) if selection.inferred else 0, -entry[0].timestamp(), entry[2].path)
    )
    return [row for _, _, row in found], problems


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
