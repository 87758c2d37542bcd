"""Markdown → blocks that keep their lines as they stand, and the words of a Markdown text without its syntax."""

import html
import re
from collections.abc import Iterator, Sequence

from generator.ingest.blocks import Block, is_item, is_rule

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})(?:[ \t]+|$)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*")
_CODE_INDENT = re.compile(r"(?: {4}|\t)\s*\S")
_RAW = re.compile(r" {0,3}(?:<[A-Za-z/!?]|\||>)")
_PROSE_LENGTH = 200
"""No line of code is longer: a fence around one that is encloses prose, by a slip of whatever wrote it."""

_LINK = re.compile(r"!?\[(?P<words>[^\[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+(?:\"[^\"]*\"|'[^']*'))?\)")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)?[^\s<>@]+(?:[/.@])[^\s<>]+)>")
_EMPHASIS = re.compile(
    r"(?<![\w\\*])(\*{1,3})(?=\S)([^*\n]+?)(?<=[^\s\\])\1(?!\w)|(?<![\w\\_])(_{1,3})(?=\S)([^_\n]+?)(?<=[^\s\\])\3(?!\w)"
)
_DEEPEST_EMPHASIS = 3
"""How often emphasis may stand inside emphasis."""
_CODE_SPAN = re.compile(r"(?<!`)(`{1,4})(?!`)(.{1,1000}?)(?<!`)\1(?!`)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def split_markdown(text: str) -> list[Block]:
    """Cut a Markdown text into blocks; fenced code is one block, empty lines and all."""
    blocks: list[Block] = []
    for first, lines in _groups(text.split("\n")):
        blocks.extend(_split_group(first, lines))
    return blocks


def plain_words(text: str) -> str:
    """Return the words of inline Markdown: links and emphasis by their text, escapes and references resolved."""
    if "](" in text:
        text = _LINK.sub(lambda link: link["words"], text)
    if "<" in text:
        text = _AUTOLINK.sub(r"\1", text)
    if "`" in text:
        text = _CODE_SPAN.sub(r"\2", text)
    if "*" in text or "_" in text:
        text = _without_emphasis(text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return decode_references(text)


def _without_emphasis(text: str) -> str:
    for _ in range(_DEEPEST_EMPHASIS):
        text, found = _EMPHASIS.subn(lambda emphasis: emphasis[2] or emphasis[4], text)
        if not found:
            break
    return text


def decode_references(text: str) -> str:
    """Decode HTML character references, which are syntax; one without its semicolon is text."""
    return _REFERENCE.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def _groups(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the runs of lines between empty lines, each with the number of its first; a fence runs to its end."""
    group: list[str] = []
    first, number = 1, 0
    while number < len(lines):
        line = lines[number]
        fence = _FENCE.match(line)
        end = _end_of_fence(lines, number, fence[1]) if fence else None
        if group and (end or not line.strip()):
            yield first, group
            group = []
        if end:
            yield from _fenced(number, lines[number : end + 1])
            number = end
        elif line.strip():
            first = first if group else number + 1
            group.append(line.rstrip() if not line.endswith("  ") else f"{line.rstrip()}  ")
        number += 1
    if group:
        yield first, group


def _end_of_fence(lines: Sequence[str], start: int, marks: str) -> int | None:
    for number in range(start + 1, len(lines)):
        if lines[number].strip().startswith(marks) and not lines[number].strip().strip(marks[0]):
            return number
    return None


def _fenced(number: int, lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    if max(map(len, lines)) <= _PROSE_LENGTH:
        yield number + 1, list(lines)
        return
    for first, group in _groups(lines[1:-1]):
        yield number + 1 + first, group


def _split_group(first: int, lines: list[str]) -> Iterator[Block]:
    if _FENCE.match(lines[0]) and _FENCE.match(lines[-1]) and len(lines) > 1:
        yield Block(tuple(lines), first, "code", ())
        return
    start = 0
    for index, line in enumerate(lines):
        if _HEADING.match(line):
            yield from _plain_block(first + start, lines[start:index])
            yield Block((line,), first + index, "heading", (plain_words(_heading_words(line)),))
            start = index + 1
        elif index == start + 1 and _UNDERLINE.fullmatch(line) and not is_item(lines[start]):
            yield Block((lines[start], line), first + start, "heading", (plain_words(lines[start]),))
            start = index + 1
    yield from _plain_block(first + start, lines[start:])


def _plain_block(first: int, lines: Sequence[str]) -> Iterator[Block]:
    if not lines:
        return
    lines = (*lines[:-1], lines[-1].rstrip())
    words = tuple(map(plain_words, lines))
    if len(lines) == 1 and is_rule(lines[0]):
        yield Block(lines, first, "rule", words)
    elif _CODE_INDENT.match(lines[0]) or _RAW.match(lines[0]):
        yield Block(lines, first, "raw", words)
    else:
        yield Block(lines, first, "list" if is_item(lines[0]) else "paragraph", words)


def heading_level(block: Block) -> int:
    """Return the level of a heading block, 1 for the headline."""
    marks = _HEADING.match(block.lines[0])
    if marks:
        return len(marks["marks"])
    return 1 if len(block.lines) > 1 and block.lines[1].strip().startswith("=") else 2


def _heading_words(line: str) -> str:
    return re.sub(r"(?:^|[ \t])#+[ \t]*$", "", _HEADING.sub("", line, count=1)).strip()
