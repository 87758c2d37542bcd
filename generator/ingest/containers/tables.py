"""Tables of releases: CSV with a header, JSON Lines, and JSON files that are one list; every row is an item.

A row's bytes are JSON with sorted keys, so that the same row is the same item however the table was written.
"""

import codecs
import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO

from generator.ingest.formats import ninjs
from generator.ingest.reading import Item, NotARelease
from generator.ingest.table_columns import FIELDS, find_columns
from generator.problems import ImportRefused, Problem

FORMAT = "table_row"

_DELIMITERS = (",", ";", "\t", "|")
_CSV_NAMES = (".csv", ".tsv")
_LINES_NAMES = (".jsonl", ".ndjson")
_LARGEST_FIELD = 64 << 20
"""Characters of one cell, or bytes of one line of JSON."""
_LARGEST_LIST = 256 << 20
_LONGEST_HEADER = 1 << 16
_SEPARATOR = re.compile(r"sep=([,;|\t])\"?,*", re.IGNORECASE)
"""The first line of a table that Excel shall open: what divides its columns."""
_JSON_LIST = re.compile(r"\[\s*\{")
_NO_ENCODING = "the file is neither UTF-8, UTF-16 nor cp1252; save it as UTF-8"
_MOST_COLUMNS = 10_000
_NO_TABLE = "this is no table of releases"
_NO_COLUMNS = "this is a table without title and body columns"


def recognises(head: bytes, name: str) -> bool:
    """Tell whether a file is a table by its name, or by a header that names a title and a body."""
    lower = name.lower()
    if lower.endswith((*_CSV_NAMES, *_LINES_NAMES)):
        return not head.startswith(b"PK\x03\x04")
    text = _start(head)
    if lower.endswith(".json"):
        return bool(_JSON_LIST.match(text))
    if text.startswith("{"):
        first, _, rest = text.partition("\n")
        return rest.lstrip().startswith("{") and _has_title_and_body(_object(first) or {})
    header = text.split("\n", 1)[0].rstrip("\r")
    has_columns = "\n" in text and any(sign in header for sign in _DELIMITERS)
    return has_columns and _has_title_and_body(dict.fromkeys(_split_header(header)))


def open_items(file: BinaryIO, name: str, shown: str, columns: Mapping[str, str] | None = None) -> Iterator[Item]:
    """Yield the rows as items `#1`, `#2` …, counted without the header; `columns` renames columns to fields.

    Raises NotARelease for a table without title and body columns, ImportRefused for one that is damaged, and when
    `columns` names a field that there is not.
    """
    renames = dict(columns or {})
    for field in renames.values():
        if field not in FIELDS:
            raise _refusal(
                f"--map names the field '{field}', which a table cannot have; write one of {', '.join(FIELDS)}"
            )
    number = 0
    for number, row in enumerate(_rows(file, name), 1):
        renamed = _rename(row, renames)
        data = json.dumps(renamed, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
        item = f"#{number}"
        yielded = Item(name=f"row-{number}.json", shown=f"{shown}{item}", item=item, format=FORMAT, data=data)
        if ninjs.recognises(
            yielded
        ):  # it says more than a table can: whether the agency canceled it, until when it waits
            yield replace(yielded, format="ninjs")
            continue
        if number == 1 and not _has_title_and_body(renamed):
            listed = ", ".join(f"'{column}'" for column in list(row)[:12])
            raise NotARelease(f"{_NO_COLUMNS} (it has {listed}); name them with --map COLUMN=title --map COLUMN=body")
        yield yielded
    if not number:
        raise _refusal("the table holds no rows; put a header and at least one row into it, or delete it")


def _rows(file: BinaryIO, name: str) -> Iterator[dict[str, Any]]:
    start = _start(file.read(8192))
    file.seek(0)
    if start.startswith("[") and not name.lower().endswith(_CSV_NAMES):
        return _list_rows(file)
    if start.startswith("{") and not name.lower().endswith(_CSV_NAMES):
        return _line_rows(file)
    return _csv_rows(file)


def _list_rows(file: BinaryIO) -> Iterator[dict[str, Any]]:
    data = file.read(_LARGEST_LIST + 1)
    if len(data) > _LARGEST_LIST:
        raise _refusal(f"the list is larger than {_LARGEST_LIST >> 20} MiB; write it as JSON Lines, a row on each line")
    try:
        rows = json.loads(data)  # which finds out about UTF-16 itself
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", None) or type(error).__name__
        raise _refusal(f"the JSON is damaged ({reason}); export it again", getattr(error, "lineno", None)) from error
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            raise _refusal(f"entry {number} of the list is no object of columns; write it like {{'title': …}}")
        yield row


def _line_rows(file: BinaryIO) -> Iterator[dict[str, Any]]:
    number = 0
    try:
        with io.TextIOWrapper(file, encoding=_encoding(file), newline="\n") as lines:
            while line := lines.readline(_LARGEST_FIELD):
                number += 1
                if not line.strip():
                    continue
                row = _object(line)
                if row is None:
                    raise _refusal("the line is no JSON object; write each row on a line of its own", number)
                yield row
    except UnicodeError as error:
        raise _refusal(_NO_ENCODING, number + 1) from error


def _csv_rows(file: BinaryIO) -> Iterator[dict[str, Any]]:
    csv.field_size_limit(_LARGEST_FIELD)
    line = 1
    try:
        with io.TextIOWrapper(file, encoding=_encoding(file), newline="") as lines:
            named = _SEPARATOR.fullmatch(lines.readline(_LONGEST_HEADER).lstrip("\ufeff").rstrip("\r\n"))
            if not named:
                lines.seek(0)
            start = lines.tell()
            header = lines.readline(_LONGEST_HEADER)
            lines.seek(start)
            rows = csv.reader(lines, delimiter=named[1] if named else _delimiter(header), strict=True)
            names: list[str] = []
            for cells in rows:
                line = rows.line_num + 1 + bool(named)
                if not names and len(cells) > _MOST_COLUMNS:
                    raise _refusal(f"{_NO_TABLE}: it has {len(cells)} columns; leave those of releases in it", 1)
                if not names:
                    names = _column_names(cells)
                elif any(cell.strip() for cell in cells):
                    more = [f"column {place + 1}" for place in range(len(names), len(cells))]
                    yield dict(zip((*names, *more), cells, strict=False))
    except csv.Error as error:
        raise _refusal(f"the table is damaged ({error}) in the row that begins here; export it again", line) from error
    except UnicodeError as error:
        raise _refusal(_NO_ENCODING, line) from error


def _column_names(cells: list[str]) -> list[str]:
    """Return the names of the columns, each different: a second `text` is `text 2`."""
    names: dict[str, None] = {}
    for place, cell in enumerate(cells, 1):
        name = cell.strip().removeprefix("\ufeff") or f"column {place}"
        names[name if name not in names else f"{name} {place}"] = None
    return list(names)


def _delimiter(header: str) -> str:
    """Return the sign that gives the header most of the columns known here, then most columns."""
    return max(_DELIMITERS, key=lambda sign: (len(find_columns(cells := _cells(header, sign))), len(cells)))


def _split_header(header: str) -> list[str]:
    return _cells(header, _delimiter(header))


def _cells(header: str, sign: str) -> list[str]:
    try:
        return next(csv.reader([header], delimiter=sign), [])
    except csv.Error:
        return []


def _encoding(file: BinaryIO) -> str:
    """Return the encoding of the whole file: by its mark, else UTF-8 where that fits, else cp1252."""
    start = file.read(4)
    file.seek(0)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8")()
    encoding = "utf-8-sig"
    try:
        while chunk := file.read(1 << 20):
            if b"\0" in chunk:
                raise _refusal("the file is not text (it holds NUL bytes); export it as CSV in UTF-8")
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        encoding = "cp1252"
    file.seek(0)
    return encoding


def _start(head: bytes) -> str:
    is_wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return head.decode("utf-16" if is_wide else "utf-8-sig", "replace").lstrip()


def _object(line: str) -> dict[str, Any] | None:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) else None


def _rename(row: Mapping[str, Any], renames: Mapping[str, str]) -> dict[str, Any]:
    """Return the row with columns called what `--map` says; one that had the name before is told apart."""
    taken = {renames[column] for column in row if column in renames}
    return {
        renames.get(column, f"{column} (as it was)" if column in taken else column): value
        for column, value in row.items()
    }


def _has_title_and_body(row: Mapping[str, Any]) -> bool:
    return {"title", "body"} <= set(find_columns(row))


def _refusal(message: str, line: int | None = None) -> ImportRefused:
    return ImportRefused([Problem(message=message, line=line)])
