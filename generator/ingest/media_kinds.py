"""What may be published, told by its first bytes: raster pictures, PDF, audio and video, none of which can run."""

import re
from typing import NamedTuple

from generator.model import MediumKind

PUBLISHABLE = "PNG, JPEG, GIF, WebP, AVIF, PDF, MP3, M4A, Ogg, WAV, MP4 or WebM"

_LOOKED_AT = 4096
_AVIF, _M4A = {b"avif", b"avis"}, {b"M4A ", b"M4B "}
_MP4 = {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"dash", b"MSNV"}
_MP3_FRAME = re.compile(rb"\xff[\xfa\xfb\xf2\xf3][\x10-\xef]")
_JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The markers of frames, in which a JPEG states its size (ITU-T T.81, table B.1)."""
_JPEG_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
"""Markers without a length behind them."""


class SniffedKind(NamedTuple):
    """A kind of medium."""

    kind: MediumKind
    suffix: str


def sniff(data: bytes) -> SniffedKind | None:
    """Return what the bytes begin as; None when it is nothing that may be published."""
    head = data[:_LOOKED_AT]
    for beginning, suffix in ((b"\x89PNG\r\n\x1a\n", ".png"), (b"\xff\xd8\xff", ".jpg")):
        if head.startswith(beginning):
            return SniffedKind("image", suffix)
    if head[:6] in (b"GIF87a", b"GIF89a"):
        return SniffedKind("image", ".gif")
    if head[:4] == b"RIFF" and head[8:12] in (b"WEBP", b"WAVE"):
        return SniffedKind("image", ".webp") if head[8:12] == b"WEBP" else SniffedKind("audio", ".wav")
    if head[4:8] == b"ftyp":
        return _iso_kind(head)
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return SniffedKind("video", ".webm") if b"webm" in head[:64] else None
    if head.startswith(b"OggS"):
        return SniffedKind("audio", ".ogg") if b"theora" not in head[:256] else None
    if head[:3] == b"ID3" or _MP3_FRAME.match(head):
        return SniffedKind("audio", ".mp3")
    before, mark, _ = head[:1024].partition(b"%PDF-")
    return SniffedKind("document", ".pdf") if mark and b"<" not in before else None


def size_of_picture(data: bytes) -> tuple[int, int] | None:
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


def _iso_kind(head: bytes) -> SniffedKind | None:
    """Tell the kinds of files made of boxes apart by their brands (ISO/IEC 14496-12, 4.3)."""
    length = min(int.from_bytes(head[:4], "big"), 256)
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, length - 3, 4))}
    if brands & _AVIF:
        return SniffedKind("image", ".avif")
    if head[8:12] in _M4A:
        return SniffedKind("audio", ".m4a")
    return SniffedKind("video", ".mp4") if head[8:12] in _MP4 else None


def _size_of_jpeg(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker in _JPEG_ALONE:
            at += 2
        elif marker in _JPEG_SIZES:
            return int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        else:
            at += 2 + max(int.from_bytes(data[at + 2 : at + 4], "big"), 2)
    return None


def _size_of_webp(data: bytes) -> tuple[int, int] | None:
    if data[12:16] == b"VP8X":
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    if data[12:16] == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if data[12:16] == b"VP8 ":
        return int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF
    return None
