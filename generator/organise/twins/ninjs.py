"""A release as ninjs 3.1, IPTC's News in JSON."""

from collections.abc import Iterator
from datetime import UTC
from typing import Any

import msgspec

from generator.dates import StatedDate
from generator.model import FrontMatter
from generator.organise.feeds import rfc3339, urn
from generator.organise.frame import Frame
from generator.organise.public_record import public_inferred, standing
from generator.organise.standing_words import attribution
from generator.organise.twins.twin import Twin

_STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
}
_TYPES = {"image": "picture", "video": "video", "audio": "audio", "document": "component"}


def ninjs_twin(frame: Frame, twin: Twin) -> str:
    """Return the news object; one that was withdrawn or has expired is canceled, as the standard spells it."""
    values = {name: value for name, value in _properties(frame, twin).items() if value}
    return msgspec.json.format(msgspec.json.encode(values), indent=1).decode() + "\n"


def _properties(frame: Frame, twin: Twin) -> dict[str, Any]:
    entry, front, site = twin.entry, twin.front, frame.site
    is_usable = standing(entry) == "published"
    place = front.place
    is_web = site.license.startswith(("https://", "http://"))
    return {
        "standard": _STANDARD,
        "uri": urn(entry.key),
        "type": "text",
        "profile": "press-release",
        "representationType": "partial" if entry.removed else "full",
        "pubStatus": "usable" if is_usable else "canceled",
        "firstCreated": "" if "date" in entry.release.front.inferred else twin.visible,
        "version": str(1 + len(entry.release.front.corrections) + (not is_usable)),
        "versionCreated": twin.changed,
        "contentCreated": _instant(front.date),
        "expires": _instant(front.expires),
        "language": twin.language(frame),
        "title": front.title,
        "headlines": list(_valued(("main", front.title), ("sub", front.subtitle))),
        "by": "; ".join(front.issuers),
        "located": ", ".join(filter(None, (place.city, place.region, place.country))) if place else "",
        "descriptions": list(_valued(*_descriptions(twin, front))),
        "bodies": _bodies(frame, twin),
        "genres": [{"name": "Press release"}],
        "subjects": [{"name": name} for name in front.tags],
        "people": [{"name": name} for name in front.people],
        "organisations": list(_organisations(front)),
        "places": [{"name": name} for name in front.places],
        "infoSources": list(_sources(frame, front)),
        "altIds": list(_valued(*_other_ids(frame, twin, front))),
        "associations": list(_associations(frame, twin)),
        "usageTerms": "" if is_web else site.license,
        "rightsInfo": {"linkedRights": site.license} if is_web else None,
    }


def _valued(*pairs: tuple[str, str | None]) -> Iterator[dict[str, str]]:
    yield from ({"role": role, "value": value} for role, value in pairs if value)


def _descriptions(twin: Twin, front: FrontMatter) -> Iterator[tuple[str, str | None]]:
    """Yield what the standard has no property for; a date no finer than it was stated among it."""
    yield from ((f"disclosure-{one.kind}", one.text) for one in front.disclosures)
    yield from ((f"notice-{one.kind}", one.text) for one in front.notices)
    yield from ((f"correction-{one.date}", one.note) for one in front.corrections)
    if front.withdrawn:
        yield "withdrawal", f"{front.withdrawn.date}: {front.withdrawn.reason}"
    yield "summary", front.summary
    yield from (("quotation", " — ".join(filter(None, (quote.text, attribution(quote))))) for quote in front.quotes)
    yield "dateline", front.dateline
    yield "date", str(front.date) if front.date else None
    yield "inferred", ", ".join(public_inferred(twin.entry, front))


def _bodies(frame: Frame, twin: Twin) -> list[dict[str, Any]]:
    html, text = twin.body(frame), twin.text(frame)
    if not html:
        return []
    counts = {"charCount": len(text), "wordCount": len(text.split())}
    return [
        {"role": "main", "contentType": "text/html", **counts, "value": html},
        {"role": "main", "contentType": "text/plain", **counts, "value": text},
    ]


def _organisations(front: FrontMatter) -> Iterator[dict[str, Any]]:
    yield from ({"name": name, "rel": "issuer"} for name in front.issuers)
    yield from ({"name": name} for name in front.organizations if name not in front.issuers)
    for ticker in front.tickers:
        exchange, _, symbol = ticker.rpartition(":")
        yield {"symbols": [{"exchange": exchange, "symbol": symbol} if exchange else {"symbol": symbol}]}


def _sources(frame: Frame, front: FrontMatter) -> Iterator[dict[str, str]]:
    if front.source:
        yield {"name": front.source, "role": "distributor"}
    yield {"name": frame.site.publisher or frame.site.title, "role": "archive"}


def _other_ids(frame: Frame, twin: Twin, front: FrontMatter) -> Iterator[tuple[str, str | None]]:
    yield "id", front.id
    yield "url", frame.url(twin.entry.address)
    yield "source-url", front.source_url
    yield "number", front.number
    yield from (("identifier", name) for name in front.identifiers)


def _associations(frame: Frame, twin: Twin) -> Iterator[dict[str, Any]]:
    """Yield the pictures and recordings that the page of the release shows."""
    for medium in twin.media:
        if not medium.address:  # what its release calls one is none
            continue
        url = frame.url(medium.address)
        size = {"width": medium.width, "height": medium.height} if medium.width and medium.height else {}
        associated = {
            "name": medium.alt or medium.caption or medium.kind,
            "rel": "media",
            "uri": url,
            "type": _TYPES[medium.kind],
            "by": medium.credit,
            "usageTerms": medium.license,
            "descriptions": list(_valued(("caption", medium.caption), ("alternative-text", medium.alt))),
            "renditions": [{"name": "original", "href": url, **size}],
        }
        yield {name: value for name, value in associated.items() if value}


def _instant(date: StatedDate | None) -> str:
    """Return a date that was stated as an instant; the standard has none that is less fine."""
    return rfc3339(date.earliest(UTC)) if date and date.precision == "instant" else ""
