"""The marks above a release: FOR IMMEDIATE RELEASE, which says nothing more, and the number of the release."""

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.ingest.blocks import Block

_MARKER = (
    r"(?:(?:for\s+)?immediate\s+(?:release|publication|distribution)|pour\s+(?:diffusion|publication)\s+imm[ée]diate"
    r"|zur\s+sofortigen\s+(?:ver[öo]ffentlichung|verwendung)|voor\s+(?:onmiddellijke|directe)\s+publicatie"
    r"|para\s+(?:su\s+)?(?:publicaci[óo]n|difusi[óo]n)\s+inmediata|para\s+(?:publica|divulga)[çc][ãa]o\s+imediata"
    r"|per\s+(?:la\s+)?(?:pubblicazione|diffusione)\s+immediata|untuk\s+(?:segera\s+disiarkan|disiarkan\s+segera)"
    r"|для\s+немедленно(?:го|й)\s+(?:распространения|опубликования|публикации)|للنشر\s+الفوري|לפרסום\s+מי+די"
    r"|即时发布|即時發[布佈])"
)
_NUMBER = (
    r"(?:(?:(?:press|news|media)\s+)?release|presse(?:mitteilung|information|meldung)|medienmitteilung"
    r"|communiqué(?:\s+de\s+presse)?|nota\s+de\s+prensa|comunicad?t?o(?:\s+(?:de\s+(?:prensa|imprensa)|stampa))?|persbericht"
    r"|siaran\s+pers|пресс-релиз)\s*(?:(?:no|nr)\b\.?|n[°º]|№|number\b|nomor\b|#)\s*[:#]?\s*"
    r"(?P<number>[A-Z]{0,6}[ -]?\d[\w/-]*(?:\.\d[\w/-]*)*)"
    r"|(?P<usdl>USDL[ -]?\d[\w-]*)"
)
_LEADING_NUMBER = re.compile(rf"[\s*_#(\[]*(?:{_NUMBER})(?!\w)", re.IGNORECASE)
_LEADING_MARKER = re.compile(rf"\W*{_MARKER}\s*(?::|[-–—|]\s)\s*(?=\S)", re.IGNORECASE)
_MARKER_ALONE = re.compile(rf"\W*{_MARKER}\W*", re.IGNORECASE)
_MARKS = re.compile(rf"(?:\W*(?:{_MARKER}|{_NUMBER})(?!\w))\W*", re.IGNORECASE)
_HEAD_BLOCKS = 6
_LONGEST_LINE = 200


def take_release_marks(blocks: Sequence[Block]) -> tuple[str | None, list[Block]]:
    """Return the number of the release, and the blocks without the lines of the head that hold marks alone."""
    number: str | None = None
    kept: list[Block] = []
    for index, block in enumerate(blocks):
        if index >= _HEAD_BLOCKS or block.kind == "code":
            kept.append(block)
            continue
        read = [_read_marks(words) for words in block.words]
        number = number or next((found for found, _ in read if found), None)
        left = [line for line, (_, whole) in enumerate(read) if not whole]
        if len(left) == len(read):
            kept.append(block)
        elif left:
            lines, words = zip(*((block.lines[line], block.words[line]) for line in left), strict=True)
            kept.append(replace(block, lines=lines, words=words))
    return number, kept


def line_of_marker(blocks: Sequence[Block]) -> int | None:
    """Return the line on which FOR IMMEDIATE RELEASE or the like stands alone in the head."""
    for block in blocks[:_HEAD_BLOCKS]:
        for number, words in enumerate(block.words):
            if _MARKER_ALONE.fullmatch(words):
                return block.line + number
    return None


def is_release_mark(line: str) -> bool:
    """Tell whether a line holds nothing but marks."""
    return _read_marks(line)[1]


def without_marker(headline: str) -> str:
    """Return a headline without FOR IMMEDIATE RELEASE and its colon or dash before it."""
    found = _LEADING_MARKER.match(headline)
    return headline[found.end() :] if found else headline


def without_number(line: str) -> str:
    """Return a line without the number of the release that it begins with."""
    found = _LEADING_NUMBER.match(line)
    return line[found.end() :] if found else line


def _read_marks(line: str) -> tuple[str | None, bool]:
    """Return the number that a line begins with or consists of, and whether the line holds nothing but marks."""
    if len(line) > _LONGEST_LINE:
        return None, False
    number: str | None = None
    position = 0
    while found := _MARKS.match(line, position):
        number = number or found["number"] or found["usdl"]
        position = found.end()
    return (number.strip() if number else None), 0 < position == len(line)
