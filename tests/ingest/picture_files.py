"""Pictures for tests: real PNG files of one colour, and the beginnings of files of other kinds."""

import struct
import zlib


def png(width: int = 400, height: int = 300, colour: int = 200) -> bytes:
    """Return a picture in one shade of grey."""
    rows = b"".join(b"\0" + bytes([colour]) * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xc0\x00\x11\x08\x00\x96\x00\xc8\x03\x01"
)
GIF = b"GIF89a" + struct.pack("<HH", 200, 150) + b"\0\0\0"
WEBP = b"RIFF\x24\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + (199).to_bytes(3, "little") + (149).to_bytes(3, "little")
AVIF = b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf" + b"\0\0\0\x14ispe\0\0\0\0" + struct.pack(">II", 200, 150)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
MP3, M4A = b"ID3\x04\0\0\0\0\0\0", b"\0\0\0\x1cftypM4A \0\0\0\0M4A mp42"
OGG, OGV = b"OggS\0\x02" + b"\0" * 22 + b"\x01vorbis", b"OggS\0\x02" + b"\0" * 22 + b"\x80theora"
WAV = b"RIFF\x24\0\0\0WAVEfmt "
MP4, MOV = b"\0\0\0\x18ftypisom\0\0\0\0isommp41", b"\0\0\0\x14ftypqt  \0\0\0\0qt  "
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0heicmif1"
WEBM, MKV = b"\x1a\x45\xdf\xa3\x42\x82\x84webm", b"\x1a\x45\xdf\xa3\x42\x82\x88matroska"
