"""An original that holds several releases: one of them is taken out, if that can be done without harm to the rest."""

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from generator.record.erasure.mail import ERASED_MAIL, mails_in
from generator.record.erasure.pattern import REPLACEMENT
from generator.record.erasure.struck import NOTE
from generator.record.selection import Record

_BETWEEN = r"(?:<[^<>]*>|&\w+;|&#\w+;|=\r?\n|\\[nrt\"]|[\W_]){1,120}"
_SHORTEST = 3
"""Words of a paragraph that is worth looking for."""


def without_release(data: bytes, item: str | None, record: Record) -> bytes | None:
    """Return an original without one release; None when it cannot be taken out safely.

    `item` says which one it is: a file of a zip archive, `box.mbox#17` …
    """
    if data.startswith(b"PK\x03\x04"):
        return _without_member(data, item or "")
    if data.startswith(b"From ") and (number := re.fullmatch(r"#(\d+)", item or "")):
        return _without_message(data, int(number[1]))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    for passage in _passages(record):
        text, count = _pattern(passage).subn(REPLACEMENT, text)
        if not count:
            return None
    return text.encode()


def _without_member(data: bytes, item: str) -> bytes | None:
    packed = io.BytesIO()
    found = False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
            for number, member in enumerate(old.infolist()):
                is_it = member.filename == item
                found = found or is_it
                content = NOTE if is_it else old.read(member)
                member.filename = f"erased-{number}.txt" if is_it else member.filename
                new.writestr(member, content)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, OSError, ValueError):
        return None
    return packed.getvalue() if found else None


def _without_message(data: bytes, number: int) -> bytes | None:
    """Return a mailbox without one message; None when it has none of this number, counted from 1."""
    mails = mails_in(data)
    if not 1 <= number <= len(mails):
        return None
    mails[number - 1] = ERASED_MAIL
    return b"".join(mails)


def _passages(record: Record) -> Iterator[str]:
    """Yield what the release says, in pieces that stand in one stretch in what it was made from; longest first."""
    texts = [record.front.title, record.front.subtitle or "", *re.split(r"\n\s*\n", record.body)]
    plain = (html.unescape(re.sub(r"<[^<>]*>|!?\[|\]\([^)]*\)|[\\*_`#>|]", " ", text)) for text in texts)
    pieces = (piece for text in plain for piece in text.split("\n"))
    worth = {piece.strip() for piece in pieces if len(re.findall(r"\w+", piece)) >= _SHORTEST}
    yield from sorted(worth, key=lambda piece: (-len(piece), piece))


def _pattern(passage: str) -> "re.Pattern[str]":
    return re.compile(_BETWEEN.join(map(re.escape, re.findall(r"[^\W_]+", passage))))
