"""Plain texts, in whatever encoding they are: a text in them is struck out where it stands.

RTF is looked at without its control words as well: they part words, as tags do in HTML.
"""

import re
from contextlib import suppress

from generator.record.erasure.mail import decode_words
from generator.record.erasure.pattern import black_out
from generator.record.erasure.struck import Struck

NARROW = (
    *(f"cp{number}" for number in (1252, 1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258, 874, 437, 850, 866)),
    *("koi8_r", "mac_roman"),
)
ENCODINGS = (*NARROW, "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr")
"""Beside UTF-8, those in which a text that has no mark may be written; what cannot say the text is no harm."""

_MARKS = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)
_TEXT_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
"""What no text has; ISO-2022 and RTF need the escape character."""
_LOOKED_AT = 4096


def is_text(data: bytes) -> bool:
    """Tell whether bytes can be a text, by their beginning."""
    return _encoding_by_mark(data) is not None or not _TEXT_CONTROLS.search(data[:_LOOKED_AT])


def strike_text(pattern: "re.Pattern[str]", data: bytes) -> Struck | None:
    """Return a text without what is sought; None when it does not hold it."""
    marked = _encoding_by_mark(data)
    if marked:
        return _strike(pattern, data, marked, "strict")
    struck = _strike(pattern, data, "utf-8", "surrogateescape")  # of a mailbox some mails, and others in their own
    count, left = (struck.count, struck.data or b"") if struck else (0, data)
    other = None if _is_utf_8(left) else _strike_in_any(pattern, left)
    if b"\x1b$" in left:
        other = _strike(pattern, left, "iso2022_jp_2", "strict")
    count, left = (count + other.count, other.data or b"") if other else (count, left)
    if left.startswith(b"{\\rtf") and pattern.search(_without_control_words(left)):
        return Struck(count + 1, None)
    return Struck(count, left) if count else None


def _encoding_by_mark(data: bytes) -> str | None:
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def _is_utf_8(data: bytes) -> bool:
    with suppress(UnicodeDecodeError):
        data.decode("utf-8")
        return True
    return False


def _strike_in_any(pattern: "re.Pattern[str]", data: bytes) -> Struck | None:
    for encoding in ENCODINGS:
        errors = "surrogateescape" if encoding in NARROW else "strict"
        with suppress(UnicodeError):
            if data.decode(encoding, errors).encode(encoding, errors) == data and (
                struck := _strike(pattern, data, encoding, errors)
            ):
                return struck
    return None


def _strike(pattern: "re.Pattern[str]", data: bytes, encoding: str, errors: str) -> Struck | None:
    try:
        text = data.decode(encoding, errors)
    except UnicodeError:
        return None
    struck, count = black_out(pattern, text)
    decoded = decode_words(text)
    if decoded != text and len(pattern.findall(decoded)) > count:
        struck, count = black_out(pattern, decoded)
    if not count:
        return None
    try:
        return Struck(count, struck.encode(encoding, errors))
    except UnicodeEncodeError:  # words of a header, which were in another encoding
        return Struck(count, struck.encode(encoding, "xmlcharrefreplace"))


def _without_control_words(data: bytes) -> str:
    """Return the text of RTF, roughly: letters by their number stay as they are written."""
    text = data.decode("latin-1")
    return re.sub(r"\\(?!u-?\d|')[a-zA-Z]+-?\d* ?|\\\*|[{}\r\n]", "", text)
