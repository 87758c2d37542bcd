"""What mails and pages hold in another coding: Base64, and words of headers that are not ASCII (RFC 2045, RFC 2047)."""

import base64
import binascii
import email
import email.policy
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from email.header import decode_header

MAIL_MARK = re.compile(rb"^(?:Content-Transfer-Encoding|MIME-Version|Message-ID):", re.IGNORECASE | re.MULTILINE)

_BLOCK = re.compile(
    rb"(?P<head>content-transfer-encoding:[ \t]*base64\b(?:[^\n]*\n)*?\r?\n)(?P<lines>(?:[A-Za-z0-9+/=]+[ \t]*\r?\n?)+)"
    rb"|(?P<uri>;base64,)(?P<run>[A-Za-z0-9+/]{8,}={0,2})",
    re.IGNORECASE,
)
_WORDS = re.compile(r"(?:=\?[^?\s]{1,40}\?[bBqQ]\?[^?\s]*\?=(?:\s+(?==\?))?)+")
_LINE = 76


@dataclass(frozen=True, slots=True)
class Struck:
    """What became of a file, or a part of one, that holds the text."""

    count: int
    """Passages."""
    data: bytes | None
    """None when they cannot be struck out safely."""


def strike_base64(data: bytes, strike: Callable[[bytes], Struck | None]) -> tuple[bytes, int] | None:
    """Return a file in which what is coded in Base64 was struck out, and how many passages; None without any.

    A part that cannot be struck out becomes a note.
    """
    count = 0

    def change(found: "re.Match[bytes]") -> bytes:
        nonlocal count
        coded = found["lines"] or found["run"]
        try:
            inner = base64.b64decode(re.sub(rb"\s+", b"", coded), validate=True)
        except (binascii.Error, ValueError):
            return found[0]
        struck = strike(inner)
        if struck is None:
            return found[0]
        count += struck.count
        new = base64.b64encode(b"This part was erased.\n" if struck.data is None else struck.data)
        if found["run"]:
            return bytes(found["uri"] + new)
        end = b"\r\n" if b"\r\n" in coded else b"\n"
        return bytes(found["head"]) + end.join(new[at : at + _LINE] for at in range(0, len(new), _LINE)) + end

    if b"base64" not in data.lower():
        return None
    changed = _BLOCK.sub(change, data)
    return (changed, count) if count else None


def decode_words(text: str) -> str:
    """Return a text whose coded words of headers are plain; they may part a name in the middle."""
    return _WORDS.sub(_decoded, text) if "=?" in text else text


def _decoded(found: "re.Match[str]") -> str:
    with suppress(UnicodeError, LookupError, ValueError):
        parts = decode_header(found[0])
        return "".join(part.decode(charset or "ascii") if isinstance(part, bytes) else part for part, charset in parts)
    return found[0]


def mail_texts(data: bytes) -> Iterator[str]:
    """Yield the texts of a mail, or of the mails of a mailbox, as a program that reads mail shows them."""
    for part in re.split(rb"^From [^\n]*\n", data, flags=re.MULTILINE):
        with suppress(Exception):  # a mail that cannot be read shows nothing either
            message = email.message_from_bytes(part, policy=email.policy.default)
            yield from (str(value) for _, value in message.items())
            for inner in message.walk():
                if inner.get_content_maintype() == "text":
                    yield str(inner.get_content())
