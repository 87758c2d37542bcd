"""The story as office programs write it down: LibreOffice for Word, OpenDocument, rich text and PDF, Cairo for PDF.

LibreOffice is given flat OpenDocument, with a comment, a deletion, hidden text, a header and page numbers in it.
"""

import base64
import re
import shutil
import struct
import subprocess
import tempfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import Path

from tests.ingest import story
from tests.ingest.story import Part

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
FILTERS = {
    "docx": "docx:MS Word 2007 XML",
    "odt": "odt:writer8",
    "doc": "doc:MS Word 97",
    "rtf": "rtf:Rich Text Format",
    "pdf": "pdf:writer_pdf_Export",
}
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        *((name, name) for name in ("office", "text", "table", "style", "meta")),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    )
)
_STYLES = """
<office:styles>
<style:style style:name="Standard" style:family="paragraph" style:class="text"><style:paragraph-properties
 fo:margin-bottom="3mm" fo:text-align="justify"/><style:text-properties fo:font-size="11pt" fo:language="en"
 fo:country="CA"/></style:style>
<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard" style:class="chapter">
<style:paragraph-properties fo:text-align="start"/><style:text-properties fo:font-size="18pt" fo:font-weight="bold"/>
</style:style>
<style:style style:name="Subtitle" style:family="paragraph" style:parent-style-name="Standard" style:class="chapter">
<style:paragraph-properties fo:text-align="start"/><style:text-properties fo:font-size="13pt" fo:font-style="italic"/>
</style:style>
<style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph"
 style:parent-style-name="Standard" style:default-outline-level="2" style:class="text"><style:paragraph-properties
 fo:keep-with-next="always"/><style:text-properties fo:font-size="13pt" fo:font-weight="bold"/></style:style>
</office:styles>
<office:automatic-styles>
<style:style style:name="Hidden" style:family="text"><style:text-properties text:display="none"/></style:style>
<text:list-style style:name="Bullets"><text:list-level-style-bullet text:level="1" text:bullet-char="•">
<style:list-level-properties text:space-before="4mm" text:min-label-width="4mm"/></text:list-level-style-bullet>
<text:list-level-style-bullet text:level="2" text:bullet-char="–"><style:list-level-properties
 text:space-before="10mm" text:min-label-width="4mm"/></text:list-level-style-bullet></text:list-style>
<style:page-layout style:name="Small"><style:page-layout-properties fo:page-width="148mm" fo:page-height="210mm"
 fo:margin="15mm"/><style:header-style><style:header-footer-properties fo:min-height="8mm"/></style:header-style>
<style:footer-style><style:header-footer-properties fo:min-height="8mm"/></style:footer-style></style:page-layout>
</office:automatic-styles>
"""
_COMMENT = (
    "<office:annotation><dc:creator>Ada</dc:creator><dc:date>2025-03-01T10:00:00</dc:date>"
    "<text:p>{}</text:p></office:annotation>"
)
_CHANGE = "<office:change-info><dc:creator>Ada</dc:creator><dc:date>2025-03-01T10:00:00</dc:date></office:change-info>"


def picture() -> bytes:
    """Return a small grey PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes(90 + row for _ in range(40)) for row in range(30))
    header = struct.pack(">IIBBBBB", 40, 30, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def write_flat_odt(*, secrets: bool) -> str:
    """Return the story as flat OpenDocument; without `secrets` as it is when all changes were accepted."""
    remark, deleted, hidden = story.SECRETS
    changes = (
        "<text:tracked-changes><text:changed-region text:id='c1'><text:deletion>"
        f"{_CHANGE}<text:p>{deleted} of two dollars. </text:p></text:deletion></text:changed-region>"
        f"<text:changed-region text:id='c2'><text:insertion>{_CHANGE}</text:insertion></text:changed-region>"
        "</text:tracked-changes>"
    )
    inserted = f"<text:change-start text:change-id='c2'/>{story.INSERTED}<text:change-end text:change-id='c2'/>"
    extra = (
        f"<text:p text:style-name='Standard'>{_COMMENT.format(remark)}The reading room is open on weekdays. "
        f"<text:change text:change-id='c1'/>{inserted}<text:span text:style-name='Hidden'> {hidden} text.</text:span>"
        "</text:p>"
        if secrets
        else f"<text:p text:style-name='Standard'>The reading room is open on weekdays. {story.INSERTED}</text:p>"
    )
    body = [
        f"<text:p text:style-name='Title'>{story.TITLE}</text:p>",
        f"<text:p text:style-name='Subtitle'>{story.SUBTITLE}</text:p>",
    ]
    for number, part in enumerate(story.BODY):
        body.append(_write_part(part, is_lead=number == 0))
        if number == 1:
            body += [_write_picture(), extra]
    body += [f"<text:p text:style-name='Standard'>{line}</text:p>" for line in (*story.CONTACT, story.END_MARK)]
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_NAMESPACES} '
        'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">'
        "<office:meta><dc:title>draft 3 final</dc:title><meta:creation-date>2001-01-01T00:00:00</meta:creation-date>"
        f"</office:meta>{_STYLES}<office:master-styles><style:master-page style:name='Standard' "
        f"style:page-layout-name='Small'><style:header><text:p>{story.HEADER}</text:p></style:header><style:footer>"
        "<text:p>Page <text:page-number text:select-page='current'>1</text:page-number> of "
        "<text:page-count>4</text:page-count></text:p></style:footer></style:master-page></office:master-styles>"
        f"<office:body><office:text>{changes if secrets else ''}{''.join(body)}</office:text></office:body>"
        "</office:document>"
    )


def _write_part(part: Part, *, is_lead: bool) -> str:
    if part.kind == "heading":
        return f"<text:h text:style-name='Heading_20_2' text:outline-level='2'>{escape(part.text)}</text:h>"
    if part.kind == "list":
        return f"<text:list text:style-name='Bullets'>{''.join(map(_write_item, part.items))}</text:list>"
    if part.kind == "table":
        head, *rows = (
            "<table:table-row>"
            + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
            + "</table:table-row>"
            for row in part.rows
        )
        columns = f"<table:table-column table:number-columns-repeated='{len(part.rows[0])}'/>"
        header = f"<table:table-header-rows>{head}</table:table-header-rows>"
        return f"<table:table table:name='T'>{columns}{header}{''.join(rows)}</table:table>"
    # Soft hyphens are how an author lets a word be divided at the end of a line.
    text = escape(part.text, quote=False).replace("statements", "state\u00admen\u00adts")
    text = re.sub(r"\[([^\]]+)\]\(([^)]+)\)", r"<text:a xlink:type='simple' xlink:href='\2'>\1</text:a>", text)
    if not is_lead:
        return f"<text:p text:style-name='Standard'>{text}</text:p>"
    note = (
        "<text:note text:id='n1' text:note-class='footnote'><text:note-citation>1</text:note-citation>"
        f"<text:note-body><text:p>{story.NOTE}</text:p></text:note-body></text:note>"
    )
    return f"<text:p text:style-name='Standard'>{story.DATELINE} — {text}{note}</text:p>"


def _write_item(item: tuple[str, tuple[str, ...]]) -> str:
    text, inner = item
    items = "".join(f"<text:list-item><text:p>{words}</text:p></text:list-item>" for words in inner)
    nested = f"<text:list>{items}</text:list>" if items else ""
    return f"<text:list-item><text:p>{text}</text:p>{nested}</text:list-item>"


def _write_picture() -> str:
    data = base64.b64encode(picture()).decode()
    return (
        "<text:p text:style-name='Standard'><draw:frame draw:name='Gauge' text:anchor-type='as-char' svg:width='40mm' "
        f"svg:height='30mm'><draw:image><office:binary-data>{data}</office:binary-data></draw:image>"
        f"<svg:desc>{story.ALT}</svg:desc></draw:frame></text:p>"
    )


def write_with_libreoffice(suffixes: list[str]) -> dict[str, bytes]:
    """Return the story by suffix, each written by LibreOffice; the PDF has no changes to show."""
    assert SOFFICE, "LibreOffice is not installed"
    written = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for suffix in suffixes:
            source = folder / f"story-{suffix}.fodt"
            source.write_text(write_flat_odt(secrets=suffix != "pdf"), encoding="utf-8")
            profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
            command = [SOFFICE, profile, "--headless", "--convert-to", FILTERS[suffix], "--outdir", name, str(source)]
            subprocess.run(command, check=True, timeout=120, capture_output=True)
            written[suffix] = (folder / f"story-{suffix}.{suffix}").read_bytes()
    return written


def write_with_cairo() -> bytes:
    """Return the story as PDF by Cairo: lines set one by one, words divided at their ends, a header on each page."""
    import io

    import cairocffi

    written = io.BytesIO()
    surface = cairocffi.PDFSurface(written, _WIDTH, _HEIGHT)
    context = cairocffi.Context(surface)

    def choose(size: float, *, bold: bool) -> None:
        weight = cairocffi.FONT_WEIGHT_BOLD if bold else cairocffi.FONT_WEIGHT_NORMAL
        context.select_font_face("DejaVu Sans", cairocffi.FONT_SLANT_NORMAL, weight)
        context.set_font_size(size)

    def show(text: str, x: float, y: float) -> None:
        context.move_to(x, y)
        context.show_text(text)

    page, at = 0, _HEIGHT
    for lines, size, indent, bold in _texts():
        choose(size, bold=bold)
        column = _WIDTH - 2 * _MARGIN - indent
        broken = [
            part
            for line in lines
            for part in _broken(line, lambda text, column=column: context.text_extents(text)[4] <= column)
        ]
        if at + len(broken[:2]) * size * _LEADING > _HEIGHT - 50:
            if page:
                surface.show_page()
            page, at = page + 1, 70.0
            choose(8, bold=False)
            show(story.HEADER, _MARGIN, 30)
            show(f"– {page} –", _WIDTH / 2 - 10, _HEIGHT - 25)
            choose(size, bold=bold)
        for line in broken:
            show(line, _MARGIN + indent, at)
            at += size * _LEADING
        at += size * 0.8
    surface.finish()
    return written.getvalue()


_WIDTH, _HEIGHT, _MARGIN, _LEADING = 420.0, 595.0, 40.0, 1.3


def _texts() -> Iterator[tuple[Sequence[str], float, float, bool]]:
    """Yield texts with their size, indent and weight; tables and Persian are left out, for Cairo sets neither."""
    yield [story.TITLE], 15, 0, True
    yield [story.SUBTITLE], 11, 0, False
    for number, part in enumerate(story.BODY):
        if part.kind == "heading":
            yield [part.text], 11, 0, True
        elif part.kind == "list":
            for text, inner in part.items:
                yield [f"• {text}"], 9, 0, False
                yield from (([f"– {words}"], 9, 14, False) for words in inner)
        elif part.kind == "paragraph" and part.text != story.PERSIAN:
            text = story.words_of(part)
            yield [f"{story.DATELINE} — {text}" if number == 0 else text], 9, 0, False
    yield story.CONTACT, 9, 0, False


def _broken(text: str, fits: Callable[[str], bool]) -> list[str]:
    """Return the text as lines; a long word that does not fit is divided, as typesetters do."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        head = f"{lines[-1]} {word[:5]}-"
        if fits(longer):
            lines[-1] = longer
        elif word.isalpha() and len(word) > 9 and fits(head):
            lines[-1] = head
            lines.append(word[5:])
        else:
            lines.append(word)
    return lines
