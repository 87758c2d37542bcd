"""What may be published, told by its first bytes: raster pictures, PDF, audio and video, none of which can run."""

import re
from typing import NamedTuple

from generator.model import MediumKind

PUBLISHABLE = "PNG, JPEG, GIF, WebP, AVIF, PDF, MP3, M4A, Ogg, WAV, MP4 or WebM"

_LOOKED_AT = 4096
_AVIF, _M4A = {b"avif", b"avis"}, {b"M4A ", b"M4B "}
_MP4 = {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"dash", b"MSNV"}
_MP3_FRAME = re.compile(rb"\xff[\xfa\xfb\xf2\xf3][\x10-\xef]")


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


def _iso_kind(head: bytes) -> SniffedKind | None:
    """Tell the kinds of files made of boxes apart by their brands (ISO/IEC 14496-12, 4.3)."""
    length = min(int.from_bytes(head[:4], "big"), 256)
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, length - 3, 4))}
    if brands & _AVIF:
        return SniffedKind("image", ".avif")
    if head[8:12] in _M4A:
        return SniffedKind("audio", ".m4a")
    return SniffedKind("video", ".mp4") if head[8:12] in _MP4 else None
