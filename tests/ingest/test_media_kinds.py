"""What may be published, and how large a picture is: told by the bytes, never by the name."""

import pytest

from generator.ingest.media_kinds import size_of_picture, sniff
from tests.ingest.picture_files import (
    AVIF,
    GIF,
    HEIC,
    JPEG,
    M4A,
    MKV,
    MOV,
    MP3,
    MP4,
    OGG,
    OGV,
    PDF,
    SVG,
    WAV,
    WEBM,
    WEBP,
    png,
)

KINDS = {
    "PNG": (png(), ("image", ".png")),
    "JPEG": (JPEG, ("image", ".jpg")),
    "GIF": (GIF, ("image", ".gif")),
    "WebP": (WEBP, ("image", ".webp")),
    "AVIF": (AVIF, ("image", ".avif")),
    "PDF": (PDF, ("document", ".pdf")),
    "PDF behind a line of a mail gateway": (b"X-Scanned: yes\n" + PDF, ("document", ".pdf")),
    "MP3": (MP3, ("audio", ".mp3")),
    "MP3 without a tag": (b"\xff\xfb\x90\x64" + bytes(20), ("audio", ".mp3")),
    "M4A": (M4A, ("audio", ".m4a")),
    "Ogg": (OGG, ("audio", ".ogg")),
    "WAV": (WAV, ("audio", ".wav")),
    "MP4": (MP4, ("video", ".mp4")),
    "WebM": (WEBM, ("video", ".webm")),
    "SVG": (SVG, None),
    "a page": (b"<html><body>%PDF-1.4", None),
    "HEIC": (HEIC, None),
    "QuickTime": (MOV, None),
    "Matroska": (MKV, None),
    "Ogg video": (OGV, None),
    "a program": (b"\x7fELF\x02\x01\x01", None),
    "UTF-16 text": ("Words".encode("utf-16"), None),
    "nothing": (b"", None),
}


@pytest.mark.parametrize(("data", "kind"), KINDS.values(), ids=KINDS)
def test_only_what_cannot_run_may_be_published(data: bytes, kind: tuple[str, str] | None) -> None:
    assert sniff(data) == kind


LOSSLESS = b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + (199 | 149 << 14).to_bytes(4, "little") + bytes(8)
SIZES = {
    "PNG": (png(400, 300), (400, 300)),
    "JPEG": (JPEG, (200, 150)),
    "GIF": (GIF, (200, 150)),
    "WebP": (WEBP, (200, 150)),
    "WebP, lossless": (
        b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + (199 | 149 << 14).to_bytes(4, "little") + bytes(8),
        (200, 150),
    ),
    "AVIF": (AVIF, (200, 150)),
    "a PNG cut short": (png()[:20], None),
    "a JPEG cut short": (JPEG[:24], None),
    "a JPEG whose lengths lie": (b"\xff\xd8" + b"\xff\xe0\0\0" * 50, None),
    "no picture": (PDF, None),
}


@pytest.mark.parametrize(("data", "size"), SIZES.values(), ids=SIZES)
def test_a_picture_states_its_size(data: bytes, size: tuple[int, int] | None) -> None:
    assert size_of_picture(data) == size
