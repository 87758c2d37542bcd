"""Sections of plain text: a line alone, such as BACKGROUND or About Acme, that names what follows it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.ingest.blocks import Block
from generator.ingest.parts.kickers import is_kicker

_KNOWN = re.compile(
    r"(?:about\s+\S.*|background|notes?\s+(?:to|for)\s+(?:the\s+)?editors?|editors?['’]?s?\s+notes?|boilerplate|overview|summary|highlights"
    r"|key\s+(?:facts|points|highlights|findings|figures)|(?:media|press|investor)?\s*contacts?|contact\s+information|disclaimer"
    r"|(?:cautionary|special)\s+(?:note|statement)s?\s.*|forward[\s-]*looking\s+statements?|safe\s+harbou?r.*|additional\s+information"
    r"|further\s+information|references?|sources?|quotes?|availability|pricing(?:\s+and\s+availability)?|conference\s+call.*|what['’]s\s+next"
    r"|next\s+steps|conclusion|über\s+\S.*|à\s+propos\s+\S.*|acerca\s+de\s+\S.*|sobre\s+\S.*)\s*:?",
    re.IGNORECASE,
)
_KNOWN_ELSEWHERE = re.compile(
    r"(?:hintergrund|contexte|antecedentes|contesto|achtergrond|latar\s+belakang"
    r"|(?:hinweise?|anmerkung(?:en)?)\s+(?:an|für)\s+(?:die\s+)?redaktion(?:en)?|notes?\s+aux\s+(?:rédactions?|éditeurs|journalistes)"
    r"|notas?\s+(?:a|para)\s+(?:los\s+)?(?:editores|medios)|(?:会社|企業)概要|[^\s。]{1,30}について|关于[^\s。，]{1,30}|關於[^\s。，]{1,30}"
    r"|(?:نبذة\s+عن|درباره|לאודות|אודות)\s.{1,60})\s*[:：]?",
    re.IGNORECASE,
)
_ABOUT_ELSEWHERE = re.compile(r"(?:Tentang|Over|Om|О|Об|O|Informazioni\s+su|حول|عن|על)\s+(?P<name>.{2,60})")
_ABOUT = re.compile(
    r"(?i:about|über|à propos de|acerca de|sobre|tentang|over)\s+(?:(?i:the|die|das|der|la|le|el|l['’])\s+)?"
)
_NAME_WORD = re.compile(r"[^\W_a-zà-ÿа-я][^\s]*|de|der|den|van|du|des|di|da|do|la|le|en|et|dan|of|the|and|for|und|&")
_SENTENCE_END = re.compile(r"[.!?;,。؟]$")
_ABBREVIATED_END = re.compile(r"\b(?:Inc|Corp|Ltd|Co|L\.P|S\.A|N\.V|plc|U\.S)\.$")
_NEVER = re.compile(r"SOURCE\b|FOR IMMEDIATE|(?:NOT|NEITHER) FOR |EMBARGO|(?:PRESS|NEWS|MEDIA) RELEASE\b")
_LONGEST = 90
_SHORTEST_PARAGRAPH = 60
_SHORTEST_ABOUT = 30


def mark_sections(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks, those that name a section made headings."""
    blocks = [part for block in blocks for part in _divide(block)]
    for number, block in enumerate(blocks):
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        yield replace(block, kind="heading") if following and _is_section(block, following) else block


def _divide(block: Block) -> Iterator[Block]:
    """Part "About Acme" from the paragraph that follows it without an empty line."""
    first = block.words[0].strip() if block.kind == "paragraph" and len(block.words) > 1 else ""
    if not first or len(first) > _LONGEST or not _ABOUT.match(first) or _SENTENCE_END.search(first):
        yield block
        return
    name = _ABOUT.sub("", first).rstrip(":").split()
    begins_sentence = block.words[1].strip()[:1].isupper() and len(" ".join(block.words[1:])) >= _SHORTEST_ABOUT
    if not begins_sentence or not name or not all(map(_NAME_WORD.fullmatch, name)):
        yield block
        return
    yield replace(block, lines=block.lines[:1], words=block.words[:1])
    yield replace(block, lines=block.lines[1:], words=block.words[1:], line=block.line + 1)


def _is_named_elsewhere(text: str) -> bool:
    """Tell the headings of other languages; "Over" is one before a name, and none before "300 people"."""
    if _KNOWN_ELSEWHERE.fullmatch(text):
        return True
    found = _ABOUT_ELSEWHERE.fullmatch(text)
    return bool(found and not any(map(str.isdigit, text)) and all(map(_NAME_WORD.fullmatch, found["name"].split())))


def _is_section(block: Block, following: Block) -> bool:
    text = block.text
    if block.kind != "paragraph" or len(block.lines) > 1 or len(text) > _LONGEST or _NEVER.match(text):
        return False
    if _SENTENCE_END.search(text) and not _ABBREVIATED_END.search(text):
        return False
    if following.kind not in ("paragraph", "list"):
        return False
    if _KNOWN.fullmatch(text) or _is_named_elsewhere(text):
        return True
    return (
        not is_kicker(text)
        and text.isupper()
        and sum(map(str.isalpha, text)) >= 4
        and len(following.text) >= _SHORTEST_PARAGRAPH
    )
