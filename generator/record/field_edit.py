"""Whole fields of a front matter: one gets another value or goes, and every byte around it stays.

Of a list of texts the items that stay are not touched, so that their comments and quotes stay too.
"""

import re
from collections.abc import Iterator, Sequence

from generator.model import Medium
from generator.record.front_matter_edit import NotEditable
from generator.record.yaml_edit import (
    Edit,
    append_item,
    append_pair,
    column_of,
    insert_lines,
    line_end_of,
    line_start,
    remove_items,
    replace_scalar,
    scalar_text,
)
from generator.record.yaml_nodes import Alias, Mapping, Node, Scalar, Tree
from generator.record.yaml_nodes import Sequence as YamlList

_PLAIN = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T[\d:+\-Z]+)?)?)?|true|false")
"""Dates and flags, which are written without quotes."""
_REST_OF_LINE = re.compile(r"[ \t]*(?:\r\n|\r|\n|$)")


def set_text(tree: Tree, mapping: Mapping, key: str, value: str) -> list[Edit]:
    """Give a key another text; raises NotEditable when the key is not there or does not hold one."""
    node = _value(tree, mapping, key)
    if isinstance(node, Alias):
        return [replace_scalar(tree.text, node, value)]
    if not isinstance(node, Scalar):
        raise NotEditable(f"'{key}' holds no single text; write it anew by hand")
    if node.value == value:
        return []
    if node.style is None and _PLAIN.fullmatch(value):
        return [Edit(node.start, node.end, value if node.start < node.end else f" {value}")]
    return [replace_scalar(tree.text, node, value)]


def set_texts(tree: Tree, mapping: Mapping, key: str, values: Sequence[str], *, in_order: bool = False) -> list[Edit]:
    """Give a list of texts other items, one at least; what stays keeps its place unless they shall stand `in_order`."""
    node = _value(tree, mapping, key)
    if isinstance(node, Scalar):
        written = f"[{', '.join(scalar_text(value) for value in values)}]"
        is_behind_colon = node.start == node.end and tree.text[node.start - 1 : node.start] not in (" ", "\t")
        written = f" {written}" if is_behind_colon else written
        return [] if (node.value,) == tuple(values) else [Edit(node.start, node.end, written)]
    if not isinstance(node, YamlList) or not all(isinstance(item, Scalar) for item in node.items):
        raise NotEditable(f"'{key}' is no list of texts; write it anew by hand")
    items = [item for item in node.items if isinstance(item, Scalar)]
    if in_order:
        return _set_in_order(tree, node, items, values)
    held = {item.value for item in items}
    added = [value for value in dict.fromkeys(values) if value not in held]
    gone = [index for index, item in enumerate(items) if item.value not in values]
    edits = [replace_scalar(tree.text, items[index], value) for index, value in zip(gone, added, strict=False)]
    if surplus := gone[len(added) :]:
        edits += remove_items(tree.text, node, surplus)
    for value in reversed(added[len(gone) :]):  # all at one place, the last written stands first
        written = scalar_text(value)
        edits.append(append_item(tree.text, node, flow=written, block=[written]))
    return edits


def _set_in_order(tree: Tree, node: YamlList, items: Sequence[Scalar], values: Sequence[str]) -> list[Edit]:
    pairs = zip(items, values, strict=False)
    edits = [replace_scalar(tree.text, item, value) for item, value in pairs if item.value != value]
    if len(items) > len(values):
        edits += remove_items(tree.text, node, range(len(values), len(items)))
    for value in reversed(values[len(items) :]):
        written = scalar_text(value)
        edits.append(append_item(tree.text, node, flow=written, block=[written]))
    return edits


def insert_field(tree: Tree, key: str, lines: Sequence[str], order: Sequence[str]) -> list[Edit]:
    """Add a field, as lines that begin with its key, below the last of those that stand before it in `order`.

    When none of them is there it comes first; without an order it comes last.
    """
    if tree.top.flow:
        raise NotEditable("the front matter stands in braces; write each key on a line of its own")
    pairs = tree.top.pairs
    column = column_of(tree.text, pairs[0][0].whole_start)
    known = order[: order.index(key)] if key in order else ()
    before = [pair for pair in pairs if not order or (isinstance(pair[0], Scalar) and pair[0].value in known)]
    if before:
        return [insert_lines(tree.text, before[-1][1].end, column, lines)]
    at = line_start(tree.text, pairs[0][0].whole_start)
    newline = line_end_of(tree.text)
    return [Edit(at, at, "".join(f"{' ' * column}{line}{newline}" for line in lines))]


def set_lines(tree: Tree, key: str, lines: Sequence[str]) -> list[Edit]:
    """Write a field of the top anew, as lines that begin with its key."""
    name, node = _pair(tree, tree.top, key)
    return [Edit(name.whole_start, node.end, line_end_of(tree.text).join(lines))]


def remove_field(tree: Tree, mapping: Mapping, key: str) -> list[Edit]:
    """Take a key out with its value; a comment behind it stays."""
    name, node = _pair(tree, mapping, key)
    rest = _REST_OF_LINE.match(tree.text, node.end)
    start = name.whole_start
    before = tree.text[:start].rstrip(" \t")
    if rest and (not before or before[-1] in "\r\n"):
        return [Edit(len(before), rest.end(), "")]
    return [Edit(start, node.end, "")]


def set_media_files(tree: Tree, old: Sequence[Medium], new: Sequence[Medium]) -> list[Edit]:
    """Write the files and kinds of media that had none into their entries."""
    edits: list[Edit] = []
    for number, (before, after) in enumerate(zip(old, new, strict=True)):
        if before.file == after.file or after.file is None:
            continue
        media = tree.top.get("media")
        entry = media.items[number] if isinstance(media, YamlList) else None
        if not isinstance(entry, Mapping):
            raise NotEditable("'media' is written in a way that cannot be changed in one place; write it anew by hand")
        lines = [f"file: {scalar_text(after.file)}"]
        if entry.get("kind") is not None:
            edits += set_text(tree, entry, "kind", after.kind)
        elif after.kind != before.kind:
            lines.append(f"kind: {after.kind}")
        edits += [append_pair(tree.text, entry, line) for line in reversed(lines)]
    return edits


def mapping_at(tree: Tree, key: str) -> Mapping:
    """Return the mapping below a key of the top; raises NotEditable when there is none."""
    node = tree.top.get(key)
    if not isinstance(node, Mapping):
        raise NotEditable(f"'{key}' is no mapping that can be changed in one place; write it anew by hand")
    return node


def _pair(tree: Tree, mapping: Mapping, key: str) -> tuple[Scalar, Node]:
    name = mapping.key(key)
    node = _value(tree, mapping, key)
    if name is None or mapping.flow:
        raise NotEditable(f"'{key}' stands on one line with others; write each on a line of its own")
    return name, node


def _value(tree: Tree, mapping: Mapping, key: str) -> Node:
    node = mapping.get(key)
    if node is None:
        raise NotEditable(f"there is no '{key}'; write it by hand")
    shared = next((anchor for anchor in _anchors(node) if anchor in tree.aliases), None)
    if shared:
        message = f"the anchor '&{shared}' ties '{key}' to another value; write both values out, then run it again"
        raise NotEditable(message)
    return node


def _anchors(node: Node) -> Iterator[str]:
    if isinstance(node, Alias):  # it may go: what it stands for stays
        return
    if node.anchor:
        yield node.anchor
    if isinstance(node, Scalar):
        return
    children = node.items if isinstance(node, YamlList) else [part for pair in node.pairs for part in pair]
    for child in children:
        yield from _anchors(child)
