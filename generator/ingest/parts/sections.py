"""Sections of plain text: a line alone, such as BACKGROUND or About Acme, that names what follows it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.ingest.blocks import Block

_KNOWN = re.compile(
    r"(?:about\s+\S.*|background|notes?\s+(?:to|for)\s+(?:the\s+)?editors?|editors?['’]?s?\s+notes?|boilerplate|overview|summary|highlights"
    r"|key\s+(?:facts|points|highlights|findings|figures)|(?:media|press|investor)?\s*contacts?|contact\s+information|disclaimer"
    r"|(?:cautionary|special)\s+(?:note|statement)s?\s.*|forward[\s-]*looking\s+statements?|safe\s+harbou?r.*|additional\s+information"
    r"|further\s+information|references?|sources?|quotes?|availability|pricing(?:\s+and\s+availability)?|conference\s+call.*|what['’]s\s+next"
    r"|next\s+steps|conclusion|über\s+\S.*|à\s+propos\s+\S.*|acerca\s+de\s+\S.*|sobre\s+\S.*)\s*:?",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?;,。؟]$")
_ABBREVIATED_END = re.compile(r"\b(?:Inc|Corp|Ltd|Co|L\.P|S\.A|N\.V|plc|U\.S)\.$")
_NEVER = re.compile(r"SOURCE\b|FOR IMMEDIATE|EMBARGO|(?:PRESS|NEWS|MEDIA) RELEASE\b")
_LONGEST = 90
_SHORTEST_PARAGRAPH = 60


def mark_sections(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks, those that name a section made headings."""
    for number, block in enumerate(blocks):
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        yield replace(block, kind="heading") if following and _is_section(block, following) else block


def _is_section(block: Block, following: Block) -> bool:
    text = block.text
    if block.kind != "paragraph" or len(block.lines) > 1 or len(text) > _LONGEST or _NEVER.match(text):
        return False
    if _SENTENCE_END.search(text) and not _ABBREVIATED_END.search(text):
        return False
    if following.kind not in ("paragraph", "list"):
        return False
    if _KNOWN.fullmatch(text):
        return True
    return text.isupper() and sum(map(str.isalpha, text)) >= 4 and len(following.text) >= _SHORTEST_PARAGRAPH
