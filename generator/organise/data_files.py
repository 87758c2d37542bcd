"""The archive as data: a file of each year as JSON Lines and as CSV, described as a Frictionless data package.

One more release changes the two files of its year. JSON Lines carry the text as well; CSV is for a spreadsheet.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from generator.contexts import DocumentLayout
from generator.digests import Known
from generator.model import FrontMatter
from generator.organise.frame import Frame, Outline
from generator.organise.lists import by_year
from generator.organise.page_plan import PagePlan
from generator.organise.public_record import TermNames, public_front, public_inferred, public_terms, standing
from generator.organise.site import Entry
from generator.slugs import slugify

DATA = "/data/"
PACKAGE, SCHEMA = f"{DATA}datapackage.json", f"{DATA}schema.json"
SEPARATOR = " | "
"""Between the members of a list in CSV."""

_FIELDS: dict[str, tuple[str, str]] = {
    "id": ("string", "Never changes; /id/<id>/ leads to the release"),
    "url": ("string", "Where the release stands"),
    "status": ("string", "published, withdrawn or expired"),
    "title": ("string", "The headline"),
    "date": ("string", "ISO 8601, no finer than it was stated; a time that has no offset is local"),
    "language": ("string", "BCP 47"),
    "subtitle": ("string", ""),
    "summary": ("string", ""),
    "number": ("string", "The issuer's number of the release"),
    "dateline": ("string", "As the release has it"),
    "city": ("string", "Where it was issued"),
    "region": ("string", ""),
    "country": ("string", ""),
    "issuers": ("array", "Who speaks"),
    "source": ("string", "The wire that carried it"),
    "source_url": ("string", "Where it was published before"),
    "tags": ("array", ""),
    "people": ("array", ""),
    "organizations": ("array", ""),
    "places": ("array", ""),
    "tickers": ("array", ""),
    "identifiers": ("array", "DOI, ARK and others"),
    "disclosures": ("array", "Legal statements that belong to the release, each after its kind"),
    "notices": ("array", "What the archive has to say about it, each after its kind"),
    "corrections": ("array", "What was corrected, each after its date"),
    "updated": ("string", "When the issuer changed it"),
    "withdrawn": ("string", "When and why it was withdrawn"),
    "original_sha256": ("string", "Of the bytes that were imported"),
    "inferred": ("array", "Which of these fields nobody stated"),
}
"""Name → type in JSON Lines and what it says; in CSV a list is a text."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class DataItem:
    """A release of a data file."""

    entry: Known[Entry]
    terms: TermNames


def plan_data_files(outline: Outline) -> Iterator[PagePlan]:
    """Yield both files of each year, then what describes them; what stands in lists is in them, and nothing else."""
    frame, origin = outline.frame, "the data files"
    listed = [entry for entry in outline.site.entries if entry.listed and not entry.ribbon]
    years = by_year(listed)
    for year, entries in years.items():
        items = tuple(DataItem(entry.known(), public_terms(entry, outline.site)) for entry in entries)
        for suffix, make in (("jsonl", _json_lines), ("csv", _csv)):
            address = f"{DATA}{year:04}.{suffix}"
            yield PagePlan(address, "document.txt", origin, frame, make, (address, items))
    yield PagePlan(SCHEMA, "document.txt", origin, frame, _schema, ())
    yield PagePlan(PACKAGE, "document.txt", origin, frame, _package, (tuple(years),))


def _json_lines(frame: Frame, address: str, items: tuple[DataItem, ...]) -> DocumentLayout:
    encode = msgspec.json.encode
    lines = (encode(_row(frame, item) | _text(frame, item.entry.value)).decode() for item in items)
    return _document(frame, address, "".join(f"{line}\n" for line in lines))


def _csv(frame: Frame, address: str, items: tuple[DataItem, ...]) -> DocumentLayout:
    """Return RFC 4180: lines end with CR LF, the first names the fields."""
    rows = (_row(frame, item) for item in items)
    lines = (",".join(_cell(row.get(name)) for name in _FIELDS) for row in rows)
    return _document(frame, address, "".join(f"{line}\r\n" for line in (",".join(_FIELDS), *lines)))


def _cell(value: Any) -> str:
    """Return a value in quotes if it needs them; a spreadsheet takes none of them for a formula."""
    text = SEPARATOR.join(value) if isinstance(value, list) else value or ""
    if text.startswith(_FORMULA):
        text = f"'{text}"
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in '",\r\n') else text


def _row(frame: Frame, item: DataItem) -> dict[str, Any]:
    """Return the fields of a release that have a value."""
    entry = item.entry.value
    front = public_front(entry, item.terms)
    place, original = front.place, entry.release.front.original
    row = {
        "id": front.id,
        "url": frame.url(entry.address),
        "status": standing(entry),
        "title": front.title,
        "date": str(front.date),
        "language": front.language or frame.site.language,
        "subtitle": front.subtitle,
        "summary": front.summary,
        "number": front.number,
        "dateline": front.dateline,
        "city": place.city if place else None,
        "region": place.region if place else None,
        "country": place.country if place else None,
        "issuers": list(front.issuers),
        "source": front.source,
        "source_url": front.source_url,
        "tags": list(front.tags),
        "people": list(front.people),
        "organizations": list(front.organizations),
        "places": list(front.places),
        "tickers": list(front.tickers),
        "identifiers": list(front.identifiers),
        "disclosures": [f"{one.kind}: {one.text}" for one in front.disclosures],
        "notices": [f"{one.kind}: {one.text}" for one in front.notices],
        "corrections": [f"{one.date}: {one.note}" for one in front.corrections],
        "updated": str(front.updated) if front.updated else None,
        "withdrawn": _withdrawn(front),
        "original_sha256": original.sha256 if original and not entry.removed else None,
        "inferred": list(public_inferred(entry, front)),
    }
    return {name: value for name, value in row.items() if value}


def _text(frame: Frame, entry: Entry) -> dict[str, Any]:
    """Return the words of a release that still stands."""
    return {} if entry.withdrawn else {"text": frame.read_body(entry.release.body.key).text}


def _withdrawn(front: FrontMatter) -> str:
    return f"{front.withdrawn.date}: {front.withdrawn.reason}" if front.withdrawn else ""


def _schema(frame: Frame) -> DocumentLayout:
    """Return the Table Schema of the CSV files."""
    fields: list[dict[str, Any]] = [
        {"name": name, "type": "string", "description": _described(words, type_)}
        for name, (type_, words) in _FIELDS.items()
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
