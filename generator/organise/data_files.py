"""The archive as data: a file of each year as JSON Lines and as CSV, described as a Frictionless data package.

One more release changes the two files of its year. JSON Lines carry the text as well; CSV is for a spreadsheet.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import msgspec

from generator.contexts import DocumentLayout
from generator.organise.data_rows import FIELDS, SEPARATOR, DataItem, csv_cell, data_row, data_text
from generator.organise.frame import Frame, Outline
from generator.organise.lists import by_year
from generator.organise.page_plan import PagePlan
from generator.organise.plan_part import PlanPart, make_part, part_of_every_build
from generator.organise.public_record import public_terms
from generator.organise.site import Entry
from generator.slugs import slugify

DATA = "/data/"
PACKAGE, SCHEMA = f"{DATA}datapackage.json", f"{DATA}schema.json"
_ORIGIN = "the data files"


def plan_data_files(outline: Outline) -> Iterator[PlanPart]:
    """Yield both files of each year, then what describes them; what stands in lists is in them, and nothing else."""
    listed = [entry for entry in outline.site.entries if entry.listed and not entry.ribbon]
    years = by_year(listed)
    for year, entries in years.items():
        digests = [entry.digest for entry in entries]
        yield make_part(f"data {year}", outline, digests, 2, partial(_plan_year, outline, year, entries))
    yield part_of_every_build("data", partial(_plan_descriptions, outline, tuple(years)))


def _plan_year(outline: Outline, year: int, entries: Sequence[Entry]) -> Iterator[PagePlan]:
    items = tuple(DataItem(entry.known(), public_terms(entry, outline.site)) for entry in entries)
    for suffix, make in (("jsonl", _json_lines), ("csv", _csv)):
        address = f"{DATA}{year:04}.{suffix}"
        yield PagePlan(address, "document.txt", _ORIGIN, outline.frame, make, (address, items))


def _plan_descriptions(outline: Outline, years: tuple[int, ...]) -> Iterator[PagePlan]:
    yield PagePlan(SCHEMA, "document.txt", _ORIGIN, outline.frame, _schema, ())
    yield PagePlan(PACKAGE, "document.txt", _ORIGIN, outline.frame, _package, (years,))


def _json_lines(frame: Frame, address: str, items: tuple[DataItem, ...]) -> DocumentLayout:
    encode = msgspec.json.encode
    lines = (encode(data_row(frame, item) | data_text(frame, item.entry.value)).decode() for item in items)
    return _document(frame, address, "".join(f"{line}\n" for line in lines))


def _csv(frame: Frame, address: str, items: tuple[DataItem, ...]) -> DocumentLayout:
    """Return RFC 4180: lines end with CR LF, the first names the fields."""
    rows = (data_row(frame, item) for item in items)
    lines = (",".join(csv_cell(row.get(name)) for name in FIELDS) for row in rows)
    return _document(frame, address, "".join(f"{line}\r\n" for line in (",".join(FIELDS), *lines)))


def _schema(frame: Frame) -> DocumentLayout:
    """Return the Table Schema of the CSV files."""
    fields: list[dict[str, Any]] = [
        {"name": name, "type": "string", "description": _described(words, type_)}
        for name, (type_, words) in FIELDS.items()
    ]
    required = ("url", "status", "title", "date", "language")
    for field in fields:
        if field["name"] in required:
            field |= {"constraints": {"required": True}}
    return _json(frame, SCHEMA, {"fields": fields, "missingValues": [""]})


def _described(words: str, type_: str) -> str:
    return f"{words or 'A list'}; several stand between '{SEPARATOR}'" if type_ == "array" else words


def _package(frame: Frame, years: tuple[int, ...]) -> DocumentLayout:
    site = frame.site
    license_ = {"path" if site.license.startswith(("https://", "http://")) else "title": site.license}
    package = {
        "profile": "data-package",
        "name": slugify(site.title) or "archive",
        "title": site.title,
        "description": site.description,
        "homepage": site.base_url,
        "licenses": [license_] if site.license else [],
        "contributors": [{"title": site.publisher, "role": "publisher"}] if site.publisher else [],
        "resources": [resource for year in years for resource in _resources(year)],
    }
    return _json(frame, PACKAGE, {name: value for name, value in package.items() if value or name == "resources"})


def _resources(year: int) -> Iterator[dict[str, Any]]:
    yield {
        "name": f"releases-{year:04}",
        "title": f"Releases of {year}",
        "path": f"{year:04}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\r\n"},
        "schema": "schema.json",
    }
    yield {
        "name": f"releases-{year:04}-text",
        "title": f"Releases of {year} with their texts",
        "path": f"{year:04}.jsonl",
        "format": "jsonl",
        "mediatype": "application/jsonl",
        "encoding": "utf-8",
    }


def _json(frame: Frame, address: str, value: Any) -> DocumentLayout:
    return _document(frame, address, msgspec.json.format(msgspec.json.encode(value), indent=1).decode() + "\n")


def _document(frame: Frame, address: str, text: str) -> DocumentLayout:
    return DocumentLayout(site=frame.site, page=frame.page(address, address.rpartition("/")[2]), text=text)
