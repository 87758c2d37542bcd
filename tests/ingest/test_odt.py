"""OpenDocument texts: what reaches the release, what must not, and files that are none."""

import io
import re
import zipfile
from collections.abc import Mapping

import pytest

from generator.ingest.formats import odt
from generator.ingest.reading import Item, Reading
from generator.problems import ImportRefused

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
URN = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = " ".join(
    f'xmlns:{name}="{address}"'
    for name, address in {
        "office": f"{URN}:office:1.0",
        "text": f"{URN}:text:1.0",
        "table": f"{URN}:table:1.0",
        "style": f"{URN}:style:1.0",
        "draw": f"{URN}:drawing:1.0",
        "fo": f"{URN}:xsl-fo-compatible:1.0",
        "svg": f"{URN}:svg-compatible:1.0",
        "meta": f"{URN}:meta:1.0",
        "xlink": "http://www.w3.org/1999/xlink",
        "dc": "http://purl.org/dc/elements/1.1/",
    }.items()
)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
AUTOMATIC = (
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
    '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/></style:style>'
    '<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/>'
    '<text:list-level-style-number text:level="2" style:num-format="1"/></text:list-style>'
)
SHARED = (
    f"{HEAD}<office:document-styles {NAMESPACES}><office:styles>"
    '<style:style style:name="Title" style:family="paragraph"/>'
    '<style:style style:name="Secret" style:family="paragraph"><style:text-properties text:display="none"/>'
    "</style:style></office:styles><office:automatic-styles>"
    '<style:style style:name="T2" style:family="text"/></office:automatic-styles><office:master-styles>'
    '<style:master-page style:name="Standard"><style:header><text:p>Harbour Trust, Quay 4</text:p></style:header>'
    "</style:master-page></office:master-styles></office:document-styles>"
)
META = (
    f"{HEAD}<office:document-meta {NAMESPACES}><office:meta><dc:title>Harbour Trust annual lamp report</dc:title>"
    "<meta:creation-date>2001-01-01T00:00:00</meta:creation-date></office:meta></office:document-meta>"
)
LEAD = "The Harbour Trust opened the old lighthouse to its visitors today, after nine years of repairs by its members."
TITLE = '<text:p text:style-name="P1">Lighthouse Opens</text:p>'
LEFT_OUT = "not part of the release and left out"
DATED = f"<text:p>PORT ELLEN, Maine, March 4, 2019 — {LEAD}</text:p>"
DAMAGED = "the file is damaged or was cut short; get it again from where it came, or open it and save it anew"
DECLARES = "the file declares XML entities, which no word processor does; open it in one, and save it anew"


def content(*body: str, doctype: str = "") -> str:
    return (
        f"{HEAD}{doctype}<office:document-content {NAMESPACES}><office:automatic-styles>{AUTOMATIC}"
        f"</office:automatic-styles><office:body><office:text>{''.join(body)}</office:text></office:body>"
        "</office:document-content>"
    )


def write_odt(*body: str, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", MEDIA_TYPE, zipfile.ZIP_STORED)
        for name, data in {"content.xml": content(*body), **(parts or {})}.items():
            package.writestr(name, data)
    return written.getvalue()


def item(data: bytes, name: str = "a.odt") -> Item:
    return Item(name=name, shown=f"inbox/{name}", data=data)


def read(*body: str, parts: Mapping[str, str | bytes] | None = None) -> Reading:
    return odt.read(item(write_odt(*body, parts=parts)))


def messages(reading: Reading) -> list[str]:
    return [problem.message for problem in reading.problems]


def test_a_release_keeps_title_dateline_headings_lists_tables_links_and_notes() -> None:
    reading = read(
        TITLE,
        DATED,
        '<text:h text:outline-level="2">What is new</text:h>',
        '<text:list text:style-name="L1"><text:list-item><text:p>A lens</text:p><text:list><text:list-item>'
        "<text:p>ground in Leiden</text:p></text:list-item></text:list></text:list-item><text:list-item>"
        "<text:p>A stair</text:p></text:list-item></text:list>",
        '<table:table><table:table-column table:number-columns-repeated="2"/><table:table-header-rows><table:table-row>'
        "<table:table-cell><text:p>Year</text:p></table:table-cell><table:table-cell><text:p>Visitors</text:p>"
        "</table:table-cell></table:table-row></table:table-header-rows><table:table-row><table:table-cell>"
        "<text:p>2018</text:p></table:table-cell><table:table-cell><text:p>4,100</text:p></table:table-cell>"
        "</table:table-row></table:table>",
        '<text:p>Read<text:s text:c="2"/>more <text:a xlink:href="https://harbour.example/lamp">about the lamp</text:a>'
        ' and <text:span text:style-name="T1">see it</text:span><text:note><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>Measured in May.</text:p></text:note-body></text:note>.</text:p>",
        '<text:p>Quay 4<text:line-break/>Port Ellen &lt;north&gt;<text:bookmark text:name="x"/></text:p>',
    )
    assert (reading.front.title, str(reading.front.date)) == ("Lighthouse Opens", "2019-03-04")
    assert not {"title", "date"} & set(reading.inferred)
    assert reading.body.startswith(LEAD)
    assert "## What is new" in reading.body
    assert "- A lens\n    1. ground in Leiden\n- A stair" in reading.body
    assert re.search(r"\| 2018 +\| 4,100 +\|", reading.body)
    assert "[about the lamp](https://harbour.example/lamp)" in reading.body
    assert "**see it**" in reading.body
    assert reading.body.count("Measured in May.") == 1
    assert "Port Ellen" in reading.body
    assert messages(reading) == []


def test_comments_deletions_and_hidden_text_reach_no_field_and_are_counted() -> None:
    reading = read(
        "<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>SECRETNAME"
        "</dc:creator></office:change-info><text:p>SECRETPRICE</text:p></text:deletion></text:changed-region>"
        "<text:changed-region><text:insertion/></text:changed-region></text:tracked-changes>",
        TITLE,
        DATED,
        "<text:p>It stood dark.<office:annotation><dc:creator>SECRETNAME</dc:creator><text:p>SECRETREMARK</text:p>"
        '</office:annotation><text:change text:change-id="1"/> It shines again.'
        '<text:span text:style-name="T2">SECRETSPAN</text:span></text:p>',
        '<text:p text:style-name="Secret">SECRETPARAGRAPH</text:p>',
        '<text:section text:display="none"><text:p>SECRETSECTION</text:p></text:section>',
        '<text:p><text:hidden-text text:string-value="SECRETFIELD">SECRETFIELD</text:hidden-text></text:p>',
        parts={"styles.xml": SHARED},
    )
    assert "SECRET" not in repr(reading)
    assert "It stood dark. It shines again." in reading.body
    assert messages(reading) == [
        f"{LEFT_OUT}: 1 comment, 1 tracked deletion, 4 hidden passages; the original keeps what was left out",
        "page headers and footers were left out: 'Harbour Trust, Quay 4'; add what the release needs of them",
    ]


def test_pictures_are_counted_and_text_boxes_read() -> None:
    reading = read(
        TITLE,
        DATED,
        '<text:p><draw:frame><draw:image xlink:href="Pictures/1.png"/><svg:desc>a lamp</svg:desc></draw:frame>'
        "<draw:frame><draw:text-box><text:p>Open daily from nine.</text:p></draw:text-box></draw:frame></text:p>",
    )
    assert "Open daily from nine." in reading.body
    assert "![" not in reading.body
    assert messages(reading)[0].startswith("left in the original: 1 picture;")


def test_a_text_box_does_not_cut_the_paragraph_that_it_is_fixed_to() -> None:
    frame = "<draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame>"
    shape = "<draw:custom-shape><text:p>In a shape.</text:p></draw:custom-shape>"
    body = read(TITLE, DATED, f"<text:p>The lamp {frame}burns {shape}again.</text:p>").body
    assert body.endswith("In a box.\n\nIn a shape.\n\nThe lamp burns again.")


def test_how_characters_are_read_stands_in_brackets() -> None:
    ruby = "<text:ruby><text:ruby-base>塔</text:ruby-base><text:ruby-text>とう</text:ruby-text></text:ruby>"
    assert "塔（とう）の前" in read(TITLE, DATED, f"<text:p>{ruby}の前</text:p>").body


def test_the_title_of_the_properties_serves_only_a_text_without_one_and_no_date_comes_from_them() -> None:
    without = read(f"<text:p>PORT ELLEN, Maine — {LEAD}</text:p>", parts={"meta.xml": META})
    assert without.front.title == "Harbour Trust annual lamp report"
    assert "title" in without.inferred
    assert without.front.date is None
    assert read(TITLE, DATED, parts={"meta.xml": META}).front.title == "Lighthouse Opens"


HOSTILE = {
    "cut short": (write_odt(TITLE, DATED)[:400], DAMAGED),
    "billion laughs": (
        write_odt(parts={"content.xml": content("&b;", doctype="<!DOCTYPE x [<!ENTITY b 'ha'>]>")}),
        DECLARES,
    ),
    "external entity": (
        write_odt(parts={"content.xml": content("&b;", doctype="<!DOCTYPE x [<!ENTITY b SYSTEM 'file:///etc/x'>]>")}),
        DECLARES,
    ),
    "zip bomb": (
        write_odt(TITLE, parts={"Pictures/a.png": bytes(30 * 2**20)}),
        "the file unpacks to more than 200 times its size, as no document does; save it anew",
    ),
    "nested too deep": (
        write_odt("<text:span>" * 9000 + "</text:span>" * 9000),
        "the file is nested deeper than any document; open it, and save it anew",
    ),
    "under a password": (
        write_odt(TITLE, parts={"META-INF/manifest.xml": "<manifest:encryption-data/>"}),
        "the file is under a password; open it, save it without one, and import that",
    ),
    "not XML": (write_odt(parts={"content.xml": b"\xff\xfe\x00"}), DAMAGED),
    "no text": (write_odt(parts={"content.xml": "<office/>"}), DAMAGED),
    "no words": (
        write_odt("<text:p/>"),
        "the file holds no text that could be a release; put the text of the release into it, or delete it",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_recognised_and_refused_in_one_sentence(name: str) -> None:
    data, message = HOSTILE[name]
    assert odt.recognises(item(data))
    with pytest.raises(ImportRefused) as refusal:
        odt.read(item(data))
    assert [problem.message for problem in refusal.value.problems] == [message]


@pytest.mark.parametrize("data", [b"", b"Lighthouse Opens", b"PK\x03\x04 no zip"])
def test_other_bytes_are_not_recognised_whatever_their_name(data: bytes) -> None:
    assert not odt.recognises(item(data))


def test_a_text_is_recognised_whatever_its_name() -> None:
    assert odt.recognises(item(write_odt(TITLE), "release.zip"))
