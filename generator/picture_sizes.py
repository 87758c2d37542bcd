"""How large a picture is, told by the first bytes of its file: PNG, JPEG, GIF, WebP and AVIF."""

from typing import Literal

Size = tuple[int, int]
"""Width and height, in pixels."""

_LOOKED_AT = 4096
_JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The markers of frames, in which a JPEG states its size (ITU-T T.81, table B.1)."""
_JPEG_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
"""Markers without a length behind them."""
_APP1 = 0xE1
_ORIENTATION = 0x0112
_ON_THEIR_SIDE = frozenset({5, 6, 7, 8})
"""Orientations in which browsers show what is stored as height as the width (Exif 2.32, table 4)."""


def size_of_picture(data: bytes) -> Size | None:
    """Return width and height in pixels as the bytes state them; None where they do not."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    if data[:6] in (b"GIF87a", b"GIF89a") and len(data) >= 10:
        return int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    if data.startswith(b"\xff\xd8"):
        return _size_of_jpeg(data)
    if data[8:12] == b"WEBP" and len(data) >= 30:
        return _size_of_webp(data)
    at = data.find(b"ispe", 0, _LOOKED_AT)  # the box in which AVIF states its size (ISO/IEC 23008-12, 6.5.3)
    if data[4:8] == b"ftyp" and at > 0 and len(data) >= at + 16:
        return int.from_bytes(data[at + 8 : at + 12], "big"), int.from_bytes(data[at + 12 : at + 16], "big")
    return None


def _size_of_jpeg(data: bytes) -> Size | None:
    at, lies_on_its_side = 2, False
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker in _JPEG_ALONE:
            at += 2
        elif marker in _JPEG_SIZES:
            size = int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
            return size[::-1] if lies_on_its_side else size
        else:
            length = max(int.from_bytes(data[at + 2 : at + 4], "big"), 2)
            if marker == _APP1:
                lies_on_its_side |= _orientation(data[at + 4 : at + 2 + length]) in _ON_THEIR_SIDE
            at += 2 + length
    return None


def _size_of_webp(data: bytes) -> Size | None:
    if data[12:16] == b"VP8X":
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    if data[12:16] == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if data[12:16] == b"VP8 ":
        return int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF
    return None


def _orientation(segment: bytes) -> int:
    """Return the orientation that an Exif segment states; 1, upright, when it states none."""
    if not segment.startswith(b"Exif\0\0"):
        return 1
    tiff = segment[6:]
    order: Literal["little", "big"] = "little" if tiff[:2] == b"II" else "big"
    at = int.from_bytes(tiff[4:8], order)
    count = int.from_bytes(tiff[at : at + 2], order)
    for entry in range(at + 2, min(at + 2 + 12 * count, len(tiff) - 11), 12):
        if int.from_bytes(tiff[entry : entry + 2], order) == _ORIENTATION:
            return int.from_bytes(tiff[entry + 8 : entry + 10], order)
    return 1
