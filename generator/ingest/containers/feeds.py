"""Feeds saved as files: RSS 0.9x to 2.0, RSS 1.0, Atom and JSON Feed; every entry is an item."""

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from generator.ingest.reading import Item
from generator.ingest.xml_stream import first_tag, stream_elements, write_element
from generator.problems import ImportRefused, Problem

FORMAT = "feed_entry"

_ROOT = re.compile(
    rb"<rss\b|<(?:\w+:)?RDF\b.*(?:/rss/1\.0/|/rdf/simple/0\.9/)|"
    rb"<(?:\w+:)?feed\b.*(?:http://www\.w3\.org/2005/Atom|http://purl\.org/atom/ns#)",
    re.DOTALL,
)
_WORDPRESS_EXPORT = re.compile(rb"wordpress\.org/export/|WordPress eXtended RSS")
_JSON_FEED = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*\{.*\"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/", re.DOTALL)
_LARGEST_JSON = 256 << 20


def recognises(head: bytes, name: str) -> bool:  # noqa: ARG001 - every container is asked with a name
    """Tell whether the first bytes are those of a feed."""
    is_feed = _JSON_FEED.match(head) or _ROOT.match(first_tag(head))
    return is_feed is not None and not _WORDPRESS_EXPORT.search(head)


def open_items(file: BinaryIO, name: str, shown: str) -> Iterator[Item]:  # noqa: ARG001 - every container takes a name
    """Yield the entries as items `#1`, `#2` …; raises ImportRefused where the feed is damaged.

    The bytes of an item are the entry written by itself.
    """
    start = file.read(64).replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    file.seek(0)
    is_json = start.startswith(b"{")
    number = 0
    for number, data in enumerate(_json_entries(file) if is_json else _xml_entries(file), 1):
        item = f"#{number}"
        yield Item(
            name=f"entry-{number}.{'json' if is_json else 'xml'}",
            shown=f"{shown}{item}",
            item=item,
            format=FORMAT,
            data=data,
        )
    if not number:
        raise _refusal("the feed holds no entries; save it from where it is published, and import that file")


def _xml_entries(file: BinaryIO) -> Iterator[bytes]:
    for element in stream_elements(file, _is_entry):
        yield write_element(element)


def _is_entry(tag: str) -> bool:
    """Tell whether an element is an entry, in any of the namespaces that RSS and Atom had."""
    return tag.rpartition("}")[2] in ("item", "entry")


def _json_entries(file: BinaryIO) -> Iterator[bytes]:
    """Yield the entries of a JSON Feed, which is read whole: a feed of that size is no stream."""
    data = file.read(_LARGEST_JSON + 1)
    if len(data) > _LARGEST_JSON:
        raise _refusal(f"the feed is larger than {_LARGEST_JSON >> 20} MiB; divide it")
    try:
        feed = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        reason = str(error).partition(":")[0]
        raise _refusal(f"the JSON of the feed is damaged ({reason}); save the feed again") from error
    entries: Any = feed.get("items") if isinstance(feed, dict) else None
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, dict):
            yield json.dumps(entry, ensure_ascii=False, sort_keys=True, indent=1).encode("utf-8", "surrogatepass")


def _refusal(message: str) -> ImportRefused:
    return ImportRefused([Problem(message=message)])
