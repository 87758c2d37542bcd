"""What ninjs 3.1 (IPTC) allows of what Dateline writes: names, types and fixed values, and nothing beside them.

Written here after the standard's documentation at https://iptc.org/standards/ninjs/, for the part that is in use.
"""

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string", "minLength": 1}
COUNT: Schema = {"type": "integer", "minimum": 0}
INSTANT: Schema = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"}


def strict(required: str, **properties: Schema) -> Schema:
    """Return the schema of an object with these properties and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": required.split(),
        "additionalProperties": False,
    }


def several(item: Schema) -> Schema:
    """Return the schema of a list with at least one item."""
    return {"type": "array", "items": item, "minItems": 1}


_NAMED = strict("name", name=TEXT, rel=TEXT, uri=TEXT)
_WORDED = several(strict("role value", role=TEXT, value=TEXT, contentType=TEXT))
_BODY = strict("value", role=TEXT, contentType=TEXT, charCount=COUNT, wordCount=COUNT, value=TEXT)
_SYMBOL = strict("symbol", symbol=TEXT, exchange=TEXT)
_RENDITION = strict("name href", name=TEXT, href=TEXT, contentType=TEXT, width=COUNT, height=COUNT)

_ITEM: Schema = {
    "uri": TEXT,
    "type": {"enum": "text audio video picture graphic composite planning component event".split()},
    "language": TEXT,
    "title": TEXT,
    "by": TEXT,
    "located": TEXT,
    "profile": TEXT,
    "usageTerms": TEXT,
    "pubStatus": {"enum": ["usable", "withheld", "canceled"]},
    "representationType": {"enum": ["full", "partial"]},
    "firstCreated": INSTANT,
    "version": TEXT,
    "versionCreated": INSTANT,
    "contentCreated": INSTANT,
    "expires": INSTANT,
    "embargoed": INSTANT,
    "headlines": _WORDED,
    "descriptions": _WORDED,
    "bodies": several(_BODY),
    "subjects": several(_NAMED),
    "genres": several(_NAMED),
    "people": several(_NAMED),
    "places": several(_NAMED),
    "organisations": several(strict("", name=TEXT, rel=TEXT, uri=TEXT, symbols=several(_SYMBOL))),
    "infoSources": several(strict("name", name=TEXT, role=TEXT, uri=TEXT)),
    "altIds": several(strict("role value", role=TEXT, value=TEXT)),
    "rightsInfo": strict("", linkedRights=TEXT, usageTerms=TEXT, langId=TEXT),
    "renditions": several(_RENDITION),
}

NINJS: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "properties": _ITEM
    | {
        "standard": strict("name version schema", name={"const": "ninjs"}, version={"const": "3.1"}, schema=TEXT),
        "associations": several(
            {
                "type": "object",
                "properties": _ITEM | {"name": TEXT, "rel": TEXT},
                "required": ["name"],
                "additionalProperties": False,
            }
        ),
    },
    "required": ["uri", "standard"],
    "additionalProperties": False,
}
