"""The contacts of a release as vCard 4.0 (RFC 6350): an address book reads them."""

from collections.abc import Iterable, Iterator

from generator.model import Contact

_LONGEST = 75
"""Octets of a line before it is folded (RFC 6350 §3.2)."""


def write_vcards(contacts: Iterable[Contact], *, note: str) -> bytes:
    """Return a card for each contact that has a name, an organisation or an address; each carries the note."""
    lines = (line for contact in contacts for line in _card(contact, note))
    return b"".join(_folded(line) for line in lines)


def _card(contact: Contact, note: str) -> Iterator[str]:
    known_as = contact.name or contact.organization or contact.email or contact.phone
    if not known_as:
        return
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield f"FN:{_text(known_as)}"
    fields = (
        ("KIND", None if contact.name else "org"),
        ("ORG", _text(contact.organization)),
        ("TITLE", _text(contact.role)),
        ("EMAIL", _text(contact.email)),
        ("TEL;VALUE=text", _text(contact.phone)),
        ("URL", _line(contact.url)),
        ("NOTE", _text(note)),
    )
    yield from (f"{name}:{value}" for name, value in fields if value)
    yield "END:VCARD"


def _line(text: str | None) -> str:
    return " ".join((text or "").split())


def _text(text: str | None) -> str:
    """Return a text in which nothing parts values (RFC 6350 §3.4)."""
    return _line(text).replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")


def _folded(line: str) -> bytes:
    """Return a line with its end; what is too long goes on behind a blank, never within a character."""
    parts: list[bytes] = []
    part = b""
    for letter in line:
        encoded = letter.encode("utf-8", "replace")
        if len(part) + len(encoded) > _LONGEST - bool(parts):
            parts.append(part)
            part = b""
        part += encoded
    return b"\r\n ".join([*parts, part]) + b"\r\n"
