"""The text layer of a PDF → the lines of its pages, each with where it stands and where its words lead.

PDFium alone reads the file: one parser of hostile bytes is enough.
"""

import html
from collections.abc import Callable, Iterator, Sequence
from ctypes import byref, c_int, create_string_buffer
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any, NamedTuple

_HYPHEN = 0x02
_BLANK = 0x20
_MOST_LINKS = 1000
_UNREADABLE = frozenset({0xFFFD, 0xFFFE, 0xFFFF})
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st", "\xad": "-"})
_BOLD = ("bold", "black", "heavy", "semibold", "demi")


class Box(NamedTuple):
    """A rectangle in points; the origin is at the lower left of the page."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a page; a hyphen at its end is the last character of its text."""

    text: str
    markup: str
    """The same words as HTML with their links."""
    box: Box
    size: float
    """The height of its characters, in points."""
    bold: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page; without lines when it holds pictures alone, or characters nobody can name."""

    lines: tuple[Line, ...]
    box: Box
    outside: int = 0
    """How many characters stand where the page is cut off."""


class _Character(NamedTuple):
    code: int
    box: Box
    link: str


def read_pages(document: Any) -> Iterator[Page]:
    """Yield the pages of an open `pypdfium2.PdfDocument` in their order."""
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        try:
            width, height = page.get_size()
            turn = partial(_turned, Box(*page.get_cropbox()), page.get_rotation())
            shown = Box(0, 0, width, height)
            outside: list[int] = []
            lines = tuple(_lines(text, _links(page, turn), turn, shown, outside))
        finally:
            text.close()
            page.close()
        yield Page(lines=lines if _is_readable(lines) else (), box=shown, outside=len(outside))


def _turned(crop: Box, rotation: int, box: Box) -> Box:
    """Return a rectangle as it stands on the page that is shown: turned with it, its origin at the lower left."""
    left, bottom, right, top = (
        box.left - crop.left,
        box.bottom - crop.bottom,
        box.right - crop.left,
        box.top - crop.bottom,
    )
    width, height = crop.right - crop.left, crop.top - crop.bottom
    match rotation:
        case 90:
            return Box(bottom, width - right, top, width - left)
        case 180:
            return Box(width - right, height - top, width - left, height - bottom)
        case 270:
            return Box(height - top, left, height - bottom, right)
    return Box(left, bottom, right, top)


def _is_outside(box: Box, shown: Box) -> bool:
    across, up = (box.left + box.right) / 2, (box.bottom + box.top) / 2
    return not (shown.left <= across <= shown.right and shown.bottom <= up <= shown.top)


def _lines(
    text: Any, links: Sequence[tuple[Box, str]], turn: Callable[[Box], Box], shown: Box, outside: list[int]
) -> Iterator[Line]:
    """Yield the lines of a page; characters that it does not show are added to `outside` instead."""
    characters: list[_Character] = []
    first = 0
    for index in range(text.count_chars()):
        code = _code(text, index)
        if code in {10, 13}:
            yield from _line(text, first, characters)
            characters = []
            continue
        box = turn(Box(*text.get_charbox(index, loose=True)))
        if code > _BLANK and _is_outside(box, shown):
            outside.append(code)
            continue
        first = first if characters else index
        characters.append(_Character(code, box, _link_at(box, links) if links else ""))
        if code == _HYPHEN:  # PDFium puts it for the hyphen and for the line end
            yield from _line(text, first, characters)
            characters = []
    yield from _line(text, first, characters)


def _code(text: Any, index: int) -> int:
    import pypdfium2.raw as raw

    return int(raw.FPDFText_GetUnicode(text.raw, index))


def _line(text: Any, first: int, characters: Sequence[_Character]) -> Iterator[Line]:
    seen = [character for character in characters if character.code > 32 or character.code == _HYPHEN]
    if not seen:
        return
    heights = sorted(character.box.top - character.box.bottom for character in seen)
    box = Box(
        min(character.box.left for character in seen),
        min(character.box.bottom for character in seen),
        max(character.box.right for character in seen),
        max(character.box.top for character in seen),
    )
    parts = [(link, _words(group)) for link, group in groupby(characters, lambda character: character.link)]
    yield Line(
        text=" ".join("".join(words for _, words in parts).split()),
        markup=" ".join("".join(_linked(link, words) for link, words in parts).split()),
        box=box,
        size=round(heights[len(heights) // 2], 2),
        bold=_is_bold(text, first) and _is_bold(text, first + len(characters) - 1),
    )


def _words(characters: Iterator[_Character]) -> str:
    codes = (character.code for character in characters)
    return "".join(
        "-" if code == _HYPHEN else chr(code) for code in codes if code >= 32 or code in {_HYPHEN, 9}
    ).translate(_LIGATURES)


def _linked(link: str, words: str) -> str:
    escaped = html.escape(words, quote=False)
    return f'<a href="{html.escape(link)}">{escaped}</a>' if link and words.strip() else escaped


def _links(page: Any, turn: Callable[[Box], Box]) -> list[tuple[Box, str]]:
    """Return the rectangles of a page that lead to an address of the web or of e-mail."""
    import pypdfium2.raw as raw

    found: list[tuple[Box, str]] = []
    position, link = c_int(0), raw.FPDF_LINK()
    while len(found) < _MOST_LINKS and raw.FPDFLink_Enumerate(page.raw, byref(position), byref(link)):
        action, rectangle = raw.FPDFLink_GetAction(link), raw.FS_RECTF()
        if not action or not raw.FPDFLink_GetAnnotRect(link, byref(rectangle)):
            continue
        length = raw.FPDFAction_GetURIPath(page.pdf.raw, action, None, 0)
        if not 1 < length < 4000:
            continue
        address = create_string_buffer(length)
        raw.FPDFAction_GetURIPath(page.pdf.raw, action, address, length)
        box = turn(Box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top))
        found.append((box, address.value.decode("utf-8", "replace")))
    return found


def _link_at(box: Box, links: Sequence[tuple[Box, str]]) -> str:
    across, up = (box.left + box.right) / 2, (box.bottom + box.top) / 2
    for area, address in links:
        if area.left <= across <= area.right and area.bottom <= up <= area.top:
            return address
    return ""


def _is_bold(text: Any, index: int) -> bool:
    import pypdfium2.raw as raw

    name, flags = create_string_buffer(128), c_int(0)
    raw.FPDFText_GetFontInfo(text.raw, index, name, len(name), byref(flags))
    return any(word in name.value.decode("latin-1").lower() for word in _BOLD)


def _is_readable(lines: Sequence[Line]) -> bool:
    """Tell whether the characters have a meaning: fonts without one yield signs nobody can name."""
    text = "".join(line.text for line in lines)
    unknown = sum(ord(sign) in _UNREADABLE or 0xE000 <= ord(sign) <= 0xF8FF for sign in text)
    return any(map(str.isalnum, text)) and unknown * 3 < len(text)
