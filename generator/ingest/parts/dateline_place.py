"""Where among the blocks the dateline is, and the body without it.

The grammar of a dateline is `generator.ingest.dateline`; here is only which paragraph to ask and what to cut.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.ingest.blocks import Block
from generator.ingest.dateline import Dateline, find_dateline

_MARKER = re.compile(r"\W*(?:for\s+)?immediate\s+release\W*", re.IGNORECASE)
_MOST_BLOCKS = 10
_MOST_BETWEEN = 3
"""Blocks between a line of date and wire and the dateline that says the same at its place."""
_MOST_PARAGRAPHS = 3
"""Paragraphs of running text without a dateline, after which none is looked for."""
_PARAGRAPH_LENGTH = 250
_READ = 1000
"""Characters of a paragraph that the grammar may see."""


@dataclass(frozen=True, slots=True)
class PlacedDateline:
    """A dateline and the block it stands in."""

    index: int
    dateline: Dateline


def locate_dateline(blocks: Sequence[Block]) -> PlacedDateline | None:
    """Return the dateline near the head: the first with a date, else the first at all.

    A line of date and wire alone, as pages have it above the text, yields to the dateline below it.
    """
    undated: PlacedDateline | None = None
    bare: PlacedDateline | None = None
    paragraphs = 0
    for index, block in enumerate(blocks[:_MOST_BLOCKS]):
        if block.kind not in ("paragraph", "raw"):
            continue
        found = find_dateline(_line(block)[:_READ])
        if bare and (index > bare.index + _MOST_BETWEEN or (found and found.date and found.place)):
            return PlacedDateline(index, found) if found and found.date and found.place else bare
        if found and found.date and not found.place and not bare and found.end == len(_line(block)):
            bare = PlacedDateline(index, found)
        elif found and (found.date or found.embargo):
            source = found.source or (undated.dateline.source if undated else None)
            return bare or PlacedDateline(index, _with_marker(replace(found, source=source), _line(block)))
        if found and not undated and (paragraphs == 0 or found.source):
            undated = PlacedDateline(index, found)
        paragraphs += len(block.text) > _PARAGRAPH_LENGTH
        if paragraphs == _MOST_PARAGRAPHS:
            break
    return bare or undated


def cut_dateline(blocks: Sequence[Block], placed: PlacedDateline, plain: Callable[[str], str]) -> Iterator[Block]:
    """Yield the blocks from the dateline's on, without it; `plain` tells the words of a line."""
    block, found = blocks[placed.index], placed.dateline
    line = _line(block)
    rest = f"{line[: found.start].rstrip()} {line[found.end :].lstrip()}".strip()
    for marks in ("**", "__"):
        if line[found.start : found.end].count(marks) % 2:
            rest = f"{marks}{rest}"
    if rest:
        yield replace(block, lines=(rest,), words=(plain(rest),))
    yield from blocks[placed.index + 1 :]


def _with_marker(found: Dateline, line: str) -> Dateline:
    """Count a marker such as FOR IMMEDIATE RELEASE: to the dateline behind it."""
    if not _MARKER.fullmatch(line[: found.start]):
        return found
    return replace(found, start=0, text=line[: found.end].strip())


def _line(block: Block) -> str:
    return " ".join(line.strip() for line in block.lines)
