"""Pages that a browser saved as one file (.mht, RFC 2557): the page in it is read, its parts stay in the original."""

import email
import email.policy
import re
from dataclasses import replace
from email.message import EmailMessage

from generator.ingest.formats import html
from generator.ingest.reading import Item, Reading
from generator.problems import ImportRefused, Problem

_HEADER = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:[A-Za-z][A-Za-z0-9-]*:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n){2,60}")
_RELATED = re.compile(rb"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_SENT = re.compile(rb"^(?:to|received|message-id|return-path|delivered-to):", re.IGNORECASE | re.MULTILINE)
_SUFFIXES = (".mht", ".mhtml")
_PAGES = ("text/html", "application/xhtml+xml")
_LOOKED_AT = 1 << 14


def recognises(item: Item) -> bool:
    """Tell whether the item is a saved page: it has the header of a mail with related parts, and was never sent."""
    header = _HEADER.match(item.data[:_LOOKED_AT])
    if header is None or not _RELATED.search(header[0]):
        return False
    return item.name.lower().endswith(_SUFFIXES) or not _SENT.search(header[0])


def read(item: Item) -> Reading:
    """Read a release from the page in it; raises ImportRefused when there is none."""
    message = email.message_from_bytes(item.data, _class=EmailMessage, policy=email.policy.default)
    part = next((part for part in message.walk() if part.get_content_type() in _PAGES), None)
    data = part.get_payload(decode=True) if part else None
    if part is None or not isinstance(data, bytes) or not data.strip():
        raise ImportRefused([Problem(message="there is no page in this file; save it again from the browser as HTML")])
    return html.read(replace(item, data=_as_utf_8(data, part.get_content_charset())))


def _as_utf_8(data: bytes, charset: str | None) -> bytes:
    """Return the page in UTF-8 with its mark: what the header says goes before what the page says (RFC 2557 §6)."""
    if charset is None:
        return data
    try:
        return data.decode(charset).encode("utf-8-sig")
    except (LookupError, UnicodeError):
        return data
