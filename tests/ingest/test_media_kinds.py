"""What may be published: told by the bytes, never by the name."""

import pytest

from generator.ingest.media_kinds import sniff
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
