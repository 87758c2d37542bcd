"""`dateline sheet --apply`: a reviewed table, back into the files. Only cells that changed are written."""

import csv
import io
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from generator.config import load_config
from generator.dates import StatedDate
from generator.lock import hold_lock
from generator.problems import DatelineError, Problem
from generator.record.selection import Record
from generator.record.setting import Change, Wanted, join_list, split_list, write_all
from generator.record.sheet import COLUMNS, EDITABLE, read_archive, read_base, texts_of
from generator.record.sheet_cells import digest_of_cell, readings_of_date, unguard
from generator.record.values import Value, check_value

_LISTS = frozenset({"tags", "people", "inferred"})
_SIGNS = ",;\t"
"""What spreadsheets put between cells, by country and format."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell that changed in the sheet and in the file."""

    path: str
    column: str
    sheet: str
    file: str


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of a sheet."""

    changes: Sequence[Change]
    conflicts: Sequence[Conflict]


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    """On which it ends, counted from 1."""
    cells: Mapping[str, str]


@dataclass(slots=True)
class _Outcome:
    wanted: list[Wanted] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def apply_sheet(site: Path, sheet: Path, *, now: datetime, dry_run: bool = False) -> Applied:
    """Write the cells that somebody changed; raises DatelineError, and changes nothing, when one cannot be written.

    A cell that changed on both sides is a conflict: it is returned and left alone, and the others are written.
    """
    load_config(site, os.environ)
    rows = _read_rows(sheet)
    with hold_lock(site, "import"):
        archive = read_archive(site)
        if archive.problems:
            raise DatelineError(archive.problems)
        outcome = _Outcome()
        by_path = {record.path: record for record in archive.records}
        by_id = {record.front.id: record for record in archive.records if record.front.id}
        seen: dict[str, int] = {}
        for row in rows:
            record = by_id.get(row.cells["id"]) or by_path.get(row.cells["path"])
            if record is None:
                message = f"no release has the id '{row.cells['id']}' or the path '{row.cells['path']}'"
                outcome.problems.append(_problem(sheet, row, f"{message}; remove the row, or make the sheet anew"))
            elif record.path in seen:
                message = f"'{record.path}' stands on line {seen[record.path]} as well; remove one of them"
                outcome.problems.append(_problem(sheet, row, message))
            else:
                seen[record.path] = row.line
                _compare(sheet, row, record, outcome)
        if outcome.problems:
            raise DatelineError(outcome.problems)
        changes = write_all(site, outcome.wanted, now=now, dry_run=dry_run)
    return Applied(changes, outcome.conflicts)


def _compare(sheet: Path, row: _Row, record: Record, outcome: _Outcome) -> None:
    """Find which cells of a row are to be written."""
    base, present = read_base(row.cells["base"]), texts_of(record.front)
    if not {*EDITABLE} <= {*base}:
        message = "the cell 'base' is damaged, and without it nobody can see what changed; make the sheet anew"
        outcome.problems.append(_problem(sheet, row, message))
        return
    values: dict[str, Value] = {}
    confirmed: set[str] = set()
    for column in EDITABLE:
        if column not in row.cells:
            continue
        text, problem = _read_cell(column, row.cells[column], base[column])
        if digest_of_cell(text) == base[column] or text == present[column]:
            continue
        if problem is None and column == "inferred":
            gone = {*split_list(present[column])} - {*split_list(text)}
            if not {*split_list(text)} <= {*split_list(present[column])}:
                problem = "'inferred' can only lose names: take out those of the fields that you have checked"
            confirmed |= gone
        elif problem is None:
            value = split_list(text) or None if column in _LISTS else text or None
            problem = next(iter(check_value(column, value)), None)
            values[column] = value
        if problem:
            outcome.problems.append(_problem(sheet, row, problem))
        elif digest_of_cell(present[column]) != base[column]:
            outcome.conflicts.append(Conflict(record.path, column, text, present[column]))
            values.pop(column, None)
            confirmed = confirmed if column != "inferred" else set()
    if values or confirmed:
        outcome.wanted.append(Wanted(record, values, confirmed))


def _read_cell(column: str, cell: str, base: str) -> tuple[str, str | None]:
    """Return the text of a cell as the file would have it, and what is wrong with it."""
    text = " ".join(cell.split())
    if column in _LISTS:
        return join_list(split_list(cell)), None
    if column != "date" or not text:
        return text, None
    try:
        return StatedDate.parse(text).isoformat(), None
    except ValueError as error:
        known = next((one for one in readings_of_date(text) if digest_of_cell(one) == base), None)
        if known:
            return known, None
        return text, f"'date': {error}"


def _read_rows(sheet: Path) -> list[_Row]:
    try:
        data = sheet.read_bytes()
    except OSError as error:
        raise DatelineError(
            [Problem(message=f"the sheet cannot be read ({error.strerror})", path=str(sheet))]
        ) from None
    text = _decode(data, sheet)
    sign = max(_SIGNS, key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    header = [name.strip() for name in next(reader, [])]
    missing = [name for name in ("id", "path", "base") if name not in header]
    if missing or not {*header} & {*EDITABLE}:
        message = f"this is no sheet of `dateline sheet`; its first line must name {', '.join(COLUMNS)}"
        raise DatelineError([Problem(message=message, path=str(sheet), line=1)])
    return [_row(reader.line_num, header, cells) for cells in reader if any(cells)]


def _row(line: int, header: Sequence[str], cells: Sequence[str]) -> _Row:
    padded = [*cells, *[""] * (len(header) - len(cells))]
    return _Row(line, {name: unguard(cell) for name, cell in zip(header, padded, strict=False)})


def _decode(data: bytes, sheet: Path) -> str:
    try:
        return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        message = "the sheet is not UTF-8; save it as 'CSV UTF-8' (in LibreOffice: character set UTF-8)"
        raise DatelineError([Problem(message=message, path=str(sheet))]) from None


def _problem(sheet: Path, row: _Row, message: str) -> Problem:
    return Problem(message=message, path=sheet.as_posix(), line=row.line)
