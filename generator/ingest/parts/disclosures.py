"""Legal statements: who distributes for whom (FARA, 22 U.S.C. § 614), paid content, forward-looking statements.

None is ever dropped: one that is taken out of the body is kept word for word in its field.
"""

import re
from collections.abc import Iterator, Sequence

from generator.ingest.blocks import Block
from generator.model import Disclosure

_FARA = re.compile(
    r"\b(?:these|this|the)\s+(?:\w+\s+){0,2}"
    r"(?:materials?|information|publication|communication|content|release|document)\s+"
    r"(?:is|are|was|were|has been|have been)\s+(?:being\s+)?"
    r"(?:distributed|disseminated|published|prepared|produced|issued)"
    r"(?:\s+and\s+\w+)?\s+by\s+(?P<registrant>.+?)"
    r"(?:,?\s+(?:as\s+(?:a\s+)?(?:registered\s+)?(?:foreign\s+)?agents?\s+(?:of|for)|on\s+behalf\s+of)"
    r"\s+(?P<principal>.+?))?"
    r"(?:[.,;]?\s+(?:and\s+)?(?:additional|further|more)\s+information|\.\s*$|,\s+(?:which|who)\b)",
    re.IGNORECASE | re.DOTALL,
)
_JUSTICE = re.compile(
    r"\bDepartment\s+of\s+Justice\b|\bForeign\s+Agents?\s+Registration\s+Act\b|\bFARA\b", re.IGNORECASE
)
_JUSTICE_WORDS = ("just", "fara", "strat")
"""Beginnings and pieces of which one is in every text that `_JUSTICE` finds something in."""
_ACRONYM_BEHIND = re.compile(r"\s*\([^()]*\)\s*$")
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)

_PAID = re.compile(
    r"(?:(?:disclosure|disclaimer|notice|note)\s*:?\s*)?"
    r"(?:\W*(?:paid\s+(?:advertisement|content|post|press\s+release|promotion)|sponsored\s+(?:content|post|article)|advertorial"
    r"|advertisement|paid\s+for\s+by\b[^.]*)\W*$"
    r"|this\s+(?:post|article|content|release|press\s+release|is)\s+(?:contains|is|was|includes|a)?\s*(?:a\s+)?"
    r"(?:paid|sponsored)\b)",
    re.IGNORECASE,
)
_LONGEST_PAID = 400

_FORWARD_HEADING = re.compile(
    r"\W*(?:(?:cautionary|special|important)?\s*(?:note|notice|statement)s?\s+(?:regarding|on|about|concerning)\s+)?"
    r"(?:forward[\s-]*looking\s+(?:statements?|information)|safe\s+harbou?r(?:\s+statements?)?)\b.{0,60}",
    re.IGNORECASE,
)
_FORWARD_OPENING = re.compile(
    r"(?:(?:certain|some)\s+)?(?:of\s+)?(?:the\s+)?(?:this|statements?|matters|information)\b[^.]{0,150}\bforward[\s-]?looking\s+(?:statement|information)"
    r"|forward[\s-]looking\s+(?:statements?|information)\b|safe\s+harbou?r\b",
    re.IGNORECASE,
)
_LONGEST_HEADING = 110


def take_disclosures(blocks: Sequence[Block]) -> tuple[tuple[Disclosure, ...], list[Block]]:
    """Return the FARA and paid-content statements, and the blocks without those that hold nothing else."""
    disclosures: list[Disclosure] = []
    kept: list[Block] = []
    for block in blocks:
        found = None if block.kind in ("code", "heading") else _read_fara(block) or _read_paid(block)
        if found:
            disclosures.append(found)
        if not found or found.text != block.text:
            kept.append(block)
        elif kept and kept[-1].kind == "rule":
            kept.pop()  # the rule that set the statement apart
    return tuple(disclosures), kept


def find_forward_looking(blocks: Sequence[Block]) -> tuple[Disclosure, ...]:
    """Return the forward-looking statements, which stay where the text has them."""
    return tuple(
        Disclosure(kind="forward-looking", text="\n\n".join(block.text for block in passage))
        for passage in _forward_passages(blocks)
    )


def _read_fara(block: Block) -> Disclosure | None:
    text = block.text
    if len(text) > 5000:
        return None
    folded = text.casefold()
    if not any(word in folded for word in _JUSTICE_WORDS) or not _JUSTICE.search(text):
        return None
    found = _FARA.search(text)
    if not found:
        return None
    return Disclosure(
        kind="fara",
        text=text if not text[: found.start()].strip() else text[found.start() :],
        registrant=_name(found["registrant"]),
        principal=_name(found["principal"]),
    )


def _name(text: str | None) -> str | None:
    if not text:
        return None
    return _ARTICLE.sub("", _ACRONYM_BEHIND.sub("", text.strip())).strip(" ,;") or None


def _read_paid(block: Block) -> Disclosure | None:
    if len(block.text) > _LONGEST_PAID or not _PAID.match(block.text):
        return None
    return Disclosure(kind="paid", text=block.text)


def _forward_passages(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield what stands under a heading that names such statements, and single paragraphs that open as such."""
    section: list[Block] | None = None
    for block in blocks:
        if _is_heading(block) or block.kind == "rule":
            if section:
                yield section
            section = [] if _FORWARD_HEADING.fullmatch(block.text) else None
        elif block.kind not in ("paragraph", "list"):
            continue
        elif section is not None:
            section.append(block)
        elif _FORWARD_OPENING.match(block.text):
            yield [block]
    if section:
        yield section


def _is_heading(block: Block) -> bool:
    return block.kind == "heading" or (len(block.text) <= _LONGEST_HEADING and not block.text.endswith("."))
