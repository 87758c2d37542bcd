"""PDFs that ReportLab writes: paragraphs, furniture of pages, hyphens, and files that cannot be read."""

import io
from collections.abc import Callable

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, FrameBreak, PageTemplate, Paragraph, SimpleDocTemplate, Spacer

from generator.ingest.formats import pdf
from generator.ingest.reading import Item, Reading
from generator.problems import ImportRefused

LEAD = (
    "The Harbour Trust opened the old lighthouse to its visitors today, after nine years of repairs by its members. "
    "The lamp was ground in Leiden and can be seen from the ferries that come in at night."
)
DATED = f"PORT ELLEN, Maine, March 4, 2019 — {LEAD}"
SECOND = (
    "Visitors climb the stair in groups of ten, and the keepers tell them how the lamp was lit before there was "
    'electricity on the island. Tickets are sold <a href="https://harbour.example/tickets">at the quay</a>.'
)
BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=14, spaceAfter=8)
TITLE = ParagraphStyle("title", fontName="Times-Bold", fontSize=20, leading=24, spaceAfter=12)
HEADING = ParagraphStyle("heading", fontName="Times-Bold", fontSize=14, leading=18, spaceAfter=6)
BOLD = ParagraphStyle("bold", parent=BODY, fontName="Times-Bold")
DAMAGED = "the PDF is damaged or was cut short; get it again from where it came, or print it to a new PDF"

Drawing = Callable[[Canvas], None]


def write_story(*story: tuple[str, ParagraphStyle], draw: Callable[[Canvas, object], None] | None = None) -> bytes:
    written = io.BytesIO()
    template = SimpleDocTemplate(written, pagesize=A4, title="untitled", invariant=1)
    nothing = draw or (lambda canvas, document: None)
    flowables = [Paragraph(text, style) if text else Spacer(1, 400) for text, style in story]
    template.build(flowables, onFirstPage=nothing, onLaterPages=nothing)
    return written.getvalue()


def write_lines(*lines: str, title: str = "", encrypt: StandardEncryption | None = None, leading: float = 14) -> bytes:
    """Write lines as they are broken; an empty one is a gap."""
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A4, invariant=1, encrypt=encrypt)
    canvas.setTitle(title)
    canvas.setFont("Helvetica", 11)
    for number, line in enumerate(lines):
        canvas.drawString(72, 700 - leading * number, line)
    canvas.save()
    return written.getvalue()


def item(data: bytes, name: str = "a.pdf") -> Item:
    return Item(name=name, shown=f"inbox/{name}", data=data)


def read(data: bytes, name: str = "a.pdf") -> Reading:
    return pdf.read(item(data, name))


def messages(reading: Reading) -> list[str]:
    return [problem.message for problem in reading.problems]


def test_a_release_keeps_headline_dateline_paragraphs_headings_and_links() -> None:
    reading = read(
        write_story(
            ("FOR IMMEDIATE RELEASE", BOLD),
            ("Lighthouse Opens to Visitors after Nine Years of Repairs by the Members of the Trust", TITLE),
            (DATED, BODY),
            (SECOND, BODY),
            ("What is new", HEADING),
            ("The stair and the lens.", BODY),
        )
    )
    assert reading.front.title == (
        "Lighthouse Opens to Visitors after Nine Years of Repairs by the Members of the Trust"
    )
    assert str(reading.front.date) == "2019-03-04"
    assert not {"title", "date"} & set(reading.inferred)
    assert reading.body.endswith(
        f"{LEAD}\n\n"
        "Visitors climb the stair in groups of ten, and the keepers tell them how the lamp was lit before there was "
        "electricity on the island. Tickets are sold [at the quay](https://harbour.example/tickets).\n\n"
        "## What is new\n\nThe stair and the lens."
    )
    assert messages(reading) == []


def test_running_headers_footers_and_page_numbers_are_dropped_and_counted() -> None:
    def draw(canvas: Canvas, document: object) -> None:
        canvas.setFont("Times-Roman", 9)
        canvas.drawString(72, 810, "Harbour Trust | Press office")
        canvas.drawRightString(520, 30, f"Page {canvas.getPageNumber()} of 3")

    words = LEAD.split()
    long = [(f"Keepers {' '.join(words[at:] + words[:at])}", BODY) for at in range(33)]
    reading = read(write_story(("Lighthouse Opens", TITLE), (DATED, BODY), *long, draw=draw))
    assert "Press office" not in reading.body
    assert "Page" not in reading.body
    assert reading.body.split("\n\n") == [LEAD, *(text for text, _ in long)]
    told = "6 lines that the pages repeat left out (3 of headers and footers, 3 page numbers)"
    assert messages(reading) == [f"{told}: 'Harbour Trust | Press office'"]


def test_a_paragraph_goes_on_across_pages_and_past_what_the_writer_put_there() -> None:
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A4, invariant=1)
    canvas.setFont("Helvetica", 11)
    first = "The Harbour Trust opened the old lighthouse to its visitors today, after nine years of"
    for at, line in (
        (760, "Lighthouse Opens"),
        (720, "It is a day to remember on the quay of Port Ellen."),
        (60, first),
    ):
        canvas.drawString(72, at, line)
    canvas.drawString(280, 40, "-more-")
    canvas.showPage()
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, 760, "repairs by its members.")
    canvas.save()
    reading = read(written.getvalue())
    assert f"{first} repairs by its members." in reading.body
    assert "more" not in reading.body


def test_a_hyphen_at_a_line_end_goes_only_where_the_joined_word_occurs() -> None:
    reading = read(
        write_lines(
            "Lighthouse Opens",
            "",
            "The Harbour Trust opened the old lighthouse to its visitors, and the light-",
            "house shone over the quay of the town, as it did before in the days of well-",
            "known keepers, on all of the nights that were dark enough, in the pre-",
            "and post-war years of which the oldest of the members of the Trust still tell.",
        )
    )
    assert "the lighthouse shone" in reading.body
    assert "days of well-known keepers" in reading.body
    assert "pre- and post-war" in reading.body


def test_short_lines_stay_lines_and_bullets_become_a_list() -> None:
    reading = read(
        write_lines(
            "Lighthouse Opens",
            "",
            "The Harbour Trust opened the old lighthouse to its visitors today, after years of work",
            "by its members and by the masons of the island, who worked for nothing but their food:",
            "• the stair was mended with oak from the wreck of the Marigold, which sank off the cape",
            "in the storm of the year in which the lighthouse was built",
            "• the lens",
            "",
            "The tower",
            "Quay 4",
            "Port Ellen",
        )
    )
    assert (
        "- the stair was mended with oak from the wreck of the Marigold, which sank off the cape in the" in reading.body
    )
    assert "- the lens" in reading.body
    assert "The tower  \nQuay 4  \nPort Ellen" in reading.body


def test_lines_of_a_script_without_blanks_are_joined_without_one() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A4, invariant=1)
    canvas.setFont("STSong-Light", 11)
    lines = (
        "港口信托开放旧灯塔",
        "",
        "港口信托今天向参观者开放旧灯塔，经过九年的修缮，",
        "灯又亮了起来，船只可以再次看见它的光。",
    )
    for number, line in enumerate(lines):
        canvas.drawString(72, 700 - 14 * number, line)
    canvas.save()
    assert "经过九年的修缮，灯又亮了起来" in read(written.getvalue()).body


def scanned() -> bytes:
    from PIL import Image

    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A4, invariant=1)
    for _ in range(2):
        canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def test_a_pdf_without_text_becomes_a_draft_that_says_what_it_needs() -> None:
    reading = read(scanned(), "2011-09-30_harbour-trust_lamp.pdf")
    assert (reading.front.title, reading.front.status, reading.body) == ("harbour trust lamp", "draft", "")
    assert str(reading.front.date) == "2011-09-30"
    assert reading.inferred == ("title", "date")
    assert [problem.severity for problem in reading.problems] == ["warning"]
    assert messages(reading)[0].startswith("needs OCR: the PDF has no text that can be read on its 2 pages;")


def test_pages_without_text_among_others_are_named() -> None:
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A4, invariant=1)
    canvas.drawString(72, 700, "Lighthouse Opens")
    canvas.drawString(72, 660, "It shines again over the quay.")
    canvas.showPage()
    canvas.rect(10, 10, 100, 100)
    canvas.save()
    assert messages(read(written.getvalue())) == [
        "needs OCR: 1 page of the PDF (2) without text that can be read; compare the release with the original"
    ]


def test_the_title_of_the_properties_serves_only_a_text_without_one_and_no_date_comes_from_them() -> None:
    reading = read(write_lines(f"PORT ELLEN, Maine — {LEAD[:80]}", title="Harbour Trust annual lamp report"))
    assert reading.front.title == "Harbour Trust annual lamp report"
    assert "title" in reading.inferred
    assert reading.front.date is None


HOSTILE = {
    "cut short": (write_lines("Lighthouse Opens")[:600], DAMAGED),
    "only its first bytes": (b"%PDF-1.7\n", DAMAGED),
    "a page that is not there": (write_lines("Lighthouse").replace(b"/Kids [ ", b"/Kids [ 9"), DAMAGED),
    "noise": (b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"startxref", DAMAGED),
    "under a password": (
        write_lines("Lighthouse Opens", encrypt=StandardEncryption("lamp", ownerPassword="keeper", strength=128)),
        "the PDF is under a password; open it, save it without one, and import that",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_recognised_and_refused_in_one_sentence(name: str) -> None:
    data, message = HOSTILE[name]
    assert pdf.recognises(item(data))
    with pytest.raises(ImportRefused) as refusal:
        pdf.read(item(data))
    assert [problem.message for problem in refusal.value.problems] == [message]


def test_a_pdf_that_only_forbids_printing_is_read() -> None:
    locked = StandardEncryption("", ownerPassword="keeper", canPrint=0, strength=128)
    assert read(write_lines("Lighthouse Opens", "", "It shines again.", encrypt=locked)).front.title


@pytest.mark.parametrize("data", [b"", b"Lighthouse Opens", b"We write %PDF- here", b"PK\x03\x04"])
def test_other_bytes_are_not_recognised_whatever_their_name(data: bytes) -> None:
    assert not pdf.recognises(item(data))


def test_a_pdf_is_recognised_whatever_its_name() -> None:
    assert pdf.recognises(item(write_lines("Lighthouse Opens"), "release.txt"))


LONG = " ".join([LEAD, "The stair has 217 steps and was cut from one oak."] * 3)


def write_turned(rotation: int) -> bytes:
    """Write a page as some programs do: it lies, the text on it is turned, and viewers are told to turn all of it."""
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A4, invariant=1)
    canvas.setPageRotation(rotation)
    width, height = A4 if rotation in (0, 180) else A4[::-1]  # ReportLab lays the page down itself
    match rotation:
        case 90:
            canvas.translate(width, 0)
        case 180:
            canvas.translate(width, height)
        case 270:
            canvas.translate(0, height)
    canvas.rotate(rotation)
    canvas.setFont("Times-Bold", 20)
    canvas.drawString(72, 500, "Lighthouse Opens")
    canvas.setFont("Times-Roman", 11)
    for number, line in enumerate(simpleSplit(f"PORT ELLEN, Maine, March 4, 2019 — {LONG}", "Times-Roman", 11, 440)):
        canvas.drawString(72, 460 - 14 * number, line)
    canvas.linkURL("https://harbour.example/turned", (72, 495, 300, 520), relative=1)
    canvas.save()
    return written.getvalue()


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_page_that_is_turned_is_read_as_it_is_shown(rotation: int) -> None:
    reading = read(write_turned(rotation))
    assert reading.front.title == "Lighthouse Opens"
    assert reading.body == LONG


def test_a_headline_across_two_columns_does_not_break_their_paragraphs() -> None:
    written = io.BytesIO()
    template = BaseDocTemplate(written, pagesize=A4, invariant=1)
    frames = [Frame(60, 740, 470, 60), Frame(60, 60, 225, 670), Frame(305, 60, 225, 670)]
    template.addPageTemplates([PageTemplate(frames=frames)])
    paragraphs = [f"{number} {LONG}" for number in ("One.", "Two.", "Three.", "Four.")]
    template.build(
        [
            Paragraph("Lighthouse Opens Its Doors to All Visitors", TITLE),
            FrameBreak(),
            *(Paragraph(text, BODY) for text in (DATED, *paragraphs)),
        ]
    )
    reading = read(written.getvalue())
    assert reading.front.title == "Lighthouse Opens Its Doors to All Visitors"
    assert reading.body == "\n\n".join((LEAD, *paragraphs))


def test_what_is_cut_off_the_page_is_not_read_and_counted() -> None:
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A4, invariant=1, cropBox=(50, 100, 550, 800))
    canvas.setFont("Helvetica", 11)
    for at, line in ((760, "Lighthouse Opens"), (720, DATED[:80]), (-300, "Below"), (60, "Cropped"), (820, "Above")):
        canvas.drawString(72, at, line)
    canvas.save()
    reading = read(written.getvalue())
    assert not {"Below", "Cropped", "Above"} & set(reading.body.split())
    assert messages(reading) == [
        "17 characters that the PDF holds outside of its pages left out; who opens it does not see them"
    ]
