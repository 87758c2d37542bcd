"""How large a picture is, told by its first bytes."""

import struct

import pytest

from generator.picture_sizes import size_of_picture
from tests.ingest.picture_files import AVIF, GIF, JPEG, PDF, WEBP, png


def exif(order: str, orientation: int) -> bytes:
    """Return the segment of a JPEG in which a camera says how it was held."""
    mark = b"II" if order == "<" else b"MM"
    entry = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, orientation, 0)
    tiff = mark + struct.pack(f"{order}HI", 42, 8) + struct.pack(f"{order}H", 1) + entry
    segment = b"Exif\0\0" + tiff
    return b"\xff\xe1" + (len(segment) + 2).to_bytes(2) + segment


UPRIGHT = JPEG[:2] + exif("<", 1) + JPEG[2:]
TURNED = JPEG[:2] + exif("<", 6) + JPEG[2:]
TURNED_BY_ANOTHER_CAMERA = JPEG[:2] + exif(">", 8) + JPEG[2:]
SIZES = {
    "PNG": (png(400, 300), (400, 300)),
    "JPEG": (JPEG, (200, 150)),
    "JPEG held upright": (UPRIGHT, (200, 150)),
    "JPEG held on its side": (TURNED, (150, 200)),
    "JPEG held on its side, big end first": (TURNED_BY_ANOTHER_CAMERA, (150, 200)),
    "JPEG with half of what a camera says": (JPEG[:2] + b"\xff\xe1\0\x0aExif\0\0II" + JPEG[2:], (200, 150)),
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
