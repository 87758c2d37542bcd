"""The head of a text that has no empty lines between headline, subhead, date and dateline: which line is a block.

Only lines that say by themselves what they are divide a block; a paragraph that was wrapped stays whole.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.ingest.blocks import Block
from generator.ingest.dateline import find_dateline
from generator.ingest.parts.kickers import is_kicker, is_office_mark

_HEAD_BLOCKS = 6
_MOST_LINES = 30
_LONGEST_HEADLINE = 250
_CONTACT_LABEL = re.compile(r"^[\w /,]{0,35}\bcontacts?\s*:", re.IGNORECASE)
_REACHED = re.compile(r"[\d\s().+/-]{7,24}|\S+@\S+")
"""The last line of a contact."""
_FEWEST_SHOUTED_WORDS = 4
_NEVER_WRAPPED = 120
"""A line of more characters is a paragraph: nobody wraps that wide."""


def divide_head(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks, those of the head divided where one of their lines is a mark, a date or a dateline."""
    blocks = list(blocks)
    head = [part for block in blocks[:_HEAD_BLOCKS] for part in _divide(block)]
    return [*head, *blocks[_HEAD_BLOCKS:]]


def _divide(block: Block) -> Iterator[Block]:
    if block.kind != "paragraph" or not 1 < len(block.words) <= _MOST_LINES:
        yield block
        return
    start = 0
    for number in range(1, len(block.words)):
        if _begins_block(block, number):
            yield _lines_of(block, start, number)
            start = number
    yield _lines_of(block, start, len(block.words))


def _begins_block(block: Block, number: int) -> bool:
    before, line = block.words[number - 1].strip(), block.words[number].strip()
    if _CONTACT_LABEL.search(line) or (line.isupper() and _REACHED.fullmatch(before)):
        return True
    if _is_kicker_line(block, number - 1) or _is_kicker_line(block, number) or _is_dateline(line):
        return True
    if before.isupper() and len(before.split()) >= _FEWEST_SHOUTED_WORDS and not line.isupper():
        return True
    is_prose = len(line) > _NEVER_WRAPPED and line[-1:] in '.:”"。' and not line[:1].islower()
    return is_prose and len(before) <= _LONGEST_HEADLINE and before[-1:] not in ".,;:。"


def _is_kicker_line(block: Block, number: int) -> bool:
    line = block.words[number].strip()
    return is_kicker(line) or is_office_mark(line)


def _is_dateline(line: str) -> bool:
    found = find_dateline(line)
    return bool(found and found.start == 0 and found.place and (found.date or found.source))


def _lines_of(block: Block, start: int, end: int) -> Block:
    if end - start == len(block.words):
        return block
    return replace(block, lines=block.lines[start:end], words=block.words[start:end], line=block.line + start)
