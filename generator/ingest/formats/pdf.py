"""PDF: its text layer as paragraphs; without one, a draft that says so."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from generator.ingest.assets import Assets
from generator.ingest.formats.left_out import call_by_property, count_of, warn
from generator.ingest.formats.office_zip import refused
from generator.ingest.formats.pdf_furniture import Cleared, drop_furniture
from generator.ingest.formats.pdf_pages import read_pages
from generator.ingest.formats.pdf_paragraphs import write_markup
from generator.ingest.html_copy import missing_extra, read_fragment
from generator.ingest.reading import Item, Reading
from generator.ingest.stated import Stated
from generator.ingest.wire_copy import date_in_name
from generator.model import FrontMatter
from generator.problems import Problem

_BEGINNING = 1024
"""The bytes in which readers look for the mark: mail gateways put lines before it."""
_END = 8192
_PASSWORD = 4
_MOST_PAGES = 2000
_DATE_IN_NAME = re.compile(r"(?<!\d)(?:19|20)\d\d[-_.]?\d\d[-_.]?\d\d(?!\d)")
_MOST_SHOWN = 160


def recognises(item: Item) -> bool:
    """Tell whether the bytes begin as a PDF does."""
    return b"%PDF-" in item.data[:_BEGINNING] and not item.data.lstrip()[:1].isalpha()


def read(item: Item) -> Reading:
    """Read a release; raises ImportRefused when the file is damaged or under a password."""
    document = _open(item)
    try:
        if len(document) > _MOST_PAGES:
            raise refused(f"the PDF has {len(document)} pages, more than a release has; import the pages that are one")
        pages = list(read_pages(document))
        title = document.get_metadata_value("Title")
    except RuntimeError as error:  # PdfiumError is one: a page that is named is not there
        raise _damaged() from error
    finally:
        document.close()
    unread = [number for number, page in enumerate(pages, 1) if not page.lines]
    if len(unread) == len(pages):
        return call_by_property(_draft(item, len(pages)), title)
    cleared = drop_furniture(pages)
    if not any(page.lines for page in cleared.pages):  # all of it repeats: then it is what there is to read
        cleared = Cleared(tuple(pages), (), 0)
    reading = read_fragment(write_markup(cleared.pages), item, Stated(), _problems(item, cleared, unread))
    return call_by_property(reading, title)


def _open(item: Item) -> Any:
    try:
        import pypdfium2  # slow to import
    except ImportError as error:
        raise missing_extra("pypdfium2") from error
    if b"startxref" not in item.data[-_END:]:  # PDFium would show what is left as if it were all
        raise _damaged()
    try:
        document = pypdfium2.PdfDocument(item.data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == _PASSWORD:
            raise refused("the PDF is under a password; open it, save it without one, and import that") from error
        raise _damaged() from error
    if not len(document):
        document.close()
        raise _damaged()
    return document


def _damaged() -> Exception:
    return refused("the PDF is damaged or was cut short; get it again from where it came, or print it to a new PDF")


def _draft(item: Item, pages: int) -> Reading:
    """Return what is known of a PDF without a text layer: its name, and the PDF itself as its document."""
    stem = PurePath(item.name).stem
    words = " ".join(re.split(r"[\s_+.-]+", _DATE_IN_NAME.sub(" ", stem))).strip() or stem
    date = date_in_name(item.name)
    message = (
        f"needs OCR: the PDF has no text that can be read on its {count_of(pages, 'page')}; delete this draft and "
        "import the PDF with --ocr, or write the text into it"
    )
    assets = Assets(item)
    document = assets.add(item.data, item.name)
    media = (replace(document, alt=item.name),) if document else ()
    reading = Reading(
        front=FrontMatter(title=words, date=date, status="draft", media=media),
        body="",
        inferred=("title", "date") if date else ("title",),
        problems=(warn(message, item),),
        pages_without_text=pages,
    )
    return assets.attach(reading)


def _problems(item: Item, cleared: Cleared, unread: Sequence[int]) -> list[Problem]:
    problems: list[Problem] = []
    if unread:
        told = ", ".join(map(str, unread[:20]))
        message = f"needs OCR: {count_of(len(unread), 'page')} of the PDF ({told}) without text that can be read"
        problems.append(warn(f"{message}; compare the release with the original", item))
    outside = sum(page.outside for page in cleared.pages)
    if outside:
        message = f"{count_of(outside, 'character')} that the PDF holds outside of its pages left out"
        problems.append(warn(f"{message}; who opens it does not see them", item))
    dropped = len(cleared.repeated) + cleared.numbers
    if dropped:
        shown = " / ".join(dict.fromkeys(cleared.repeated))
        shown = shown if len(shown) <= _MOST_SHOWN else f"{shown[:_MOST_SHOWN].rstrip()} …"
        words = f"{len(cleared.repeated)} of headers and footers, {count_of(cleared.numbers, 'page number')}"
        message = f"{count_of(dropped, 'line')} that the pages repeat left out ({words})"
        problems.append(warn(f"{message}{f': {shown!r}' if shown else ''}", item))
    return problems
