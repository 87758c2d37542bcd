"""Edits to YAML text: one value is written anew, an item comes or goes, and everything around it stays as it was."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import yaml

from generator.record.yaml_nodes import Alias, Mapping, Node, Scalar, Sequence, skip_space

_LINE_END = re.compile(r"\r\n|\r|\n")
_NEEDS_ESCAPE = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_COMMENT = re.compile(r"(?<=\s)#[^\r\n]*")
_BLOCK_HEADER = re.compile(r"[|>][^\r\n]*(?:\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))*[ ]*")


@dataclass(frozen=True, slots=True)
class Edit:
    """A piece of a text that becomes another."""

    start: int
    end: int
    text: str


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return the text after edits that do not overlap."""
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def replace_scalar(text: str, node: Scalar | Alias, value: str) -> Edit:
    """Give a scalar another value in the style it is written in; an alias becomes a value of its own."""
    if isinstance(node, Scalar) and node.style in ("|", ">") and not _NEEDS_ESCAPE.search(value):
        header = _BLOCK_HEADER.match(text, node.start)
        if header and header.end() < node.end:
            return Edit(header.end(), node.end, value)
    style = node.style if isinstance(node, Scalar) else None
    written = scalar_text(value, style)
    if node.start == node.end and text[node.start - 1 : node.start] not in (" ", "\t"):  # a null behind its colon
        written = f" {written}"
    return Edit(node.start, node.end, written)


@lru_cache(maxsize=256)
def scalar_text(value: str, style: str | None = None) -> str:
    """Return a value as YAML writes it, in quotes where it needs them; `style` is how the old one was written."""
    if _NEEDS_ESCAPE.search(value) or style == '"':
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return '"' + _NEEDS_ESCAPE.sub(_escape, escaped) + '"'
    return value if style != "'" and _may_be_plain(value) else "'" + value.replace("'", "''") + "'"


def remove_items(text: str, sequence: Sequence, indexes: Collection[int]) -> list[Edit]:
    """Take items out of a list; a comment behind an item stays. A block list without items is a null."""
    removed = sorted(indexes)
    if sequence.flow:
        tail = _removed_tail(text, sequence, removed)
        inner = [index for index in removed if not tail or index < tail[0]]
        edits = [_remove_from_flow(text, sequence, index, index - 1 in removed) for index in inner]
        return [*edits, tail[1]] if tail else edits
    return [
        _remove_line(text, *piece)
        for index in removed
        for piece in _pieces(text, _dash(text, sequence, index), sequence.items[index])
    ]


def append_item(text: str, sequence: Sequence, *, flow: str, block: Iterable[str]) -> Edit:
    """Add an item at the end of a list, given in both styles: on one line, and as lines below a dash."""
    if sequence.flow:
        if not sequence.items:
            return Edit(sequence.end - 1, sequence.end - 1, flow)
        end = sequence.items[-1].end
        return Edit(end, end, f", {flow}")
    column = column_of(text, _dash(text, sequence, len(sequence.items) - 1))
    lines = [f"{'  ' if number else '- '}{line}" for number, line in enumerate(block)]
    return insert_lines(text, sequence.end, column, lines)


def append_pair(text: str, mapping: Mapping, line: str) -> Edit:
    """Add `key: value`, on one line, at the end of a mapping that has a key already."""
    if mapping.flow:
        end = mapping.pairs[-1][1].end
        return Edit(end, end, f", {line}")
    return insert_lines(text, mapping.end, column_of(text, mapping.pairs[0][0].whole_start), [line])


def line_end_of(text: str) -> str:
    """Return how the lines of a text end."""
    found = _LINE_END.search(text)
    return found[0] if found else "\n"


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def _may_be_plain(value: str) -> bool:
    """Tell whether a text without quotes is read back as this text, wherever it stands."""
    if not value or "\t" in value:
        return False
    try:
        nodes = [yaml.compose(f"{before}{value}{behind}", Loader=yaml.CSafeLoader) for before, behind in _PLACES]
    except yaml.YAMLError:
        return False
    return all(list(_texts_of(node)) == [value] for node in nodes)


_PLACES = (("- ", " # x\n"), ("[", "]\n"), ("[a: ", "]\n"), ("- a: ", "\n"), ("{a: ", "}\n"))


def _texts_of(node: yaml.Node | None) -> Iterator[str | None]:
    """Yield the texts of the shapes in `_PLACES`, without their keys; None for what is not a plain text."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _texts_of(item)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from () if key.value == "a" else (None,)
            yield from _texts_of(value)
    else:
        is_text = isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:str" and not node.style
        yield str(node.value) if node is not None and is_text else None


def _removed_tail(text: str, sequence: Sequence, removed: list[int]) -> tuple[int, Edit] | None:
    """Return from which item on a list on one line goes, with all of that in one edit; None when its end stays."""
    count = len(sequence.items)
    first = next((index for index in range(count, 0, -1) if index - 1 not in removed), 0)
    if first in (0, count):
        return None
    start, end = sequence.items[first - 1].end, sequence.items[-1].end
    between = text[start : sequence.items[first].whole_start]
    alone = "#" in between or "\n" in text[start:end]
    return None if alone else (first, Edit(start, end, ""))


def _remove_from_flow(text: str, sequence: Sequence, index: int, follows_removed: bool) -> Edit:
    item = sequence.items[index]
    comma = skip_space(text, item.end)
    if text[comma] == "," and text[item.end : comma].strip(" \t") == "":
        end = comma + 1
        alone = _alone_on_its_lines(text, item.whole_start, end)
        if alone:
            return Edit(*alone, "")
        while text[end] in " \t":
            end += 1
        return Edit(item.whole_start, end, "")
    before = text[: item.whole_start].rstrip()
    if index and not follows_removed and text[comma] != "," and before.endswith(","):
        previous = sequence.items[index - 1].end
        if "#" not in text[previous : len(before)]:
            return Edit(len(before) - 1, item.end, "")
    return Edit(item.whole_start, comma + 1 if text[comma] == "," else item.end, "")


def _pieces(text: str, dash: int, item: Node) -> Iterator[tuple[int, int]]:
    """Yield the extents of an item with its dash, without the comments that may stand between the two."""
    head = item.start
    header = _BLOCK_HEADER.match(text, head) if isinstance(item, Scalar) and item.style in ("|", ">") else None
    head = min(header.end(), item.end) if header else head
    start = dash
    for comment in _COMMENT.finditer(text, dash, head):
        yield start, len(text[: comment.start()].rstrip())
        start = skip_space(text, comment.start())
    if start < item.end:
        yield start, item.end


def _remove_line(text: str, start: int, end: int) -> Edit:
    alone = _alone_on_its_lines(text, start, end)
    if alone:
        return Edit(*alone, "")
    while text[end : end + 1] in (" ", "\t"):
        end += 1
    return Edit(start, end, "")


def _alone_on_its_lines(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the extent of the lines from `start` to `end`, line end included, when nothing else is on them."""
    first = line_start(text, start)
    last = _LINE_END.search(text, end)
    behind = last.start() if last else len(text)
    if text[first:start].strip(" \t") or text[end:behind].strip(" \t"):
        return None
    return first, last.end() if last else len(text)


def _dash(text: str, sequence: Sequence, index: int) -> int:
    """Return where the dash of a block list's item stands."""
    if index == 0:
        return text.index("-", skip_space(text, _behind(text, sequence)))
    return skip_space(text, sequence.items[index - 1].end)


def _behind(text: str, sequence: Sequence) -> int:
    """Return where a block list's first dash is looked for."""
    return sequence.start if text[sequence.start : sequence.start + 1] != "&" else sequence.whole_start


def insert_lines(text: str, behind: int, column: int, lines: Iterable[str]) -> Edit:
    """Add lines below the one on which `behind` stands."""
    found = _LINE_END.search(text, behind)
    at = found.start() if found else len(text)
    newline = line_end_of(text)
    return Edit(at, at, "".join(f"{newline}{' ' * column}{line}" for line in lines))


def column_of(text: str, at: int) -> int:
    """Return how many characters stand before a place on its line."""
    return at - line_start(text, at)


def line_start(text: str, at: int) -> int:
    """Return where the line of a place begins."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def is_null(node: Node | None) -> bool:
    """Tell whether a value is absent, as `Fields` does."""
    if not isinstance(node, Scalar):
        return node is None
    return node.value == "" or (node.style is None and node.value in ("~", "null", "Null", "NULL"))
