"""Who speaks: the SOURCE line at the end of a release, or who distributes it by its own legal statement."""

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.ingest.blocks import Block
from generator.model import Disclosure

_SOURCE_LINE = re.compile(
    r"(?:SOURCE:?|Source:)\s+(?P<name>[^\W\d_][^\n:@/]{1,78}[^\s.,;:]|[^\n:@/]{1,70}(?:Inc|Corp|Ltd|Co)\.)"
)
_LAST_BLOCKS = 12


def take_stated_issuers(blocks: Sequence[Block]) -> tuple[tuple[str, ...], list[Block]]:
    """Return whom the line SOURCE names, and the blocks without it; wires put it below the text.

    "Source:" may as well stand under a table, so that line stays where it is.
    """
    kept = list(blocks)
    for index in reversed(range(max(len(blocks) - _LAST_BLOCKS, 0), len(blocks))):
        block = blocks[index]
        for number, words in enumerate(block.words) if block.kind == "paragraph" else ():
            found = _SOURCE_LINE.fullmatch(words.strip())
            if not found or (not words.strip().startswith("SOURCE") and len(block.words) > 1):
                continue
            if words.strip().startswith("SOURCE"):
                lines = block.lines[:number] + block.lines[number + 1 :]
                kept[index : index + 1] = (
                    [replace(block, lines=lines, words=block.words[:number] + block.words[number + 1 :])]
                    if lines
                    else []
                )
            return (found["name"],), kept
    return (), kept


def infer_issuers(disclosures: Sequence[Disclosure]) -> tuple[str, ...]:
    """Return who distributes the release, by its own legal statement."""
    return tuple(dict.fromkeys(statement.registrant for statement in disclosures if statement.registrant))
