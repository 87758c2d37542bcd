"""The bytes of a file → the same without a text, if that can be done safely.

A plain text is struck out where it stands, in its own encoding; what a picture says of itself is written over; an
archive, a Word document too, is packed anew; the parts of a mail are decoded and coded again. What cannot be struck out
safely is told.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from re import Pattern

from generator.record.erasure.compound import COMPOUND_FILE
from generator.record.erasure.mail import ERASED_MAIL, is_mail, mails_in, parts_of_mail, strike_base64
from generator.record.erasure.opaque import find_in_bytes, write_over
from generator.record.erasure.packed import ZIP, is_packed, strike_packed
from generator.record.erasure.pictures import is_picture, strike_picture
from generator.record.erasure.plain_text import is_text, strike_text
from generator.record.erasure.struck import Struck

_SQLITE = b"SQLite format 3"
_DEEPEST = 4


def strike(pattern: Pattern[str], data: bytes, *, depth: int = 0) -> Struck | None:
    """Return what a file is without the text; None when it does not hold it, as far as can be seen."""

    def inner(part: bytes) -> Struck | None:
        return strike(pattern, part, depth=depth + 1)

    if is_packed(data) and depth < _DEEPEST:
        try:
            return strike_packed(pattern, data, inner)
        except ValueError:
            return find_in_bytes(pattern, data, inner)
    if is_picture(data):
        return strike_picture(pattern, data)
    if data.startswith(b"%PDF") or not is_text(data):
        return find_in_bytes(pattern, data, inner)
    mails = mails_in(data)
    return _strike_mailbox(pattern, mails, depth) if len(mails) > 1 else _strike_text(pattern, data, depth)


def holds(pattern: Pattern[str], file: Path) -> bool:
    """Tell whether a file holds the text, as far as can be seen."""
    data = file.read_bytes()
    if data.startswith(_SQLITE):
        return _database_holds(pattern, file)
    if not data.startswith(ZIP) and pattern.search(data.decode("utf-8", "replace")):
        return True
    return strike(pattern, data) is not None


def is_opaque(data: bytes) -> bool:
    """Tell whether nobody can be sure what a file says by looking at its bytes: a PDF, an old Word document."""
    return data.startswith((b"%PDF", COMPOUND_FILE)) or not (is_packed(data) or is_text(data))


def _strike_mailbox(pattern: Pattern[str], mails: Sequence[bytes], depth: int) -> Struck | None:
    """Strike mail by mail; one in which it cannot be done becomes a note, and the others stay."""
    struck = [_strike_text(pattern, mail, depth) for mail in mails]
    count = sum(one.count for one in struck if one)
    left = (
        mail if one is None else ERASED_MAIL if one.data is None else one.data
        for mail, one in zip(mails, struck, strict=True)
    )
    return Struck(count, b"".join(left)) if count else None


def _strike_text(pattern: Pattern[str], data: bytes, depth: int) -> Struck | None:
    def inner(part: bytes) -> Struck | None:
        return strike(pattern, part, depth=depth + 1) if depth < _DEEPEST else None

    struck = strike_text(pattern, data)
    count, left = (struck.count, struck.data) if struck else (0, data)
    if left is not None and (coded := strike_base64(left, inner)):
        count, left = count + coded.count, coded.data
    if left is not None and is_mail(left):
        told = sum(
            len(pattern.findall(part)) if isinstance(part, str) else bool(inner(part)) for part in parts_of_mail(left)
        )
        count, left = (count + told, None) if told else (count, left)
    return Struck(count, left) if count else None


def _database_holds(pattern: Pattern[str], file: Path) -> bool:
    """Tell whether a text of a table has it: in the bytes of the file a long one lies in pieces."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as database:
            return any(map(pattern.search, database.iterdump()))
    except sqlite3.Error:
        return write_over(pattern, file.read_bytes())[1] > 0
