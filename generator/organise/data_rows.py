"""What the archive says of a release as data: one row, the same in the site's data files and in exports."""

from dataclasses import dataclass
from typing import Any

from generator.digests import Known
from generator.model import FrontMatter
from generator.organise.frame import Frame
from generator.organise.public_record import TermNames, public_front, public_inferred, standing
from generator.organise.site import Entry

SEPARATOR = " | "
"""Between the members of a list in CSV."""

FIELDS: dict[str, tuple[str, str]] = {
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


def data_row(frame: Frame, item: DataItem) -> dict[str, Any]:
    """Return the fields of a release that have a value."""
    entry = item.entry.value
    front = public_front(entry, item.terms)
    place, original = front.place, entry.release.front.original
    row = {
        "id": front.id,
        "url": frame.url(entry.address),
        "status": standing(entry),
        "title": front.title,
        "date": str(front.date) if front.date else None,
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


def data_text(frame: Frame, entry: Entry) -> dict[str, Any]:
    """Return the words of a release that still stands."""
    return {} if entry.withdrawn else {"text": frame.read_body(entry.release.body.key).text}


def csv_cell(value: Any) -> str:
    """Return a value in quotes if it needs them; a spreadsheet takes none of them for a formula."""
    text = SEPARATOR.join(value) if isinstance(value, list) else value or ""
    if text.startswith(_FORMULA):
        text = f"'{text}"
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in '",\r\n') else text


def _withdrawn(front: FrontMatter) -> str:
    return f"{front.withdrawn.date}: {front.withdrawn.reason}" if front.withdrawn else ""
