"""CSL-JSON, which citation processors and reference managers read."""

from collections.abc import Iterator
from typing import Any

import msgspec

from generator.organise.citation.cited import CitedRelease


def csl_json(cited: CitedRelease) -> str:
    """Return a list of one item, with a line for each of its fields."""
    lines = (f"  {_json(name)}: {_json(value)}" for name, value in _fields(cited))
    return "[{\n" + ",\n".join(lines) + "\n}]"


def _fields(cited: CitedRelease) -> Iterator[tuple[str, Any]]:
    yield "id", cited.key
    yield "type", "webpage"
    yield "genre", "Press release"
    if cited.authors:
        yield "author", [{"literal": f"[{name}]" if cited.authors_inferred else name} for name in cited.authors]
    yield "title", f"[{cited.title}]" if cited.title_inferred else cited.title
    yield "container-title", cited.archive
    if cited.date:
        parts = [part for part in (cited.date.year, cited.date.month, cited.date.day) if part]
        yield "issued", {"date-parts": [parts]} | ({"circa": True} if cited.date_inferred else {})
    optional = {
        "publisher": cited.wire,
        "publisher-place": cited.city,
        "number": cited.number,
        "DOI": cited.doi,
        "note": " ".join(cited.notes),
    }
    yield from ((name, value) for name, value in optional.items() if value)
    yield "language", cited.language
    yield "URL", cited.url


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()
