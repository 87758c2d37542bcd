"""The bytes of a file → the same without a text, if that can be done safely.

A plain text is struck out where it stands, in its own encoding. A zip file, a Word document too, is packed anew with
what it holds struck out; the parts of a mail are decoded and coded again. What cannot be struck out safely is told.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress

from generator.record.erasure.mail import MAIL_MARK, Struck, decode_words, mail_texts, strike_base64
from generator.record.erasure.pattern import black_out

ENCODINGS = (
    "utf-8",
    *(f"cp{number}" for number in (1252, 1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258, 874, 437, 850, 866)),
    *("koi8_r", "mac_roman", "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr"),
)
"""In which a plain text that has no mark may be written; those that cannot say what is sought are passed over."""

_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_SQLITE = b"SQLite format 3"
"""A database of ours has its texts in UTF-8 and unpacked."""
_ZIP = b"PK\x03\x04"
_DEEPEST = 4
_MOST_UNPACKED = 1 << 30
_TEXT_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
"""What no text has; ISO-2022 and RTF need the escape character."""


def strike(pattern: "re.Pattern[str]", data: bytes, *, depth: int = 0) -> Struck | None:
    """Return what a file is without the text; None when it does not hold it, as far as can be seen."""
    if data.startswith(_ZIP):
        return _strike_zip(pattern, data, depth)
    if data.startswith(b"%PDF") or (_TEXT_CONTROLS.search(data[:4096]) and not data.startswith(_WIDE)):
        return _find_in_binary(pattern, data)
    struck = _strike_text(pattern, data)
    base = struck.data if struck and struck.data is not None else data
    coded = strike_base64(base, lambda inner: strike(pattern, inner, depth=depth + 1)) if depth < _DEEPEST else None
    if coded:
        struck = Struck((struck.count if struck else 0) + coded[1], coded[0])
        base = coded[0]
    if MAIL_MARK.search(base[:65536]) and any(pattern.search(text) for text in mail_texts(base)):
        return Struck((struck.count if struck else 0) + 1, None)
    return struck


def holds(pattern: "re.Pattern[str]", data: bytes) -> bool:
    """Tell whether a file holds the text, as far as can be seen."""
    if not data.startswith(_ZIP) and pattern.search(data.decode("utf-8", "replace")):
        return True
    return not data.startswith(_SQLITE) and strike(pattern, data) is not None


def _strike_text(pattern: "re.Pattern[str]", data: bytes) -> Struck | None:
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
            if text.encode(encoding) != data and not encoding.endswith(("16", "sig")):
                continue
        except UnicodeError:
            continue
        struck, count = black_out(pattern, text)
        decoded = decode_words(text)
        if decoded != text and len(pattern.findall(decoded)) > count:
            struck, count = black_out(pattern, decoded)
        if count:
            return Struck(count, struck.encode(encoding, "xmlcharrefreplace"))
        if encoding == "utf-8":
            break  # no other encoding makes sense of UTF-8, save the escapes of ISO-2022
    if b"\x1b$" in data:
        return _strike_iso_2022(pattern, data)
    return None


def _encodings(data: bytes) -> Iterator[str]:
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    yield from (marked,) if marked else ENCODINGS


def _strike_iso_2022(pattern: "re.Pattern[str]", data: bytes) -> Struck | None:
    with suppress(UnicodeError):
        struck, count = black_out(pattern, data.decode("iso2022_jp_2"))
        return Struck(count, struck.encode("iso2022_jp_2")) if count else None
    return None


def _find_in_binary(pattern: "re.Pattern[str]", data: bytes) -> Struck | None:
    """Look through the bytes as text, also of two bytes a letter, and through what PDF and PNG pack."""
    texts: list[Callable[[], str]] = [
        lambda: data.decode("utf-8", "replace"),
        lambda: data.decode("latin-1"),
        lambda: data.decode("utf-16-le", "replace"),
        lambda: data[1:].decode("utf-16-le", "replace"),
    ]
    count = max(len(pattern.findall(text())) for text in texts)
    if data.startswith(b"%PDF"):
        count += sum(len(pattern.findall(text)) for text in _pdf_texts(data))
    return Struck(count, None) if count else None


def _pdf_texts(data: bytes) -> Iterator[str]:
    """Yield the text of each page, where the reader of PDFs is installed, and what is packed and plain."""
    for found in re.finditer(rb"stream\r?\n", data):
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(data[found.end() :], 1 << 24).decode("latin-1")
    with suppress(Exception):  # a PDF that its reader cannot read has only what was found in its bytes
        import pypdfium2

        document = pypdfium2.PdfDocument(data)
        for page in document:
            yield page.get_textpage().get_text_bounded()


def _strike_zip(pattern: "re.Pattern[str]", data: bytes, depth: int) -> Struck | None:
    """Pack an archive anew; one that is broken, locked or too deep to look into is only searched as bytes."""
    count, changed = 0, False
    packed = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
            if depth >= _DEEPEST or sum(member.file_size for member in old.infolist()) > _MOST_UNPACKED:
                return _find_in_binary(pattern, data)
            comment, in_comment = black_out(pattern, old.comment.decode("utf-8", "replace"))
            new.comment = comment.encode() if in_comment else old.comment
            count += in_comment
            for member in old.infolist():
                inner = old.read(member)
                struck = strike(pattern, inner, depth=depth + 1)
                name, in_name = black_out(pattern, member.filename)
                if struck and struck.data is None:
                    return Struck(count + struck.count, None)
                count += (struck.count if struck else 0) + in_name
                member.filename = name if in_name else member.filename
                member.comment = member.extra = b""
                new.writestr(member, struck.data if struck and struck.data is not None else inner)
                changed = changed or bool(struck or in_name)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, OSError, ValueError):
        return _find_in_binary(pattern, data)
    return Struck(count, packed.getvalue()) if changed or count else None


def is_opaque(data: bytes) -> bool:
    """Tell whether nobody can be sure what a file says by looking at its bytes: a PDF, an old Word document."""
    return not data.startswith(_ZIP) and bool(_TEXT_CONTROLS.search(data[:65536]) or data.startswith(b"%PDF"))


def overwrite(pattern: "re.Pattern[str]", data: bytes) -> bytes | None:
    """Return a picture or recording in whose metadata the text is written over, length for length.

    None when it holds the text in a way that this does not reach.
    """
    text = data.decode("utf-8", "surrogateescape")
    new = pattern.sub(lambda found: "x" * len(found[0].encode("utf-8", "surrogateescape")), text)
    struck = new.encode("utf-8", "surrogateescape")
    return struck if _find_in_binary(pattern, struck) is None else None
