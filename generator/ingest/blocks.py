"""Text → blocks: what stands between empty lines, each with the line of the file on which it begins.

No word is dropped and none moves: the blocks in their order hold every line of the text that is not empty.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

BlockKind = Literal["paragraph", "heading", "rule", "list", "code", "raw"]

_ITEM = re.compile(r"\s*(?:[•●▪◦‣·∙■*+-]|\d{1,3}[.)])[ \t\xa0]+\S")
_RULE = re.compile(r"\s*(?:[-–—_=*~]\s?){3,}\s*")
_CJK = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uff60]")
_LONG_LINE = 100
"""A line of more characters was not broken by hand: it is a paragraph of its own."""
_NARROWEST_WRAP = 50
_NARROWEST_PROSE = 40
_TABULAR = re.compile(r"\S(?: {3,}|\t)\S")
_GOES_ON = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*[,;.:?!)”\"]{0,2}(?=\s|$)")


@dataclass(frozen=True)
class Block:
    """One paragraph, heading, rule or list."""

    lines: tuple[str, ...]
    """Without the blanks at their ends; never empty."""
    line: int
    """The line of the file on which it begins, counted from 1."""
    kind: BlockKind = "paragraph"
    words: tuple[str, ...] = ()
    """The same lines without Markdown's syntax; those of plain text are their own words."""

    @cached_property
    def text(self) -> str:
        """The words in one line; every part of a release is looked for in them."""
        return join_lines(self.words)

    @property
    def raw(self) -> str:
        """The lines as they stand."""
        return "\n".join(self.lines)


def join_lines(lines: Iterable[str]) -> str:
    """Join the lines of a paragraph: with a blank, save between two characters of a script that has none."""
    stripped = list(filter(None, map(str.strip, lines)))
    if len(stripped) < 2:
        return stripped[0] if stripped else ""
    parts: list[str] = []
    for line in stripped:
        if parts and not (_CJK.match(parts[-1][-1]) and _CJK.match(line[0])):
            parts.append(" ")
        parts.append(line)
    return "".join(parts)


def is_rule(line: str) -> bool:
    """Tell whether a line is drawn from dashes or the like."""
    return bool(_RULE.fullmatch(line))


def is_item(line: str) -> bool:
    """Tell whether a line begins like an item of a list."""
    return bool(_ITEM.match(line)) and not is_rule(line)


def split_text(text: str) -> list[Block]:
    """Cut plain text into blocks, the lines of a hard-wrapped paragraph joined, deliberate line breaks kept."""
    groups = list(_groups(text))
    width = _wrap_width([lines for _, lines in groups])
    return [block for first, lines in groups for block in _split_group(first, lines, width)]


def _groups(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the runs of lines between empty lines and form feeds, each with the number of its first line."""
    lines: list[str] = []
    first = 1
    for number, line in enumerate(text.split("\n"), 1):
        for page, part in enumerate(line.split("\f")):
            if lines and (page or not part.strip()):
                yield first, lines
                lines = []
            if part.strip():
                first = first if lines else number
                lines.append(part.rstrip())
    if lines:
        yield first, lines


def _wrap_width(groups: Sequence[Sequence[str]]) -> int | None:
    """Return the column at which the text was wrapped, or None when its lines are whole paragraphs."""
    wrapped = [len(line.strip()) for lines in groups for line in lines[:-1] if not is_item(line)]
    full = [length for length in wrapped if _NARROWEST_WRAP <= length <= _LONG_LINE]
    over = sum(1 for lines in groups for line in lines if len(line) > _LONG_LINE)
    return max(full) if len(full) > 2 * over else None


def _split_group(first: int, lines: list[str], width: int | None) -> Iterator[Block]:
    """Yield the blocks of lines that no empty line divides."""
    start = 0
    alone = sum(map(is_item, lines)) == 1
    for index in range(1, len(lines) + 1):
        if index == len(lines) or _begins_block(lines[index - 1], lines[index], width, alone=alone):
            yield _make_block(first + start, lines[start:index], width)
            start = index


def _begins_block(before: str, line: str, width: int | None, *, alone: bool) -> bool:
    """Tell whether `line` begins a block; `alone` if no more than one line of the group begins like an item."""
    if is_rule(before) or is_rule(line):
        return True
    if is_item(before) or is_item(line):
        begins = is_item(line) and not is_item(before) and not before.startswith((" ", "\t"))
        return begins and not (alone and _is_dash_in_prose(before))
    if width is None:
        return any(len(near) > _LONG_LINE and len(near.split()) > 1 for near in (before, line))
    # An indented first line is how wires marked a paragraph before they had empty lines to spare.
    return line.startswith(("  ", "\t")) and not before.startswith(("  ", "\t"))


def _is_dash_in_prose(before: str) -> bool:
    """Tell a dash or a number that only the wrapping put at the beginning of a line from an item of a list."""
    before = before.rstrip()
    return _NARROWEST_WRAP <= len(before) <= _LONG_LINE and (before[-1].isalnum() or before[-1] == ",")


def _make_block(first: int, lines: Sequence[str], width: int | None) -> Block:
    joined = tuple(_join_wrapped(lines, width)) if len(lines) > 1 else (lines[0].strip(),)
    kind: BlockKind = "list" if is_item(joined[0]) else "paragraph"
    return Block(joined, first, "rule" if len(joined) == 1 and is_rule(joined[0]) else kind, joined)


def _join_wrapped(lines: Sequence[str], width: int | None) -> Iterator[str]:
    """Join lines that were broken only because the column was full, and the lines of one item of a list."""
    run = [lines[0]]
    alone = sum(map(is_item, lines)) == 1
    is_prose = any(map(_goes_on, lines[1:]))
    own = max((len(line.strip()) for line in lines if len(line.split()) > 1), default=0) if len(lines) > 2 else 0
    for before, line in pairwise(lines):
        in_item = is_item(run[0]) and not is_item(line)
        wrapped = not is_item(line) or (not is_item(run[0]) and alone and _is_dash_in_prose(before))
        if in_item or (wrapped and _is_wrapped(before, line, width, own=own, is_prose=is_prose)):
            run.append(line)
        else:
            yield join_lines(run)
            run = [line]
    yield join_lines(run)


def _is_wrapped(before: str, line: str, width: int | None, *, own: int, is_prose: bool) -> bool:
    """Tell whether `line` goes on with what `before` says: the column was full, or the paragraph is running prose.

    `own` is the longest line of more than one word in the paragraph, or 0 when it has too few lines to tell.
    """
    if _TABULAR.search(before.strip()) or _TABULAR.search(line.strip()):
        return False
    length = len(before.rstrip())
    needed = length + 1 + len(line.split(maxsplit=1)[0])
    if width is not None and needed > width:
        return True
    if _NARROWEST_WRAP <= own <= _LONG_LINE and needed > own:
        return is_prose or length >= _NARROWEST_WRAP
    return (length >= _NARROWEST_PROSE and _goes_on(line)) or (length >= _NARROWEST_WRAP and is_prose)


def _goes_on(line: str) -> bool:
    """Tell whether a line begins in the middle of a sentence: with a small letter, and with no address."""
    found = _GOES_ON.match(line.strip())
    return bool(found and found[0][0].islower())
