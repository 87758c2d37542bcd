"""Where a saved page came from, and what saving added: notes of browsers, the bar and addresses of the Wayback Machine.

Nothing is looked up: only what the file says of itself.
"""

import re

from generator.ingest.html_page import Element

_LOOKED_AT = 8192
_SAVED = re.compile(
    rb"<!--\s*(?:saved from url=\(\d{4}\)|Page saved with SingleFile\s+url:\s*)(?P<address>https?://[^\s<>\"']+)",
    re.IGNORECASE,
)
_ARCHIVED = re.compile(rb"BEGIN WAYBACK TOOLBAR|id=[\"']?wm-ipp|FILE ARCHIVED ON \d\d:\d\d:\d\d", re.IGNORECASE)
_WRAPPED = re.compile(r"(?:(?:https?:)?//web\.archive\.org)?/web/\d{4,14}(?:[a-z]{2}_)?/(?=[a-z]+:)", re.IGNORECASE)
_ADDED = ("wm-ipp", "donato")
"""How the names of what the Wayback Machine shows begin."""


def find_saved_address(data: bytes) -> str | None:
    """Return the address that a browser noted when it saved the page (Chrome, Internet Explorer, SingleFile)."""
    found = _SAVED.search(data[:_LOOKED_AT])
    return found["address"].decode("ascii", "ignore") if found else None


def restore_archived(root: Element, data: bytes) -> None:
    """Take out of a copy by the Wayback Machine what it added, and give the links their own addresses again."""
    canonical = (link.get("href") or "" for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower())
    if not _ARCHIVED.search(data) and not any(_WRAPPED.match(address) for address in canonical):
        return
    for element in list(root.iter()):
        if element.get("id", "").startswith(_ADDED) and element.getparent() is not None:
            element.drop_tree()
            continue
        for name in ("href", "src", "content", "data-src"):
            if address := element.get(name):
                element.set(name, _WRAPPED.sub("", address, count=1) if _WRAPPED.match(address) else address)
