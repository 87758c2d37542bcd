"""Markdown and wire copy that looks like it: the headline is a heading, and the body stays as it was written."""

import re
from collections.abc import Sequence

from generator.ingest.assets import Assets
from generator.ingest.blocks import Block
from generator.ingest.decode import decode
from generator.ingest.long_lines import refuse_long_lines
from generator.ingest.markdown_blocks import heading_level, plain_words, split_markdown
from generator.ingest.markdown_pictures import bring_pictures, lift_pictures, put_pictures
from generator.ingest.parts.kickers import is_kicker
from generator.ingest.reading import Item, Reading
from generator.ingest.wire_copy import read_copy
from generator.problems import ImportRefused

_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
_HEADLINE = re.compile(rb"(?:\xef\xbb\xbf)?\s*# +\S")
_MOST_BEFORE_HEADLINE = 4


def recognises(item: Item) -> bool:
    """Tell whether the item is called Markdown, or begins with a Markdown headline."""
    return item.name.lower().endswith(_SUFFIXES) or bool(_HEADLINE.match(item.data[:1000]))


def read(item: Item) -> Reading:
    """Read a release from Markdown; raises ImportRefused when the bytes are no text or hold none."""
    decoded = decode(item.data, item.shown)
    if decoded.text is None:
        raise ImportRefused(decoded.problems)
    refuse_long_lines(decoded.text.split("\n"))
    blocks = split_markdown(decoded.text)
    headline = _find_headline(blocks)
    pictures, rest = lift_pictures([block for block in blocks if block is not headline])
    title = " ".join(headline.text.split()) if headline else None
    reading = read_copy(
        rest, item, headline=title or None, plain=plain_words, write_body=write_body, problems=decoded.problems
    )
    return bring_pictures(put_pictures(reading, pictures), Assets(item))


def write_body(blocks: Sequence[Block]) -> str:
    """Return the blocks as they were written, an empty line between two."""
    return "\n\n".join(block.raw for block in blocks)


def _find_headline(blocks: Sequence[Block]) -> Block | None:
    """Return the first heading of the highest level near the top, if it has words."""
    near = [block for block in blocks[: _MOST_BEFORE_HEADLINE + 1] if block.kind == "heading" and block.text.strip()]
    return min((block for block in near if not is_kicker(block.text)), key=heading_level, default=None)
