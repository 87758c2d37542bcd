"""End marks: ###, -30-, ENDS. They are syntax of the wire, and say nothing but that the text is over."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.ingest.blocks import Block

_MARKS = (
    r"(?:#\s?){3,}",
    r"[-–—*(]{1,3}\s?3\s?0\s?[-–—*)]{1,3}",
    r"[-–—*(\[]{1,3}\s?(?i:ends?|ende|fin|fine)\.?\s?[-–—*)\]]{1,3}",
    r"ENDS?\.?|Ends\.?",
    r"[-–—*#(\[]{1,3}\s?(?:انتهى|پایان|סוף|конец|selesai|fim|slut|einde|完|以上|끝)\s?[-–—*#)\]]{1,3}",
)
_MARK = re.compile("|".join(_MARKS))


def drop_end_marks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks without the end marks that stand alone on a line."""
    for block in blocks:
        kept = [number for number, words in enumerate(block.words) if not _is_mark(block, words)]
        if len(kept) == len(block.words):
            yield block
        elif kept:
            lines, words = zip(*((block.lines[number], block.words[number]) for number in kept), strict=True)
            yield replace(block, lines=lines, words=words)


def _is_mark(block: Block, words: str) -> bool:
    if block.kind == "heading":  # Markdown reads ### as a heading without words, but one with words is a section
        return not words.strip() and bool(_MARK.fullmatch(block.lines[0].strip()))
    return bool(_MARK.fullmatch(words.strip()))
