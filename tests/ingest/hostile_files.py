"""Files that would harm a reader of each format, made from the realistic ones: cut, swollen, deep, and lying."""

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage

from tests.ingest import story
from tests.ingest.agency_samples import LAUGHS, XXE
from tests.ingest.compound_file import write_message
from tests.ingest.make_documents import DOCUMENTS, made_as_text
from tests.packing import zipped

LINE = "word and " * 1_165_000
"""10 MB without an end of line."""
PIECE = "The Saltmere Trust today opened the Tide Archive"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
PROGRAM = b"\x7fELF\x02\x01\x01" + bytes(9) + bytes(range(256)) * 8
WEB = '<?xml version="1.0"?><!DOCTYPE {0} [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]><{0}>&x;</{0}>'
DEEP = 10_000


def good_files() -> dict[str, bytes]:
    """Return the realistic files by name."""
    return {path.name: path.read_bytes() for path in sorted(DOCUMENTS.iterdir())} | made_as_text()


Maker = Callable[[], bytes]
_WHOLE = (".docx", ".odt", ".rtf", ".html", ".mht")
"""Files that say themselves where they end, and that no other program need open."""


def hostile_files() -> Iterator[tuple[str, str, Maker]]:
    """Yield what is wrong and the name of each file, and the function that makes its bytes."""
    for name, data in good_files().items():
        yield "empty", name, lambda: b""
        yield "blank", name, lambda: b" \r\n\t\n"
        yield "cut in half", name, lambda data=data: data[: len(data) // 2]
        yield "cut near its end", name, lambda data=data: data[: -max(40, len(data) // 50)]
        yield "a picture", name, lambda: PICTURE
        yield "a program", name, lambda: PROGRAM
        yield "10 MB in one line of another kind", name, LINE.encode
        yield "NUL bytes at its beginning", name, lambda data=data: bytes(600) + data
        for eighth in range(1, 8) if name.endswith(_WHOLE) else ():
            yield (
                "cut at every eighth",
                f"{eighth}-{name}",
                lambda data=data, eighth=eighth: data[: len(data) * eighth // 8],
            )
    for name, make in _swollen():
        yield "10 MB in one line", name, make
    for name, make_with in _ENTITIES.items():
        for what, dtd in (("billion laughs", LAUGHS), ("a file as entity", XXE), ("an address as entity", WEB)):
            yield what, name, lambda make_with=make_with, dtd=dtd: make_with(dtd)
    for what, cases in _OTHERS.items():
        for name, make in cases.items():
            yield what, name, make


def _swollen() -> Iterator[tuple[str, Maker]]:
    """Yield makers of files that are sound but for one endless line in them."""
    package = re.compile(r".*(?:document|content)\.xml")
    for name, data in good_files().items():
        if name in ("libreoffice.docx", "libreoffice.odt"):
            yield name, lambda data=data: _repacked(data, package, PIECE, LINE, zipfile.ZIP_STORED)
        elif PIECE.encode() in data and not name.endswith((".zip", ".eml", ".mbox", ".msg", ".doc", ".mht")):
            yield name, lambda data=data: data.replace(PIECE.encode(), LINE.encode())
    yield "story.eml", lambda: _mail(LINE)
    yield "story.mbox", lambda: b"From a Tue Mar  4 12:00:00 2025\n" + _mail(LINE)
    yield "story.mht", lambda: _saved_page(f"<html><body><p>{LINE}</p></body></html>")
    yield "story.msg", lambda: write_message({0x001A: "IPM.Note", 0x0037: "A", 0x1000: LINE}, [])
    yield "story.zip", lambda: zipped({"a.txt": LINE.encode()}, zipfile.ZIP_STORED)


def _mail(body: str, kind: str = "text/plain") -> bytes:
    head = f"From: {story.EMAIL}\nSubject: {story.TITLE}\nMessage-ID: <1@saltmere.example>\nMIME-Version: 1.0\n"
    return f"{head}Content-Type: {kind}; charset=utf-8\n\n{body}\n".encode()


def _saved_page(page: str) -> bytes:
    parts = EmailMessage()
    parts["Snapshot-Content-Location"] = "https://saltmere.example/"
    parts.set_content(page, subtype="html", cte="8bit")
    parts.add_related(PICTURE, "image", "png")
    return parts.as_bytes()


def _repacked(data: bytes, part: re.Pattern[str], old: str, new: str, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a package in which words of some parts are others."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        files = {entry.filename: package.read(entry) for entry in package.infolist()}
    assert any(old.encode() in files[name] for name in files if part.fullmatch(name))
    changed = {
        name: content.replace(old.encode(), new.encode(), 1) if part.fullmatch(name) else content
        for name, content in files.items()
    }
    return zipped(changed, compression)


def _office(name: str, old: str, new: str, part: str = r"(?:word/document|content)\.xml") -> Callable[[], bytes]:
    return lambda: _repacked((DOCUMENTS / name).read_bytes(), re.compile(part), old, new)


def _text(name: str, old: str, new: str) -> Callable[[], bytes]:
    def make() -> bytes:
        data = made_as_text()[name]
        assert old.encode() in data
        return data.replace(old.encode(), new.encode(), 1)

    return make


def _with_dtd(name: str, root: str) -> Callable[[str], bytes]:
    """Return a maker of the file with a DTD, whose entity stands in the text."""

    def make(dtd: str) -> bytes:
        doctype, entity = re.search(r"<!DOCTYPE.*\]>", dtd), re.search(r"&\w;(?=</)", dtd)
        assert doctype
        assert entity
        text = re.sub(r"<!DOCTYPE[^>]*>\s*", "", made_as_text()[name].decode())
        head, tag, rest = text.partition(f"<{root}")
        return f"{head}{doctype[0].format(root)}{tag}{rest.replace(PIECE, entity[0])}".encode()

    return make


def _package_with_dtd(name: str, part: str, root: str) -> Callable[[str], bytes]:
    def make(dtd: str) -> bytes:
        doctype = re.search(r"<!DOCTYPE.*\]>", dtd)
        assert doctype
        return _repacked(
            (DOCUMENTS / name).read_bytes(), re.compile(part), f"<{root}", f"{doctype[0].format(root)}<{root}"
        )

    return make


_ENTITIES: dict[str, Callable[[str], bytes]] = {
    "libreoffice.docx": _package_with_dtd("libreoffice.docx", r"word/document\.xml", "w:document"),
    "libreoffice.odt": _package_with_dtd("libreoffice.odt", r"content\.xml", "office:document-content"),
    "story.html": _with_dtd("story.html", "html"),
    "story.rss": _with_dtd("story.rss", "rss"),
    "story.atom": _with_dtd("story.atom", "feed"),
    "wordpress.xml": _with_dtd("wordpress.xml", "rss"),
    "newsml-g2.xml": _with_dtd("newsml-g2.xml", "newsMessage"),
    "newsml-1.xml": _with_dtd("newsml-1.xml", "NewsML"),
    "nitf.xml": _with_dtd("nitf.xml", "nitf"),
}
_ZEROS = bytes(300 << 20)


def _deep_mail() -> bytes:
    lines = [f"Message-ID: <1@saltmere.example>\nSubject: {story.TITLE}"]
    lines += [f"Content-Type: multipart/mixed; boundary=b{number}\n\n--b{number}" for number in range(300)]
    ends = (f"--b{number}--\n" for number in reversed(range(300)))
    return "\n".join([*lines, "Content-Type: text/plain\n\nWords.\n", *ends]).encode()


def _archive_in_archives() -> bytes:
    data = b"Words of a release."
    for number in range(10):
        data = zipped({f"{number}.{'zip' if number else 'txt'}": data})
    return data


def _lying_zip(name: str = "a.txt") -> bytes:
    """Return an archive whose directory says that a file of a million bytes has ten."""
    data = bytearray(zipped({name: b"words " * 200_000}))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    return bytes(data)


def _cyclic_pdf() -> bytes:
    pages = b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>endobj\n"
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        + pages
        + b"trailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF"
    )


_OTHERS: dict[str, dict[str, Callable[[], bytes]]] = {
    "a zip bomb": {
        "story.zip": lambda: zipped({"a.txt": _ZEROS}),
        "libreoffice.docx": _office("libreoffice.docx", PIECE, " " * (60 << 20)),
        "libreoffice.odt": _office("libreoffice.odt", PIECE, " " * (60 << 20)),
    },
    "10,000 levels": {
        "story.html": _text("story.html", PIECE, "<div>" * DEEP + PIECE),
        "story.atom": _text("story.atom", PIECE, f"{'<b>' * DEEP}{PIECE}{'</b>' * DEEP}"),
        "newsml-g2.xml": _text("newsml-g2.xml", PIECE, f"{'<b>' * DEEP}{PIECE}{'</b>' * DEEP}"),
        "nitf.xml": _text("nitf.xml", PIECE, f"{'<em>' * DEEP}{PIECE}{'</em>' * DEEP}"),
        "newsml-1.xml": _text("newsml-1.xml", "<NewsLines>", "<NewsLines>" + "<x>" * DEEP),
        "wordpress.xml": _text("wordpress.xml", "<item>", "<item>" + "<x>" * DEEP),
        "libreoffice.odt": _office("libreoffice.odt", "<office:text", "<text:section>" * DEEP + "<office:text"),
        "libreoffice.docx": _office(
            "libreoffice.docx",
            "<w:body>",
            f"<w:body>{'<w:sdt><w:sdtContent>' * DEEP}{'</w:sdtContent></w:sdt>' * DEEP}",
        ),
        "hugo.md": lambda: b"+++\ntitle = 'A'\nx = " + b"[" * DEEP + b"]" * DEEP + b"\n+++\nWords.\n",
        "eleventy.md": lambda: b'---json\n{"title": "A", "x": ' + b"[" * DEEP + b"]" * DEEP + b"}\n---\nWords.\n",
        "libreoffice.rtf": lambda: rb"{\rtf1 " + b"{" * DEEP + b"words" + b"}" * DEEP + b"}",
        "story.eml": _deep_mail,
        "story.zip": _archive_in_archives,
        "ninjs-1.json": lambda: b'{"uri": "urn:a", "headline": "A", "body_html": ' + b"[" * DEEP + b"]" * DEEP + b"}",
        "feed.json": lambda: (
            b'{"version": "https://jsonfeed.org/version/1.1", "items": ' + b"[" * DEEP + b"]" * DEEP + b"}"
        ),
        "story.jsonl": lambda: b'{"title": "A", "body": ' + b"[" * DEEP + b"]" * DEEP + b"}\n",
    },
    "a circle": {"cairo.pdf": _cyclic_pdf},
    "lengths that lie": {
        "story.zip": _lying_zip,
        "libreoffice.rtf": lambda: rb"{\rtf1 A title.\par\bin2000000000 words}",
        "cairo.pdf": lambda: re.sub(
            rb"startxref\s+\d+", b"startxref\n999999999", (DOCUMENTS / "cairo.pdf").read_bytes().replace(b"obj", b"job")
        ),
    },
    "200,000 of one thing": {
        "pelican.md": lambda: b"---\ntitle: A\n" + b"".join(b"k%d: v\n" % n for n in range(200_000)) + b"---\nA.\n",
        "story.html": _text("story.html", PIECE, "<i>x</i> " * 200_000),
        "story.mbox": lambda: b"From a Tue Mar  4 12:00:00 2025\n" * 1 + b"Subject: A\n\n" + b"\0" * 200_000,
        "story.csv": lambda: (";".join(f"column{number}" for number in range(200_000)) + "\nA\n").encode(),
        "ninjs-1.json": lambda: json.dumps({"uri": "urn:a", "headline": "", "subject": [{}] * 200_000}).encode(),
        "ampersands.rss": _text("story.rss", PIECE, "&amp;" * 200_000 + PIECE),
        "divisions.rss": _text("story.rss", PIECE, "<div>" * 200_000 + PIECE),
        "divisions.eml": lambda: _mail("<div>" * 200_000 + PIECE, "text/html"),
        "ends of lines.eml": lambda: _mail(PIECE + "<br>" * 200_000, "text/html"),
        "scripts.eml": lambda: _mail(PIECE + "<script>" * 200_000, "text/html"),
        "open tags.eml": lambda: _mail(PIECE + "<script " * 200_000 + "<!-- " * 200_000, "text/html"),
        "folded.eml": lambda: b"X-Note: a\n" + b" folded\n" * 200_000 + _mail(PIECE),
        "folded type.eml": lambda: _mail(PIECE, "text/plain" + ";\n a=b" * 200_000),
        "folded subject.eml": lambda: b"Subject: a\n" + b" folded\n" * 200_000 + _mail(PIECE),
    },
}
