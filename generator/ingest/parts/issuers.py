"""Who speaks: the SOURCE line at the end of a release, or who distributes it by its own legal statement."""

import re
from collections.abc import Sequence

from generator.ingest.blocks import Block
from generator.model import Disclosure

_SOURCE_LINE = re.compile(
    r"(?:(?:SOURCE|FUENTE|FONTE|QUELLE|BRON|KÄLLA):?\s+|Source:\s+|(?:消息来源|消息來源)[:：]\s*)"
    r"(?P<name>[^\W\d_][^\n:@/]{1,78}[^\s.,;:]|[^\n:@/]{1,70}(?:Inc|Corp|Ltd|Co)\.)"
)
_LAST_BLOCKS = 12


def find_stated_issuers(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return whom the line SOURCE below the text names; the line stays where it is, as the text has it.

    "Source:" between other lines may as well belong to a table.
    """
    for block in reversed(blocks[-_LAST_BLOCKS:]):
        for words in block.words if block.kind == "paragraph" else ():
            found = _SOURCE_LINE.fullmatch(words.strip())
            if found and (len(block.words) == 1 or not words.strip().startswith("Source")):
                return (found["name"],)
    return ()


def infer_issuers(disclosures: Sequence[Disclosure]) -> tuple[str, ...]:
    """Return who distributes the release, by its own legal statement."""
    return tuple(dict.fromkeys(statement.registrant for statement in disclosures if statement.registrant))
