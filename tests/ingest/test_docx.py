"""Word files: what reaches the release, what must not, and files that are none."""

import io
import re
import zipfile
from collections.abc import Mapping

import pytest

from generator.ingest.formats import docx
from generator.ingest.reading import Item, Reading
from generator.problems import ImportRefused

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPES = (
    f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = (
    f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
DOCUMENT_RELATIONS = (
    f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/numbering" Target="numbering.xml"/>'
    f'<Relationship Id="rId3" Type="{OFFICE}/comments" Target="comments.xml"/>'
    f'<Relationship Id="rId4" Type="{OFFICE}/footnotes" Target="footnotes.xml"/>'
    f'<Relationship Id="rId5" Type="{OFFICE}/image" Target="media/image1.png"/>'
    f'<Relationship Id="rId6" Type="{OFFICE}/hyperlink" Target="https://harbour.example/lamp" TargetMode="External"/>'
    f'<Relationship Id="rId7" Type="{OFFICE}/header" Target="header1.xml"/>'
    f'<Relationship Id="rId8" Type="{OFFICE}/image" Target="https://tracker.example/p.png" TargetMode="External"/>'
    "</Relationships>"
)
STYLES = (
    f'{HEAD}<w:styles {NAMESPACES}><w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Note"><w:name w:val="Note"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Note2"><w:name w:val="Note 2"/><w:basedOn w:val="Note"/></w:style>'
    "</w:styles>"
)
NUMBERING = (
    f'{HEAD}<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
COMMENTS = (
    f'{HEAD}<w:comments {NAMESPACES}><w:comment w:id="0" w:author="Ada"><w:p><w:r><w:t>SECRETREMARK</w:t></w:r></w:p>'
    "</w:comment></w:comments>"
)
FOOTNOTES = (
    f'{HEAD}<w:footnotes {NAMESPACES}><w:footnote w:id="2"><w:p><w:r><w:t>Measured in May.</w:t></w:r>'
    "<w:del><w:r><w:delText>SECRETNOTE</w:delText></w:r></w:del></w:p></w:footnote></w:footnotes>"
)
CORE = (
    f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    "<dc:title>Harbour Trust annual lamp report</dc:title><dcterms:created>2001-01-01T00:00:00Z</dcterms:created>"
    "</cp:coreProperties>"
)
HEADER = f"{HEAD}<w:hdr {NAMESPACES}><w:p><w:r><w:t>Harbour Trust, Quay 4</w:t></w:r></w:p></w:hdr>"
LEAD = "The Harbour Trust opened the old lighthouse to its visitors today, after nine years of repairs by its members."


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    content = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def item_of_list(text: str, level: int = 0) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')


def picture(relation: str = 'r:embed="rId5"') -> str:
    return (
        "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill>"
        f"<a:blip {relation}/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def write_docx(*content: str, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    body = f"{HEAD}<w:document {NAMESPACES}><w:body>{''.join(content)}<w:sectPr/></w:body></w:document>"
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": RELATIONS,
            "word/document.xml": body,
            "word/_rels/document.xml.rels": DOCUMENT_RELATIONS,
            "word/styles.xml": STYLES,
            "word/numbering.xml": NUMBERING,
            "word/comments.xml": COMMENTS if "commentReference" in body else f"{HEAD}<w:comments {NAMESPACES}/>",
            "word/footnotes.xml": FOOTNOTES,
            "word/media/image1.png": b"\x89PNG",
            **(parts or {}),
        }.items():
            package.writestr(name, data)
    return written.getvalue()


def item(data: bytes, name: str = "a.docx") -> Item:
    return Item(name=name, shown=f"inbox/{name}", data=data)


def read(*content: str, parts: Mapping[str, str | bytes] | None = None) -> Reading:
    return docx.read(item(write_docx(*content, parts=parts)))


def messages(reading: Reading) -> list[str]:
    return [problem.message for problem in reading.problems]


TITLE = paragraph("Lighthouse Opens", '<w:pStyle w:val="Titel"/>')
LEFT_OUT = "not part of the release and left out"
DATED = paragraph(f"PORT ELLEN, Maine, March 4, 2019 — {LEAD}")


def test_a_release_keeps_title_dateline_headings_lists_tables_links_and_notes() -> None:
    link = f'<w:hyperlink r:id="rId6">{run("about the lamp")}</w:hyperlink>'
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    cells = ["Year", "Visitors", "2018", "4,100"]
    rows = "".join(
        f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in cells[at : at + 2])}</w:tr>" for at in (0, 2)
    )
    reading = read(
        TITLE,
        DATED,
        paragraph("What is new", '<w:pStyle w:val="berschrift2"/>'),
        item_of_list("A lens"),
        item_of_list("ground in Leiden", 1),
        item_of_list("A stair"),
        f"<w:tbl>{rows}</w:tbl>",
        paragraph(run("Read more ") + link + run(" and ") + run("see it", "<w:b/>") + note),
    )
    assert (reading.front.title, str(reading.front.date)) == ("Lighthouse Opens", "2019-03-04")
    assert "title" not in reading.inferred
    assert "date" not in reading.inferred
    assert reading.body.startswith(LEAD)
    assert "## What is new" in reading.body
    assert "- A lens\n    1. ground in Leiden\n- A stair" in reading.body
    assert re.search(r"\| 2018 +\| 4,100 +\|", reading.body)
    assert "[about the lamp](https://harbour.example/lamp)" in reading.body
    assert "**see it**" in reading.body
    assert "Measured in May." in reading.body
    assert "↑" not in reading.body
    assert "SECRET" not in reading.body


def test_comments_deletions_and_hidden_text_reach_no_field_and_are_counted() -> None:
    reading = read(
        TITLE,
        DATED,
        paragraph(
            '<w:commentRangeStart w:id="0"/>'
            + run("It stood dark.")
            + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
            + '<w:del w:id="3" w:author="Ada"><w:r><w:delText>SECRETPRICE</w:delText></w:r></w:del>'
            + f'<w:ins w:id="4" w:author="Ada">{run(" It shines again.")}</w:ins>'
            + f"<w:moveFrom>{run('SECRETMOVE')}</w:moveFrom>"
            + run("SECRETHIDDEN", "<w:vanish/>")
            + run("SECRETHIDDEN", "<w:vanish/><w:b/>")
            + run(" Truly.", '<w:vanish w:val="0"/>')
        ),
        paragraph("SECRETSTYLE", '<w:pStyle w:val="Note2"/>'),
        paragraph(run("Shown all the same.", '<w:vanish w:val="false"/>'), '<w:pStyle w:val="Note"/>'),
        f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('SECRETROW')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{paragraph('Kept row')}</w:tc><w:tc>{paragraph('kept cell')}</w:tc></w:tr></w:tbl>",
    )
    assert "SECRET" not in repr(reading)
    assert "It stood dark. It shines again. Truly." in reading.body
    assert "Shown all the same." in reading.body
    assert "Kept row" in reading.body
    assert messages(reading) == [
        f"{LEFT_OUT}: 1 comment, 4 tracked deletions, 2 hidden passages; the original keeps what was left out"
    ]
    assert reading.problems[0].path == "inbox/a.docx"
    assert reading.problems[0].severity == "warning"


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    joined = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('One half, ')}</w:p>{paragraph('the other half.')}"
    reading = read(TITLE, DATED, joined, parts={"word/footnotes.xml": f"{HEAD}<w:footnotes {NAMESPACES}/>"})
    assert "One half, the other half." in reading.body
    assert messages(reading) == []


def test_pictures_that_cannot_be_shown_are_counted_and_never_written_into_the_body() -> None:
    reading = read(TITLE, DATED, paragraph(picture('r:embed="rId99"') + picture('r:link="rId8"')))
    assert "data:" not in reading.body
    assert "![" not in reading.body
    assert "tracker" not in repr(reading)
    assert (
        "left in the original: 2 pictures; save what the release needs under content/media/ and name it in 'media'"
        in messages(reading)
    )


def test_what_other_programs_made_is_counted() -> None:
    reading = read(
        TITLE, DATED, '<w:altChunk r:id="rId5"/>', paragraph("<w:r><w:object><o:OLEObject/></w:object></w:r>")
    )
    assert messages(reading)[-1].startswith("left in the original: 2 embedded objects;")


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('Open daily from nine.')}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert read(TITLE, DATED, paragraph(both)).body.count("Open daily from nine.") == 1


MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
SPELLED = {
    "a simple field": (f'<w:fldSimple w:instr="AUTHOR">{run("Ada")}</w:fldSimple>', "Ada"),
    "a field in a change of direction": (
        f'<w:bdo w:val="rtl"><w:fldSimple w:instr="A">{run("Ada")}</w:fldSimple></w:bdo>',
        "Ada",
    ),
    "a direction": (f'<w:dir w:val="rtl">{run("Ada")}</w:dir>', "Ada"),
    "how a character is read": (
        "<w:r><w:ruby><w:rt><w:r><w:t>とう</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>塔</w:t></w:r></w:rubyBase></w:ruby></w:r>",
        "塔（とう）",
    ),
    "a carriage return": ("<w:r><w:t>one</w:t><w:cr/><w:t>two</w:t></w:r>", "one  \ntwo"),
    "a formula": (
        f'<m:oMathPara xmlns:m="{MATH}"><m:oMath><m:r><m:t>a=πr</m:t></m:r></m:oMath></m:oMathPara>',
        "a=πr",
    ),
}


@pytest.mark.parametrize(("content", "words"), SPELLED.values(), ids=SPELLED)
def test_what_the_converter_passes_over_is_read(content: str, words: str) -> None:
    reading = read(TITLE, DATED, paragraph(f"{run('Mark: ')}{content}{run(' end.')}"))
    assert f"Mark: {words} end." in reading.body
    assert any("1 embedded object" in message for message in messages(reading)) == ("oMath" in content)


def test_a_text_box_without_a_form_for_older_programs_is_read() -> None:
    box = f'<wps:txbx xmlns:wps="urn:shape"><w:txbxContent>{paragraph(run("In a box."))}</w:txbxContent></wps:txbx>'
    choice = f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
    around = f'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">{choice}'
    for written in (f"{around}</mc:AlternateContent>", f"<w:drawing>{box}</w:drawing>"):
        body = read(TITLE, DATED, paragraph(f"{run('Anchor.')}<w:r>{written}</w:r>")).body
        assert body.count("In a box.") == 1
        assert "Anchor." in body


def test_page_headers_are_told() -> None:
    reading = read(TITLE, DATED, parts={"word/header1.xml": HEADER})
    assert any("'Harbour Trust, Quay 4'" in message for message in messages(reading))
    assert "Quay 4" not in reading.body


def test_the_title_of_the_properties_serves_only_a_text_without_one_and_no_date_comes_from_them() -> None:
    without = read(paragraph(f"PORT ELLEN, Maine — {LEAD}"), parts={"docProps/core.xml": CORE})
    assert without.front.title == "Harbour Trust annual lamp report"
    assert "title" in without.inferred
    assert without.front.date is None
    assert read(TITLE, DATED, parts={"docProps/core.xml": CORE}).front.title == "Lighthouse Opens"


@pytest.mark.parametrize("title", ["", "Microsoft Word - final.doc", "Document1", "Press Release", "x.docx"])
def test_a_meaningless_property_is_no_title(title: str) -> None:
    core = CORE.replace("Harbour Trust annual lamp report", title)
    reading = read(paragraph(f"PORT ELLEN, Maine — {LEAD}"), parts={"docProps/core.xml": core})
    assert reading.front.title != title


BILLION = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>"
EXTERNAL = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
DECLARES = "the file declares XML entities, which no word processor does; open it in one, and save it anew"
DAMAGED = "the file is damaged or was cut short; get it again from where it came, or open it and save it anew"


def with_document(document: str | bytes) -> bytes:
    return write_docx(parts={"word/document.xml": document})


HOSTILE = {
    "cut short": (write_docx(TITLE, DATED)[:1500], DAMAGED),
    "billion laughs": (with_document(f"{HEAD}{BILLION}<w:document {NAMESPACES}>&b;</w:document>"), DECLARES),
    "external entity": (with_document(f"{HEAD}{EXTERNAL}<w:document {NAMESPACES}>&a;</w:document>"), DECLARES),
    "entity in a part that is not read": (
        write_docx(TITLE, DATED, parts={"word/settings.xml": f"{EXTERNAL}<x>&a;</x>"}),
        DECLARES,
    ),
    "broken XML": (with_document("<w:document"), DAMAGED),
    "no body": (with_document(f"<w:document {NAMESPACES}/>"), DAMAGED),
    "zip bomb": (
        write_docx(TITLE, parts={"word/media/a.xml": bytes(30 * 2**20)}),
        "the file unpacks to more than 200 times its size, as no document does; save it anew",
    ),
    "nested too deep": (
        with_document(f"<w:document {NAMESPACES}>{'<w:p>' * 9000}{'</w:p>' * 9000}</w:document>"),
        "the file is nested deeper than any document; open it, and save it anew",
    ),
    "under a password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(500),
        "the file is under a password; open it, save it without one, and import that",
    ),
    "no words": (
        write_docx(paragraph(picture())),
        "the file holds no text that could be a release; put the text of the release into it, or delete it",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_recognised_and_refused_in_one_sentence(name: str) -> None:
    data, message = HOSTILE[name]
    assert docx.recognises(item(data))
    with pytest.raises(ImportRefused) as refusal:
        docx.read(item(data))
    assert [problem.message for problem in refusal.value.problems] == [message]


def test_a_package_that_unpacks_to_too_much_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.ingest.formats.office_zip._MOST_BYTES", 1000)
    with pytest.raises(ImportRefused, match="more than a document has"):
        docx.read(item(write_docx(TITLE, DATED)))


@pytest.mark.parametrize("data", [b"", b"Lighthouse Opens", b"PK\x03\x04 no zip", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_other_bytes_are_not_recognised_whatever_their_name(data: bytes) -> None:
    assert not docx.recognises(item(data))


def test_a_word_file_is_recognised_whatever_its_name() -> None:
    assert docx.recognises(item(write_docx(TITLE), "release.txt"))


def test_a_zip_of_word_files_is_none() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("a.docx", write_docx(TITLE))
    assert not docx.recognises(item(written.getvalue()))


def test_without_mammoth_the_refusal_names_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "mammoth", None)
    with pytest.raises(ImportRefused, match=r"pip install 'dateline\[import\]'"):
        docx.read(item(write_docx(TITLE, DATED)))
