"""`dateline sheet`: what people review of an archive, as a table for a spreadsheet.

The last column holds digests of the others: by them the way back sees which cell changed on which side.
"""

import csv
import io
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.config import load_config
from generator.model import FrontMatter
from generator.problems import DatelineError, Problem
from generator.record.selection import Record, read_record, release_paths
from generator.record.setting import join_list, split_list
from generator.record.sheet_cells import digest_of_cell, guard

EDITABLE = ("title", "date", "tags", "people", "status", "inferred")
COLUMNS = ("id", "path", *EDITABLE, "base")
BYTE_ORDER_MARK = "\ufeff"
"""By which Excel knows UTF-8."""


@dataclass(frozen=True, slots=True)
class Archive:
    """The releases that could be read, by path, and what is wrong with the others."""

    records: Sequence[Record]
    problems: Sequence[Problem]


def write_sheet(site: Path) -> tuple[bytes, Sequence[Problem]]:
    """Return the table of all releases, drafts included, and what is wrong with those that are not in it."""
    load_config(site, os.environ)
    archive = read_archive(site)
    text = io.StringIO()
    writer = csv.writer(text)  # RFC 4180: lines end with CR LF
    writer.writerow(COLUMNS)
    writer.writerows(_row(record) for record in archive.records)
    return (BYTE_ORDER_MARK + text.getvalue()).encode(), archive.problems


def read_archive(site: Path) -> Archive:
    """Read every release of the site."""
    records: list[Record] = []
    problems: list[Problem] = []
    for path in release_paths(site):
        try:
            records.append(read_record(site, path))
        except DatelineError as error:
            problems += error.problems
    return Archive(records, problems)


def texts_of(front: FrontMatter) -> dict[str, str]:
    """Return the text of each column that may be edited, the title on one line."""
    return {
        "title": " ".join(front.title.split()),
        "date": str(front.date or ""),
        "tags": _listed(front.tags),
        "people": _listed(front.people),
        "status": front.status,
        "inferred": _listed(front.inferred),
    }


def read_base(cell: str) -> dict[str, str]:
    """Return the digest of each column as it was when the sheet was made."""
    pairs = (pair.split(":") for pair in cell.split())
    return {pair[0]: pair[1] for pair in pairs if len(pair) == 2}


def _listed(texts: Sequence[str]) -> str:
    return join_list(split_list(join_list(texts)))  # as it comes back from a cell


def _row(record: Record) -> Iterable[str]:
    texts = texts_of(record.front)
    base = " ".join(f"{name}:{digest_of_cell(texts[name])}" for name in EDITABLE)
    cells = [texts["date"] if name == "date" else guard(texts[name]) for name in EDITABLE]
    return guard(record.front.id or ""), guard(record.path), *cells, base
