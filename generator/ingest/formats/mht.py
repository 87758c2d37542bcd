"""Pages that a browser saved as one file (.mht, RFC 2557): the page in it is read, with the pictures in its parts."""

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import replace
from email.errors import MessageError
from email.message import EmailMessage
from urllib.parse import unquote

from generator.ingest.beside import InParts
from generator.ingest.formats import html
from generator.ingest.formats.eml import is_cut_short
from generator.ingest.html_page import browser_encoding
from generator.ingest.reading import Item, Reading
from generator.problems import ImportRefused, Problem

_HEADER = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:[A-Za-z][A-Za-z0-9-]*:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n){2,60}")
_RELATED = re.compile(rb"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_SENT = re.compile(rb"^(?:to|received|message-id|return-path|delivered-to):", re.IGNORECASE | re.MULTILINE)
_SUFFIXES = (".mht", ".mhtml")
_PAGES = ("text/html", "application/xhtml+xml")
_LOOKED_AT = 1 << 14
_FRAMES = re.compile(rb"<frameset\b", re.IGNORECASE)
_TAG = re.compile(rb"(?is)<(script|style)\b.*?</\1\s*>|<[^<>]*>|\s+")


def recognises(item: Item) -> bool:
    """Tell whether the item is a saved page: it has the header of a mail with related parts, and was never sent."""
    header = _HEADER.match(item.data[:_LOOKED_AT])
    if header is None or not _RELATED.search(header[0]):
        return False
    return item.name.lower().endswith(_SUFFIXES) or not _SENT.search(header[0])


def read(item: Item) -> Reading:
    """Read a release from the page in it; raises ImportRefused when there is none."""
    message = email.message_from_bytes(item.data, _class=EmailMessage, policy=email.policy.default)
    if is_cut_short(message):
        raise ImportRefused([Problem(message="the saved page ends in the middle; save it again from the browser")])
    part = _page(message)
    data = part.get_payload(decode=True) if part else None
    if part is None or not isinstance(data, bytes) or not data.strip():
        raise ImportRefused([Problem(message="there is no page in this file; save it again from the browser as HTML")])
    beside = InParts(dict(_parts(message)))
    return html.read(replace(item, data=_as_utf_8(data, part.get_content_charset()), beside=beside))


def _page(message: EmailMessage) -> EmailMessage | None:
    """Return the page that was saved; where it only sets frames, the one of them with the most words."""
    pages = [part for part in message.walk() if part.get_content_type() in _PAGES]
    if not pages or not _FRAMES.search(_bytes_of(pages[0])):
        return pages[0] if pages else None
    return max(pages, key=lambda part: len(_TAG.sub(b"", _bytes_of(part))))


def _bytes_of(part: EmailMessage) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _parts(message: EmailMessage) -> Iterator[tuple[str, tuple[str, bytes]]]:
    """Yield the other parts by the addresses that a page has for them: where each came from, and its Content-ID."""
    for part in message.walk():
        data = None if part.is_multipart() or part.get_content_type() in _PAGES else part.get_payload(decode=True)
        if not isinstance(data, bytes):
            continue
        location, identity = _header(part, "content-location"), _header(part, "content-id").strip("<> ")
        name = unquote(location.partition("?")[0]).rpartition("/")[2] or identity.partition("@")[0] or "picture"
        if location:
            yield location, (name, data)
        if identity:
            yield f"cid:{identity}", (name, data)


def _header(part: EmailMessage, name: str) -> str:
    try:
        return re.sub(r"\s+", "", str(part[name] or ""))  # a long address is folded
    except (MessageError, ValueError, LookupError, AttributeError, TypeError):  # of a header that is no header
        return ""


def _as_utf_8(data: bytes, charset: str | None) -> bytes:
    """Return the page in UTF-8 with its mark: what the header says goes before what the page says (RFC 2557 §6)."""
    if charset is None:
        return data
    try:
        return data.decode(browser_encoding(charset)).encode("utf-8-sig")
    except (LookupError, UnicodeError):
        return data
