"""Who speaks: the SOURCE line at the end of a release, or who distributes it by its own legal statement."""

import re
from collections.abc import Sequence

from generator.ingest.blocks import Block
from generator.model import Disclosure

_SOURCE_LINE = re.compile(
    r"(?:SOURCE:?|Source:)\s+(?P<name>[^\W\d_][^\n:@/]{1,78}[^\s.,;:]|[^\n:@/]{1,70}(?:Inc|Corp|Ltd|Co)\.)"
)
_LAST_BLOCKS = 12


def find_stated_issuers(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return whom the line SOURCE names; wires put it below the text."""
    for block in reversed(blocks[-_LAST_BLOCKS:]):
        found = _SOURCE_LINE.fullmatch(block.text) if block.kind == "paragraph" else None
        if found:
            return (found["name"],)
    return ()


def infer_issuers(disclosures: Sequence[Disclosure]) -> tuple[str, ...]:
    """Return who distributes the release, by its own legal statement."""
    return tuple(dict.fromkeys(statement.registrant for statement in disclosures if statement.registrant))
