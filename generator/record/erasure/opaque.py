"""Bytes that are no text: what may be read in them, and how a text in them is written over, length for length."""

import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress

from generator.record.erasure.compound import COMPOUND_FILE, streams_of
from generator.record.erasure.struck import Strike, Struck

_NARROW = ("utf-8", "latin-1")
_WIDE = ("utf-16-le", "utf-16-be")
_MOST_INFLATED = 1 << 24
_SHORT = 6
"""Letters: fewer of them may stand in any bytes by chance."""
_AROUND = 256
_PACKED_TO = 0.95
"""Bytes that hardly get smaller are sound, pixels or packed themselves: what looks like a short word there is none."""
_HEXADECIMAL = re.compile(rb"<([0-9A-Fa-f\s]{4,20000})>")
_OCTAL = re.compile(rb"\\([0-7]{1,3})")
"""How texts of a PDF may be written (ISO 32000-1, 7.3.4)."""


def find_in_bytes(pattern: "re.Pattern[str]", data: bytes, inner: Strike) -> Struck | None:
    """Look through bytes as text, of one or two bytes a letter, and through what PDFs and compound files pack.

    What is found there cannot be struck out safely. `inner` looks at files within the file.
    """
    count = write_over(pattern, data)[1]
    if data.startswith(b"%PDF"):
        count += sum(write_over(pattern, part)[1] for part in _parts_of_pdf(data))
        count += sum(len(pattern.findall(text)) for text in _pages_of_pdf(data))
    for stream in streams_of(data) if data.startswith(COMPOUND_FILE) else ():
        struck = inner(stream)
        count += struck.count if struck else 0
    return Struck(count, None) if count else None


def write_over(pattern: "re.Pattern[str]", data: bytes, encodings: Sequence[str] = _NARROW) -> tuple[bytes, int]:
    """Return bytes of the same length without the text, in whichever of the encodings it is, and how many there were.

    `encodings` are of one byte a letter, or UTF-8; texts of two bytes a letter are looked for in any case.
    """
    count = 0
    for encoding in encodings:
        data, found = _write_over(pattern, data, encoding, "surrogateescape", 1)
        count += found
    for encoding in _WIDE:
        for start in (0, 1):
            end = start + (len(data) - start) // 2 * 2
            new, found = _write_over(pattern, data[start:end], encoding, "surrogatepass", 2)
            data, count = data[:start] + new + data[end:] if found else data, count + found
    return data, count


def _write_over(
    pattern: "re.Pattern[str]", data: bytes, encoding: str, errors: str, bytes_a_letter: int
) -> tuple[bytes, int]:
    text = data.decode(encoding, errors)
    count = 0

    def cross_out(found: "re.Match[str]") -> str:
        nonlocal count
        around = text[max(found.start() - _AROUND, 0) : found.end() + _AROUND].encode(encoding, errors)
        if len(found[0]) < _SHORT and len(zlib.compress(around, 1)) > _PACKED_TO * len(around) > _AROUND:
            return found[0]
        count += 1
        return "x" * (len(found[0].encode(encoding, errors)) // bytes_a_letter)

    struck = pattern.sub(cross_out, text)
    return (struck.encode(encoding, errors), count) if count else (data, 0)


def _parts_of_pdf(data: bytes) -> Iterator[bytes]:
    """Yield what a PDF packs with Deflate, and its texts that are written in hexadecimal or with octal numbers."""
    plain = [data]
    for found in re.finditer(rb"stream\r?\n", data):
        with suppress(zlib.error):
            plain.append(zlib.decompressobj().decompress(data[found.end() :], _MOST_INFLATED))
    yield from plain[1:]
    for part in plain:
        for found in _HEXADECIMAL.finditer(part):
            digits = re.sub(rb"\s", b"", found[1])
            yield bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
        if _OCTAL.search(part):
            yield _OCTAL.sub(lambda one: bytes([int(one[1], 8) & 0xFF]), part)


def _pages_of_pdf(data: bytes) -> Iterator[str]:
    """Yield the text of each page and what the PDF says of itself, where the reader of PDFs is installed."""
    with suppress(Exception):  # a PDF that its reader cannot read has only what was found in its bytes
        import pypdfium2

        document = pypdfium2.PdfDocument(data)
        yield from document.get_metadata_dict().values()
        for page in document:
            yield page.get_textpage().get_text_bounded()
