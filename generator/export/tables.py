"""All releases as JSON Lines and as CSV: the rows of the site's data files, with how releases stand to each other."""

from collections.abc import Iterator
from typing import Any

import msgspec

from generator.organise.data_rows import FIELDS, DataItem, csv_cell, data_row, data_text
from generator.organise.frame import Outline
from generator.organise.public_record import public_terms
from generator.organise.site import Entry
from generator.references import resolve_path

RELATIONS = ("variant_of", "replaces", "translation_of")
COLUMNS = (*FIELDS, *RELATIONS)


def export_rows(outline: Outline) -> Iterator[tuple[Entry, dict[str, Any]]]:
    """Yield each release that the gate let through, oldest first, with the fields that have a value."""
    site = outline.site
    for entry in site.entries:
        row = data_row(outline.frame, DataItem(entry.known(), public_terms(entry, site)))
        if entry.ribbon:
            row["status"] = entry.ribbon
        yield entry, row | {name: other for name in RELATIONS if (other := _other(entry, name, outline))}


def json_lines(outline: Outline) -> Iterator[str]:
    """Yield a line of JSON for each release, its text included unless it was withdrawn."""
    for entry, row in export_rows(outline):
        yield msgspec.json.encode(row | data_text(outline.frame, entry)).decode() + "\n"


def csv_lines(outline: Outline) -> Iterator[str]:
    """Yield the lines of a table (RFC 4180), without the texts."""
    yield ",".join(COLUMNS) + "\r\n"
    for _, row in export_rows(outline):
        yield ",".join(csv_cell(row.get(name)) for name in COLUMNS) + "\r\n"


def _other(entry: Entry, relation: str, outline: Outline) -> str | None:
    """Return the id, or the path, of the release that a release names; None of one that is hidden."""
    named = None if entry.removed else getattr(entry.release.front, relation)
    found = resolve_path(named, entry.release.path, outline.site.by_path) if named else None
    return outline.site.by_path[found].key if found else None
