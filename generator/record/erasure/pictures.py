"""Pictures: what they say of themselves (Exif, XMP, IPTC, comments) without a text; the picture itself is untouched.

A text is written over, length for length, for the directories of Exif count on places. Where that does not reach it,
as in what is packed, the piece that holds it is dropped: a picture is whole without it.
"""

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from generator.record.erasure.opaque import write_over
from generator.record.erasure.plain_text import NARROW
from generator.record.erasure.struck import Struck

_PNG, _JPEG, _GIF = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", (b"GIF87a", b"GIF89a")
_NARROW = ("utf-8", "latin-1", *NARROW)
_PIXELS_END = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""The next marker behind the pixels of a JPEG (ITU-T T.81, B.1.1.2)."""
_FURTHER_XMP = b"http://ns.adobe.com/xmp/extension/\0"
_OF_FURTHER_XMP = len(_FURTHER_XMP) + 40
_APPLICATION = frozenset({*range(0xE0, 0xF0), 0xFE})
"""Markers of what a JPEG says of itself."""
_TEXTS = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf"})
_IMAGE = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_MOST_INFLATED = 1 << 24


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a picture's file; all of them together are the file."""

    head: bytes
    data: bytes
    tail: bytes = b""
    says: bytes | None = None
    """What it says, unpacked; None where it is pixels or structure."""


def is_picture(data: bytes) -> bool:
    """Tell whether a file is a picture of a kind that is taken apart here."""
    return _cutter(data) is not None


def strike_picture(pattern: "re.Pattern[str]", data: bytes) -> Struck | None:
    """Return a picture that does not say the text of itself any more; None when it never did."""
    cut = _cutter(data)
    pieces = [*cut(data)] if cut else []
    struck = [_strike(pattern, piece) for piece in pieces]
    count = sum(found for _, found in struck)
    further = b"".join(one.data[_OF_FURTHER_XMP:] for one in pieces if one.data.startswith(_FURTHER_XMP))
    left = [piece for piece, _ in struck if piece]
    if more := write_over(pattern, further)[1]:
        left = [piece for piece in left if not piece.data.startswith(_FURTHER_XMP)]
        count += more
    whole = b"".join(piece.head + piece.data + piece.tail for piece in left)
    if pieces[-1:] and pieces[-1].data:  # it goes on behind its end, or is damaged
        whole, more = write_over(pattern, whole)
        count += more
    if not count:
        return None
    if whole.startswith(b"RIFF"):
        whole = whole[:4] + (len(whole) - 8).to_bytes(4, "little") + whole[8:]
    return Struck(count, whole)


def _strike(pattern: "re.Pattern[str]", piece: _Piece) -> tuple[_Piece | None, int]:
    """Return a piece without the text, None for one that is dropped, and how often it was there."""
    if piece.says is None:
        return piece, 0
    if piece.says != piece.data and (packed := write_over(pattern, piece.says, _NARROW)[1]):
        return None, packed
    data, count = write_over(pattern, piece.data, _NARROW)
    if not count:
        return piece, 0
    tail = zlib.crc32(piece.head[4:8] + data).to_bytes(4, "big") if len(piece.tail) == 4 else piece.tail
    return replace(piece, data=data, tail=tail), count


def _cutter(data: bytes) -> Callable[[bytes], Iterator[_Piece]] | None:
    if data.startswith(_PNG):
        return _cut_png
    if data.startswith(_JPEG):
        return _cut_jpeg
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _cut_webp
    return _cut_gif if data.startswith(_GIF) else None


def _rest(data: bytes) -> _Piece:
    """Return what stands behind a picture, or where it cannot be told any more what it is."""
    return _Piece(b"", data, says=data)


def _cut_jpeg(data: bytes) -> Iterator[_Piece]:
    yield _Piece(data[:2], b"")
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        end = at + 2 + max(int.from_bytes(data[at + 2 : at + 4], "big"), 2)
        held = data[at + 4 : end]
        yield _Piece(data[at : at + 4], held, says=held if data[at + 1] in _APPLICATION else None)
        if data[at + 1] == 0xDA:  # the pixels follow
            found = _PIXELS_END.search(data, end)
            start, end = end, found.start() if found else len(data)
            yield _Piece(data[start:end], b"")
        at = end
        if data[at : at + 2] == b"\xff\xd9":
            yield _Piece(data[at : at + 2], b"")
            at += 2
            break
    yield _rest(data[at:])


def _cut_png(data: bytes) -> Iterator[_Piece]:
    yield _Piece(data[:8], b"")
    at = 8
    while at + 12 <= len(data):
        kind = data[at + 4 : at + 8]
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        held = data[at + 8 : end - 4]
        says = _unpacked_png(kind, held) if kind in _TEXTS else None
        yield _Piece(data[at : at + 8], held, data[end - 4 : end], says)
        at = end
    yield _rest(data[at:])


def _unpacked_png(kind: bytes, held: bytes) -> bytes:
    """Return what a chunk says; some programs write other metadata in hexadecimal into a text (`Raw profile type`)."""
    if kind == b"iTXt" and re.match(rb"[^\0]*\0\x01", held):
        return _inflated(re.sub(rb"^[^\0]*\0..[^\0]*\0[^\0]*\0", b"", held, flags=re.DOTALL))
    said = _inflated(re.sub(rb"^[^\0]*\0.", b"", held, flags=re.DOTALL)) if kind == b"zTXt" else held
    if b"Raw profile type" in held[:80]:
        digits = b"".join(line for line in said.split(b"\n") if re.fullmatch(rb"[0-9a-fA-F]{2,}", line))
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    return said


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _MOST_INFLATED)
    except zlib.error:
        return data


def _cut_webp(data: bytes) -> Iterator[_Piece]:
    yield _Piece(data[:12], b"")
    at = 12
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + size + size % 2
        held = data[at + 8 : end]
        yield _Piece(data[at : at + 8], held, says=None if data[at : at + 4] in _IMAGE else held)
        at = end
    yield _rest(data[at:])


def _cut_gif(data: bytes) -> Iterator[_Piece]:
    at = 13 + _table_of_colours(data[10:11])
    yield _Piece(data[:at], b"")
    while data[at : at + 1] in (b"\x21", b"\x2c"):
        start = at
        is_extension = data[at] == 0x21
        at += 2 if is_extension else 11 + _table_of_colours(data[at + 9 : at + 10])
        blocks = []
        while at < len(data) and data[at]:
            blocks.append(data[at + 1 : at + 1 + data[at]])
            at += 1 + data[at]
        at += 1
        says = b"".join(blocks) if is_extension and data[start + 1] != 0xF9 else None
        yield _Piece(b"", data[start:at], says=says)
    yield _rest(data[at:])


def _table_of_colours(flags: bytes) -> int:
    """Return how many bytes the colours take that follow (GIF89a, 18 and 20)."""
    return 3 << (flags[0] & 7) + 1 if flags and flags[0] & 0x80 else 0
