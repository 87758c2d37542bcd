"""Pull quotes: a paragraph before the dateline, and the line under it that says who spoke."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from generator.ingest.blocks import Block, join_lines
from generator.ingest.parts.people_names import is_person_name
from generator.model import Quote

_ATTRIBUTION = re.compile(r"(?:[-–—―~‒]{1,3}|\\-)\s*(?P<who>[^\W\d_].{2,198})", re.DOTALL)
_LONGEST_NAME = 60
_ENCLOSED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«\s?([^«»]+?)\s?»|„([^„“”]+)[“”]|「([^「」]+)」|‘([^‘]+)’(?!\w)")
"""Marks around the whole of a quote are syntax: the page draws its own."""


class PullQuote(NamedTuple):
    """A pull quote and how many blocks it takes."""

    quote: Quote
    blocks: int


def read_pull_quote(blocks: Sequence[Block], start: int) -> PullQuote | None:
    """Return the pull quote that begins at `start`, if an attribution ends it."""
    block = blocks[start]
    if block.kind not in ("paragraph", "raw"):
        return None
    if len(block.words) > 1 and (who := _read_attribution(block.words[-1])):
        return PullQuote(_quote(join_lines(block.words[:-1]), who), 1)
    following = blocks[start + 1] if start + 1 < len(blocks) else None
    who = _read_attribution(following.text) if following and following.kind in ("paragraph", "list") else None
    if who is None or following is None or (following.kind == "list" and not _names_speaker(following, who)):
        return None
    return PullQuote(_quote(block.text, who), 2)


def _names_speaker(item: Block, who: str) -> bool:
    """Tell a speaker behind a hyphen from a list of what a release says first, below its headline."""
    return len(item.words) == 1 and is_person_name(who.split(",")[0].strip())


def _read_attribution(line: str) -> str | None:
    found = _ATTRIBUTION.fullmatch(line.strip())
    if not found or len(found["who"].split(",")[0]) > _LONGEST_NAME or found["who"].endswith(("-", "–", "—")):
        return None
    return found["who"].strip()


def _quote(text: str, who: str) -> Quote:
    speaker, _, role = who.partition(",")
    enclosed = _ENCLOSED.fullmatch(text.strip())
    text = next(filter(None, enclosed.groups()), text) if enclosed else text
    return Quote(text=text, speaker=speaker.strip(), role=role.strip() or None, pull=True)
