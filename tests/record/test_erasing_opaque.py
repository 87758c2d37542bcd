"""Erasing a text that no editor shows: in what pictures say of themselves, in old office files, in what is packed."""

import base64
import binascii
import bz2
import gzip
import io
import lzma
import quopri
import sqlite3
import tarfile
import zlib
from collections.abc import Callable
from contextlib import closing
from email.message import EmailMessage
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin
from reportlab.pdfgen.canvas import Canvas

from generator.record.erasure.pattern import find_text
from generator.record.erasure.strike import holds, strike
from tests.ingest.compound_file import write_compound_file, write_message
from tests.packing import zipped

NAME = "Jörg Straßer"
PATTERN = find_text(NAME)
SIZE = (64, 48)


def picture() -> Image.Image:
    image = Image.effect_noise(SIZE, 90).convert("RGB")
    image.info.clear()
    return image


def saved(kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    picture().save(file, kind, **options)
    return file.getvalue()


def exif(tag: int, value: object) -> bytes:
    made = Image.Exif()
    made[tag] = value
    made[0x0112] = 6
    return made.tobytes()


def segment(marker: int, data: bytes, jpeg: bytes | None = None) -> bytes:
    jpeg = jpeg or saved("JPEG")
    return jpeg[:2] + bytes([0xFF, marker]) + (len(data) + 2).to_bytes(2, "big") + data + jpeg[2:]


def texts_of_png(key: str, value: str, *, packed: bool, international: bool = False) -> bytes:
    info = PngImagePlugin.PngInfo()
    add = info.add_itxt if international else info.add_text
    add(key, value, zip=packed)
    return saved("PNG", pnginfo=info)


def comment(value: bytes) -> bytes:
    made = Image.Exif()
    made[0x0112] = 6
    made.get_ifd(0x8769)[0x9286] = value
    return made.tobytes()


XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:creator>{NAME}</dc:creator></x:xmpmeta>".encode()
IPTC = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x12\x1c\x02P\x00\x0d"
HALVES = XMP.partition(b"Stra\xc3")


def further_xmp(part: bytes) -> bytes:
    return b"http://ns.adobe.com/xmp/extension/\0" + b"0" * 32 + bytes(8) + part


def gif_with_comment(text: str) -> bytes:
    """Return a GIF whose comment has the text over the end of a block."""
    data = text.encode("latin-1").rjust(260, b".")
    blocks = b"\xff" + data[:255] + bytes([len(data) - 255]) + data[255:] + b"\0"
    gif = saved("GIF")
    at = 13 + (3 << (gif[10] & 7) + 1 if gif[10] & 0x80 else 0)
    return gif[:at] + b"\x21\xfe" + blocks + gif[at:]


PICTURES: dict[str, Callable[[], bytes]] = {
    "Exif, the artist": lambda: saved("JPEG", exif=exif(0x013B, NAME.encode())),
    "Exif, for Windows": lambda: saved("JPEG", exif=exif(0x9C9D, NAME.encode("utf-16-le"))),
    "Exif, the comment in Unicode": lambda: saved("JPEG", exif=comment(b"UNICODE\0" + NAME.encode("utf-16-be"))),
    "XMP": lambda: segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP),
    "XMP in two parts": lambda: segment(
        0xE1, further_xmp(HALVES[0] + HALVES[1]), segment(0xE1, further_xmp(HALVES[2]))
    ),
    "IPTC in UTF-8": lambda: segment(0xED, IPTC + NAME.encode()),
    "IPTC of a Mac": lambda: segment(0xED, IPTC + NAME.encode("mac_roman")),
    "IPTC of DOS": lambda: segment(0xED, IPTC + NAME.encode("cp850")),
    "a comment": lambda: segment(0xFE, NAME.encode()),
    "behind the picture": lambda: saved("JPEG") + NAME.encode(),
    "PNG, a text": lambda: texts_of_png("Author", NAME, packed=False),
    "PNG, a packed text": lambda: texts_of_png("Author", NAME, packed=True),
    "PNG, XMP": lambda: texts_of_png("XML:com.adobe.xmp", XMP.decode(), packed=False, international=True),
    "PNG, packed XMP": lambda: texts_of_png("XML:com.adobe.xmp", XMP.decode(), packed=True, international=True),
    "PNG, Exif": lambda: saved("PNG", exif=exif(0x013B, NAME.encode())),
    "PNG, IPTC as ImageMagick writes it": lambda: texts_of_png(
        "Raw profile type iptc", f"\niptc\n      12\n{NAME.encode().hex()}\n", packed=True
    ),
    "WebP, Exif": lambda: saved("WEBP", exif=exif(0x013B, NAME.encode())),
    "WebP, XMP": lambda: saved("WEBP", xmp=XMP),
    "GIF, a comment": lambda: gif_with_comment(NAME),
    "GIF, a comment over two blocks": lambda: gif_with_comment(f"{NAME}."),
}


def pixels(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as image:
        return image.convert("RGB").tobytes()


def says(data: bytes) -> str:
    """Return all that a picture says of itself, by another reader than the command's, and its bytes in every way."""
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        told = [*map(str, image.getexif().values()), *map(str, image.info.values())]
    packed = [zlib.decompress(data[at:]) for at in range(len(data)) if _unpacks(data[at:])] if b"zTXt" in data else []
    readings = [one.decode(coding, "replace") for one in (data, data[1:], *packed) for coding in CODINGS]
    return "\n".join([*told, *readings])


CODINGS = ("utf-8", "latin-1", "mac_roman", "cp850", "utf-16-le", "utf-16-be")


def _unpacks(data: bytes) -> bool:
    try:
        return bool(zlib.decompressobj().decompress(data, 10))
    except zlib.error:
        return False


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_stays_and_says_it_no_more(kind: str) -> None:
    data = PICTURES[kind]()
    struck = strike(PATTERN, data)
    assert struck is not None
    assert struck.data is not None
    assert strike(PATTERN, struck.data) is None
    assert "Straßer" not in says(struck.data)
    assert pixels(struck.data) == pixels(data)
    with Image.open(io.BytesIO(data)) as before, Image.open(io.BytesIO(struck.data)) as after:
        before.load()
        after.load()
        assert after.getexif().get(0x0112) == before.getexif().get(0x0112)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_short_name_is_not_found_in_pixels(kind: str) -> None:
    assert strike(find_text("Li"), saved(kind)) is None


def pdf(write: Callable[[Canvas], object]) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file)
    write(canvas)
    canvas.drawString(50, 700, "Other words.")
    canvas.save()
    return file.getvalue()


def compressed_rtf(text: bytes) -> bytes:
    """Return RTF as Outlook keeps it, every byte for itself (MS-OXRTFCP)."""
    packed = b"".join(b"\0" + text[at : at + 8] for at in range(0, len(text), 8))
    return (len(packed) + 12).to_bytes(4, "little") + len(text).to_bytes(4, "little") + b"LZFu" + bytes(4) + packed


def scattered(text: str) -> bytes:
    """Return a compound file in which a sector ends within the text and goes on in another place."""
    half = text.encode("utf-16-le")
    body = b". " * ((512 - len(half) // 4 * 2) // 2) + half
    data = bytearray(write_compound_file({"WordDocument": body.ljust(8192, b" ")}))
    sector = data.index(body[:512]) // 512  # and those that follow, counted with the header
    places = [sector, sector + 2, sector + 1, *range(sector + 3, sector + 16)]
    data[sector * 512 : (sector + 16) * 512] = b"".join(
        bytes(data[place * 512 : (place + 1) * 512]) for place in places
    )
    table = (int.from_bytes(data[76:80], "little") + 1) * 512
    for place, following in pairwise(places):
        at = table + 4 * (place - 1)
        data[at : at + 4] = (following - 1).to_bytes(4, "little")
    return bytes(data)


def mail(body: bytes, **headers: str) -> bytes:
    head = {"From": "a@example.org", "Subject": "News", "MIME-Version": "1.0", **headers}
    return "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in head.items()).encode() + b"\n" + body


def with_attachment(data: bytes, name: str, coding: str = "base64") -> bytes:
    message = EmailMessage()
    message["Subject"] = "News"
    message.set_content("See the file.")
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name, cte=coding)
    return message.as_bytes()


RTF = b"{\\rtf1\\ansi {\\rtlch\\fcs1 \\af0 \\ltrch\\fcs0 \\insrsid5 J\\'f6rg}{\\b\\fs24  Stra}{\\i\\'dfer} came.}"
STRUCK: dict[str, Callable[[], bytes]] = {
    "a mailbox in two encodings": lambda: (
        b"From a Tue Mar  4 11:00:00 2025\nSubject: One\n\n" + NAME.encode() + b"\n\n"
        b"From b Tue Mar  4 12:00:00 2025\nSubject: Two\n\n" + NAME.encode("cp1252") + b"\n"
    ),
    "a text in two encodings": lambda: NAME.encode() + b"\n" + NAME.encode("cp1252") + b"\n",
    "UTF-16 that begins with its mark": lambda: NAME.encode("utf-16"),
    "UTF-32": lambda: NAME.encode("utf-32"),
    "over a link": lambda: "[Jörg](/people/j/) Straßer came.".encode(),
    "in words of a link": lambda: "[Jörg *Straß*er](https://example.org/x) came.".encode(),
    "gzip": lambda: gzip.compress(NAME.encode()),
    "bzip2": lambda: bz2.compress(NAME.encode()),
    "xz": lambda: lzma.compress(NAME.encode()),
    "a zip in a zip in a zip": lambda: zipped({"a.zip": zipped({"b.zip": zipped({"c.txt": NAME.encode()})})}),
    "a name in a zip": lambda: zipped({f"{NAME}.txt": b"Words."}),
    "a zip with a PDF beside other files": lambda: zipped(
        {"a.pdf": pdf(lambda page: page.drawString(50, 600, NAME)), "b.txt": b"Other words."}
    ),
    "a Word file with a picture": lambda: zipped(
        {"[Content_Types].xml": b"<Types/>", "word/media/a.jpg": PICTURES["Exif, for Windows"]()}
    ),
    "a spreadsheet": lambda: zipped(
        {"[Content_Types].xml": b"<Types/>", "xl/sharedStrings.xml": f"<t>{NAME}</t>".encode("utf-16")}
    ),
    "a mail, the name of a file": lambda: with_attachment(b"Words.", f"{'a' * 60} {NAME}.txt"),
    "an attached picture": lambda: with_attachment(PICTURES["XMP"](), "a.jpg"),
    "a picture in a page": lambda: (
        b'<img src="data:image/png;base64,' + base64.b64encode(PICTURES["PNG, a packed text"]()) + b'">'
    ),
    "a mailbox with a mail in UTF-16": lambda: (
        b"From a Tue Mar  4 11:00:00 2025\n"
        + mail(
            base64.encodebytes(NAME.encode("utf-16-be")),
            Content_Type="text/plain; charset=utf-16-be",
            Content_Transfer_Encoding="base64",
        )
        + b"\nFrom b Tue Mar  4 12:00:00 2025\nSubject: Two\n\nOther words.\n"
    ),
}
NOTED: dict[str, Callable[[], bytes]] = {
    "RTF that Word wrote": lambda: RTF,
    "UTF-16 without its mark": lambda: NAME.encode("utf-16-le"),
    "a Word file with a PDF in it": lambda: zipped(
        {"[Content_Types].xml": b"<Types/>", "word/embeddings/a.pdf": pdf(lambda page: page.drawString(9, 9, NAME))}
    ),
    "a PDF, its title": lambda: pdf(lambda page: page.setTitle(NAME)),
    "a PDF, its title in Greek": lambda: pdf(lambda page: page.setTitle(f"Ω {NAME}")),
    "a PDF under a password": lambda: b"%PDF-1.4\n1 0 obj<</Title<" + NAME.encode("utf-16").hex().encode() + b">>>",
    "Word, scattered": lambda: scattered(NAME),
    "Outlook": lambda: write_message({0x0037: "News", 0x1000: f"{NAME} came."}, []),
    "Outlook, with RTF alone": lambda: write_message({0x0037: "News", 0x1009: compressed_rtf(RTF)}, []),
    "Outlook, an attachment": lambda: write_message({}, [{0x3701: zipped({"word/a.xml": NAME.encode()})}]),
    "a mail in quoted-printable of another charset": lambda: mail(
        quopri.encodestring(NAME.encode("utf-7")),
        Content_Type="text/plain; charset=utf-7",
        Content_Transfer_Encoding="quoted-printable",
    ),
    "a mail, a file in quoted-printable": lambda: with_attachment(
        zipped({"a.txt": NAME.encode()}), "a.zip", "quoted-printable"
    ),
    "a mail, the name of a file in parts": lambda: mail(
        b"Words.",
        Content_Disposition="attachment; filename*0*=utf-8''J%C3%B6rg%20Stra%C3;\n filename*1*=%9Fer.txt",
    ),
    "a mail, in uuencode": lambda: mail(
        b"begin 644 a.txt\n" + uuencoded(NAME.encode()) + b"`\nend\n",
        Content_Type="application/octet-stream",
        Content_Transfer_Encoding="x-uuencode",
    ),
    "tar": lambda: tarred(NAME.encode()),
    "a recording": lambda: b"ID3\x04\0\0\0\0\0\x40TPE1\0\0\0\x1b\0\0\x01" + NAME.encode("utf-16") + bytes(99),
}


def uuencoded(data: bytes) -> bytes:
    return binascii.b2a_uu(data)


def tarred(data: bytes) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        info = tarfile.TarInfo("a.txt")
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return file.getvalue()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Return a database in whose file no page has the whole name."""
    file = tmp_path / "all.db"
    for length in range(600):
        file.unlink(missing_ok=True)
        with closing(sqlite3.connect(file)) as opened:
            opened.executescript('PRAGMA page_size = 512; CREATE TABLE "a ""b" (text TEXT)')
            opened.execute('INSERT INTO "a ""b" VALUES (?)', [f"{'.' * length}{NAME}{'.' * 999}"])
            opened.commit()
        if NAME.encode() not in file.read_bytes():
            return file
    raise AssertionError


def test_a_database_holds_what_its_file_has_in_pieces(database: Path) -> None:
    assert holds(PATTERN, database)
    assert not holds(find_text("Somebody else"), database)


@pytest.mark.parametrize("kind", STRUCK)
def test_it_is_struck_out_where_that_is_safe(kind: str) -> None:
    struck = strike(PATTERN, STRUCK[kind]())
    assert struck is not None
    assert struck.data is not None
    assert strike(PATTERN, struck.data) is None
    assert "Straßer" not in "".join(struck.data.decode(coding, "replace") for coding in CODINGS)


@pytest.mark.parametrize("kind", NOTED)
def test_it_is_found_where_it_can_not_be_struck_out(kind: str) -> None:
    struck = strike(PATTERN, NOTED[kind]())
    assert struck is not None
    assert struck.data is None
