"""Rich texts: what reaches the release, what must not, and files that are none."""

import re

import pytest

from generator.ingest.formats import rtf
from generator.ingest.reading import Item, Reading
from generator.problems import ImportRefused

LEAD = "The Harbour Trust opened the old lighthouse to its visitors today, after nine years of repairs by its members."
HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0 Times;}{\f1\fswiss\fcharset204 Arial Cyr;}"
    r"{\f2\fnil\fcharset128 MS Mincho;}}{\colortbl;\red0\green0\blue0;}"
    r"{\stylesheet{\s0 Normal;}{\s15\qc\b Title;}{\*\cs16 Secret Style;}}"
    r"{\info{\title Harbour Trust annual lamp report}{\author SECRETAUTHOR}{\creatim\yr2001\mo1\dy1}}"
    r"{\*\generator SECRETGENERATOR;}{\header\pard Harbour Trust, Quay 4\par}" + "\n"
)
TITLE = r"\pard\s15\b Lighthouse Opens\par" + "\n"
DATED = r"\pard\plain PORT ELLEN, Maine, March 4, 2019 \emdash  " + LEAD + r"\par" + "\n"
DAMAGED = "the file is damaged or was cut short; get it again from where it came, or open it and save it anew"


def write_rtf(*parts: str) -> bytes:
    return (HEAD + "".join(parts) + "}").encode("cp1252")


def item(data: bytes, name: str = "a.rtf") -> Item:
    return Item(name=name, shown=f"inbox/{name}", data=data)


def read(*parts: str) -> Reading:
    return rtf.read(item(write_rtf(TITLE, DATED, *parts)))


def messages(reading: Reading) -> list[str]:
    return [problem.message for problem in reading.problems]


def test_a_release_keeps_title_dateline_headings_lists_tables_links_and_notes() -> None:
    reading = read(
        r"\pard\outlinelevel1 What is new\par",
        r"{\listtext\'b7\tab}\pard\ls1\ilvl0 A lens\par",
        r"{\listtext 1.\tab}\pard\ls1\ilvl1{\listtext 1.\tab}ground in Leiden\par",
        r"\pard{\listtext\'b7\tab}\ls1\ilvl0 A stair\par",
        r"\trowd\cellx1\cellx2\pard\intbl Year\cell Visitors\cell\row",
        r"\trowd\cellx1\cellx2\pard\intbl 2018\cell 4,100\cell\row",
        r"\pard Read {\field{\*\fldinst{HYPERLINK "
        r'"https://harbour.example/lamp"}}{\fldrslt{\ul about the lamp}}} and {\b see it}',
        r"{\super\chftn{\footnote\pard\plain Measured in May.}}.\par",
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
    assert "SECRET" not in repr(reading)


def test_a_star_holds_for_the_word_behind_it_alone() -> None:
    body = read(
        TITLE,
        rf"\pard {LEAD}\chftn{{\*\footnote \chftn\pard\plain \s30\qj{{\loch Measured in May.}}}}\par",
        r"{\shp{\*\shpinst\shpleft10\shptop10{\sp{\sn SECRETNAME}{\sv 1}}{\shptxt \pard In a box.\par}}}\par",
    ).body
    assert "Measured in May." in body
    assert "In a box." in body
    assert "SECRETNAME" not in body


def test_comments_deletions_and_hidden_text_reach_no_field_and_are_counted() -> None:
    reading = read(
        r"\pard It stood dark.{\v SECRETHIDDEN {\b SECRETHIDDEN}}{\deleted\revauth1 SECRETPRICE}",
        r"{\revised It} shines again.{\*\atnid AB}{\*\atnauthor SECRETNAME}\chatn{\*\annotation\pard SECRETREMARK}",
        r"\v SECRETRUN\v0  Truly.\par",
        r"{\v\pard SECRETPARAGRAPH\par}",
    )
    assert "SECRET" not in repr(reading)
    assert "It stood dark.It shines again. Truly." in reading.body
    assert messages(reading) == [
        f"{LEFT_OUT}: 1 comment, 1 tracked deletion, 3 hidden passages; the original keeps what was left out",
        "page headers and footers were left out: 'Harbour Trust, Quay 4'; add what the release needs of them",
    ]


LEFT_OUT = "not part of the release and left out"
CHARACTERS = {
    "code page 1252": (r"caf\'e9 \'93so\'94 \'80 5", "café “so” € 5"),
    "raw byte": ("café", "café"),
    "Unicode with a stand-in": (r"na\u239\'efve \u8212- done", "naïve — done"),
    "Unicode with none": (r"\uc0\u1513\u1500\uc1 x", "שלx"),
    "negative Unicode": (r"\u-3585?", "\uf1ff"),
    "beyond U+FFFF": (r"\u-10179?\u-8704?", "\U0001f600"),
    "Cyrillic font": (r"{\f1 \'cc\'e0\'ff\'ea}", "Маяк"),
    "two bytes, one of them a letter": (r"{\f2 \'93\'94\'83e}", "灯テ"),
    "typography": (r"\ldblquote a\rquote b\rdblquote\endash\~c\_d", "“a’b”– c\u2011d"),
    "escaped signs": (r"a \{b\} \\c", "a {b} \\c"),
    "a word for the Unicode character": (r"\u8217\rquote s, x\u8209\_y", "’s, x\u2011y"),
    "Unicode alternative": (r"{\upr{Mayak}{\*\ud{\u1052?\u1072?\u1103?\u1082?}}}", "Маяк"),
}


@pytest.mark.parametrize("name", CHARACTERS)
def test_characters_are_those_the_writer_meant(name: str) -> None:
    written, meant = CHARACTERS[name]
    assert f"Mark: {meant}" in read(r"\pard Mark: " + written + r"\par").body


def test_what_is_no_picture_stays_in_the_original_and_binary_data_is_no_text() -> None:
    reading = read(
        r"\pard{\*\shppict{\pict\pngblip 89504e47}}{\nonshppict{\pict\wmetafile8 010009}}\par",
        r"{\pict\pngblip\bin7 }{}}{\\}\pard After it.\par",
    )
    assert reading.body.endswith("After it.")
    assert "8950" not in reading.body
    assert messages(reading)[-1].startswith("left in the original, for it is no PNG")
    assert "'picture'" in messages(reading)[-1]


def test_the_title_of_the_properties_serves_only_a_text_without_one_and_no_date_comes_from_them() -> None:
    reading = rtf.read(item(write_rtf(rf"\pard PORT ELLEN, Maine \emdash  {LEAD}\par")))
    assert reading.front.title == "Harbour Trust annual lamp report"
    assert "title" in reading.inferred
    assert reading.front.date is None


HOSTILE = {
    "cut short": (write_rtf(TITLE, DATED)[:-40], DAMAGED),
    "only its first bytes": (rb"{\rtf1", DAMAGED),
    "nested too deep": (
        write_rtf("{" * 100_000),
        "the file is nested deeper than any document; open it, and save it anew",
    ),
    "no words": (
        rb"{\rtf1\ansi\par}",
        "the file holds no text that could be a release; put the text of the release into it, or delete it",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_recognised_and_refused_in_one_sentence(name: str) -> None:
    data, message = HOSTILE[name]
    assert rtf.recognises(item(data))
    with pytest.raises(ImportRefused) as refusal:
        rtf.read(item(data))
    assert [problem.message for problem in refusal.value.problems] == [message]


def test_a_long_line_is_read_and_one_longer_than_any_release_is_refused() -> None:
    assert read(r"\pard " + "lamp " * 190_000 + r"\par").body.count("lamp") >= 190_000
    with pytest.raises(ImportRefused) as refusal:
        read(r"\pard " + "lamp " * 400_000 + r"\par")
    assert "this is no press release: one line or paragraph of it has" in refusal.value.problems[0].message


@pytest.mark.parametrize("data", [b"", b"Lighthouse Opens", b"PK\x03\x04"])
def test_other_bytes_are_not_recognised_whatever_their_name(data: bytes) -> None:
    assert not rtf.recognises(item(data))


def test_a_rich_text_is_recognised_whatever_its_name() -> None:
    assert rtf.recognises(item(write_rtf(TITLE), "release.doc"))


ENCODINGS = {
    "Windows, Central Europe": (rb"\ansi\ansicpg1250\deff0{\fonttbl{\f0\fnil\fcharset0 Arial;}}", rb"\'a3\'f3d\'9f"),
    "the font of what names none": (rb"\ansi\ansicpg1252\deff3{\fonttbl{\f3\fcharset238 Arial;}}", rb"\'a3\'f3d\'9f"),
    "a code page of the font": (rb"\ansi\deff0{\fonttbl{\f0\fnil\cpg1250 Arial;}}", rb"\f0 \'a3\'f3d\'9f"),
    "DOS, Western Europe": (rb"\pca", rb"\u321?\'a2d\u378?"),
    "the Macintosh": (rb"\mac", rb"\u321?\'97d\u378?"),
}


@pytest.mark.parametrize("name", ENCODINGS)
def test_bytes_are_in_the_code_page_of_their_font_or_of_the_document(name: str) -> None:
    head, written = ENCODINGS[name]
    page = rb"{\rtf1" + head + rb"\pard Mark: " + written + rb"\par " + LEAD.encode() + rb"\par}"
    assert "Mark: Łódź" in f"{(reading := rtf.read(item(page))).front.title} {reading.body}"


def test_a_text_box_does_not_cut_the_paragraph_that_it_is_fixed_to() -> None:
    box = r"{\shp{\*\shpinst\shpleft10{\sp{\sn shapeType}{\sv 202}}{\shptxt \pard In a box.\par Two lines.\par}}"
    text = r"{\shprslt{\*\do\dobxpage{\dptxbx{\dptxbxtext\pard In a box.\par}}}}}"
    body = read(r"\pard The lamp " + box + text + r"burns.\par").body
    assert "The lamp burns." in body
    assert body.count("In a box.") == 1
    assert "Two lines." in body


def test_a_box_in_a_cell_leaves_the_row_whole() -> None:
    cell = r"{\shp{\*\shpinst{\shptxt \pard In a box.\par}}}Year\cell"
    body = read(rf"\trowd\cellx1\cellx2\pard\intbl {cell} Visitors\cell\row\pard After.\par").body
    assert re.search(r"\| .*Year +\| Visitors +\|", body)
    assert body.endswith("After.")


def test_a_cell_over_two_columns_leaves_the_figures_below_their_heads() -> None:
    body = read(
        r"\trowd\cellx2000\cellx3000\pard\intbl Visitors\cell Boats\cell\row",
        r"\trowd\cellx1000\cellx2005\cellx3000\pard\intbl North\cell 4,100\cell 17\cell\row",
    ).body
    assert re.search(r"\| Visitors +\| +\| Boats +\|", body)
    assert re.search(r"\| North +\| 4,100 +\| 17 +\|", body)


def test_what_an_embedded_object_shows_is_read_and_the_object_counted() -> None:
    reading = read(
        r"\pard Sales were {\object\objemb{\*\objclass Excel.Sheet.8}{\*\objdata 0105}",
        r"{\result 4.1 million}} crowns.\par",
    )
    assert "Sales were 4.1 million crowns." in reading.body
    assert any("left in the original: 1 embedded object;" in message for message in messages(reading))
