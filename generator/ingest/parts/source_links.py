"""The address at which the original stands, when the text links to it."""

import re
from collections.abc import Sequence

from generator.ingest.blocks import Block

_BRACKETED = r"\([^\s<>()]*\)"
_ADDRESS = rf"https?://(?:[^\s<>()\[\]\"“”]|{_BRACKETED})*(?:[^\s<>()\[\]\"“”.,;:]|{_BRACKETED})"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\[[^\[\]]*\b(?:original|source)\b[^\[\]]*\brelease\b[^\[\]]*\]\(({_ADDRESS})[^()]*\)",
        rf"\bsource version\b[^\n]{{0,80}}?({_ADDRESS})",
        rf"\bview\s+(?:the\s+)?(?:original|source)[^\n]{{0,120}}?({_ADDRESS})",
        rf"\b(?:original|source)\s+(?:content|release|press release|url)\b[^\n]{{0,80}}?({_ADDRESS})",
    )
)
_LONGEST_BLOCK = 5000


def find_source_url(blocks: Sequence[Block]) -> str | None:
    """Return the address behind "Original press release", "View source version on …" and the like."""
    text = "\n".join(block.raw for block in blocks if "://" in block.raw and len(block.raw) < _LONGEST_BLOCK)
    return next((found[1] for pattern in _PATTERNS if (found := pattern.search(text))), None)
