"""Plain text: bytes → text → blocks → release. What no other format recognises is plain text."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from generator.ingest.blocks import Block, split_text
from generator.ingest.decode import decode
from generator.ingest.long_lines import refuse_long_lines
from generator.ingest.markdown_blocks import decode_references
from generator.ingest.markdown_escape import escape_heading, escape_list, escape_paragraph
from generator.ingest.parts.sections import mark_sections
from generator.ingest.reading import Item, Reading
from generator.ingest.wire_copy import read_copy
from generator.problems import ImportRefused


def recognises(item: Item) -> bool:
    """Tell whether the item may be plain text: anything may, so this is the last format asked."""
    return bool(item.data)


def read(item: Item) -> Reading:
    """Read a release from plain text; raises ImportRefused when the bytes are no text or hold none."""
    decoded = decode(item.data, item.shown)
    if decoded.text is None:
        raise ImportRefused(decoded.problems)
    refuse_long_lines(decoded.text.split("\n"))
    return read_copy(
        split_text(decoded.text),
        item,
        headline=None,
        plain=decode_references,
        write_body=write_body,
        problems=decoded.problems,
    )


def write_body(blocks: Sequence[Block]) -> str:
    """Return the Markdown of plain blocks: the same words, headings and lists where the text has them."""
    return "\n\n".join(_write_block(block) for block in _join_lists(mark_sections(blocks)))


def _write_block(block: Block) -> str:
    if block.kind == "heading":
        return escape_heading(block.text)
    if block.kind == "rule":
        return "---"
    return escape_list(block.lines) if block.kind == "list" else escape_paragraph(block.lines)


def _join_lists(blocks: Iterable[Block]) -> Iterator[Block]:
    """Join items that empty lines divided: they are one list."""
    for _, group in groupby(blocks, _list_key):
        first, *others = group
        if first.kind != "list":
            yield from (first, *others)
            continue
        lines = tuple(line for block in (first, *others) for line in block.lines)
        yield Block(lines, first.line, "list", lines)


def _list_key(block: Block) -> str:
    """Return what neighbouring blocks of one list have in common: the bullet, or that there are numbers."""
    bullet = block.lines[0].lstrip()[0]
    return ("0" if bullet.isdigit() else bullet) if block.kind == "list" else ""
