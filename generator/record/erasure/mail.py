"""What mails and pages hold in another coding: Base64, and words of headers that are not ASCII (RFC 2045, RFC 2047)."""

import base64
import binascii
import email
import email.policy
import re
from collections.abc import Iterator
from contextlib import suppress
from email.header import decode_header
from itertools import pairwise

from generator.record.erasure.struck import NOTE, Strike, Struck

_MARK = re.compile(rb"^(?:Content-Transfer-Encoding|MIME-Version|Message-ID):", re.IGNORECASE | re.MULTILINE)

_BLOCK = re.compile(
    rb"(?P<head>content-transfer-encoding:[ \t]*base64\b[^\n]*\n(?:[^\r\n][^\n]*\n)*\r?\n)"
    rb"(?P<lines>(?:[A-Za-z0-9+/=]+[ \t]*(?:\r?\n|\Z))+)"
    rb"|(?P<uri>;base64,)(?P<run>[A-Za-z0-9+/]{8,}={0,2})",
    re.IGNORECASE,
)
_WORDS = re.compile(r"(?:=\?[^?\s]{1,40}\?[bBqQ]\?[^?\s]*\?=(?:\s+(?==\?))?)+")
_LINE = 76
_MESSAGE = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]*\d\d?:\d\d[^\n]*\n|\AFrom [^\n]*\n")
"""The line before each mail of a mailbox."""
ERASED_MAIL = b"From erased Thu Jan  1 00:00:00 1970\nSubject: erased\n\n" + NOTE + b"\n"


def mails_in(data: bytes) -> list[bytes]:
    """Return the mails of a mailbox, each with the line before it; of any other file that alone."""
    begins = [found.start() for found in _MESSAGE.finditer(data)] if data.startswith(b"From ") else []
    return [data[start:end] for start, end in pairwise([*begins, len(data)])] if begins else [data]


def strike_base64(data: bytes, strike: Strike) -> Struck | None:
    """Return a file in which what is coded in Base64 was struck out; None when nothing in it holds the text.

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
        new = base64.b64encode(NOTE if struck.data is None else struck.data)
        if found["run"]:
            return bytes(found["uri"] + new)
        end = b"\r\n" if b"\r\n" in coded else b"\n"
        return bytes(found["head"]) + end.join(new[at : at + _LINE] for at in range(0, len(new), _LINE)) + end

    if b"base64" not in data.lower():
        return None
    changed = _BLOCK.sub(change, data)
    return Struck(count, changed) if count else None


def decode_words(text: str) -> str:
    """Return a text whose coded words of headers are plain; they may part a name in the middle."""
    return _WORDS.sub(_decoded, text) if "=?" in text else text


def _decoded(found: "re.Match[str]") -> str:
    with suppress(UnicodeError, LookupError, ValueError):
        parts = decode_header(found[0])
        return "".join(part.decode(charset or "ascii") if isinstance(part, bytes) else part for part, charset in parts)
    return found[0]


def is_mail(data: bytes) -> bool:
    """Tell whether a text looks like a mail, or like a page that was saved as one."""
    return _MARK.search(data[:65536]) is not None


def parts_of_mail(data: bytes) -> Iterator[str | bytes]:
    """Yield what a program that reads mail shows: headers, texts, names of files; and files in other codings."""
    with suppress(Exception):  # a mail that cannot be read shows nothing either
        message = email.message_from_bytes(data, policy=email.policy.default)
        for part in message.walk():
            yield from (str(value) for _, value in part.items())
            yield part.get_filename("")
            if part.get_content_maintype() == "text":
                yield str(part.get_content())
            elif not part.is_multipart() and isinstance(held := part.get_payload(decode=True), bytes):
                yield held
