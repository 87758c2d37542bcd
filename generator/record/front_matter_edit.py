"""Edits to the front matter of a file, as bytes: line ends, comments, order and quoting stay as they are.

The list fields of a release are what is edited so far: `change_texts` gives items other names or takes them out.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.record.yaml_edit import Edit, apply_edits, is_null, remove_items, replace_scalar
from generator.record.yaml_nodes import Alias, Scalar, Sequence, Tree, read_tree

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


@dataclass(frozen=True, slots=True)
class Cut:
    """The text of a file, cut around its front matter."""

    before: str
    """The byte order mark, if there is one, and the line of dashes."""
    front: str
    behind: str


class NotEditable(Exception):
    """A front matter that cannot be changed in one place alone; its message says what to do."""


def cut_front_matter(data: bytes) -> Cut:
    """Cut a file that `split_document` can read; nothing is lost: its parts together are the file."""
    text = data.decode("utf-8")
    found = _LINE.match(text, 1 if text.startswith("\ufeff") else 0)
    start = found.end() if found else 0
    at = start
    while at < len(text):
        line = _LINE.match(text, at)
        if line is None or line[0].rstrip() == "---":
            break
        at = line.end()
    return Cut(text[:start], text[start:at], text[at:])


def edit_front_matter(data: bytes, find_edits: Callable[[Tree], Iterable[Edit]]) -> bytes:
    """Return a file after the edits that are found in its front matter; raises NotEditable when it cannot be read."""
    cut = cut_front_matter(data)
    tree = read_tree(cut.front)
    if tree is None:
        raise NotEditable("the front matter is no well-formed mapping; mend it first")
    return (cut.before + apply_edits(cut.front, find_edits(tree)) + cut.behind).encode()


def change_texts(data: bytes, key: str, change: Callable[[str], str | None]) -> bytes:
    """Give each text of a list field the text that `change` returns; None takes it out of the list.

    Returns the very same bytes when nothing changes. Raises NotEditable when the field is tied to another by an anchor.
    """
    cut = cut_front_matter(data)
    tree = read_tree(cut.front)
    node = tree.top.get(key) if tree else None
    if tree is None or node is None:
        return data
    edits = list(_edits(tree, node, change, _values(tree)))
    if not edits:
        return data
    return (cut.before + apply_edits(cut.front, edits) + cut.behind).encode()


def _edits(tree: Tree, node: object, change: Callable[[str], str | None], anchored: dict[str, str]) -> list[Edit]:
    if isinstance(node, Scalar):
        new = None if is_null(node) else change(node.value)
        if is_null(node) or new == node.value:
            return []
        _refuse_shared(tree, node.anchor)
        return [replace_scalar(tree.text, node, new if new is not None else "")]
    if isinstance(node, Sequence):
        return _edits_of_list(tree, node, change, anchored)
    if isinstance(node, Alias):
        raise _shared(node.anchor)
    return []


def _edits_of_list(
    tree: Tree, node: Sequence, change: Callable[[str], str | None], anchored: dict[str, str]
) -> list[Edit]:
    edits: list[Edit] = []
    removed: list[int] = []
    for index, item in enumerate(node.items):
        value = (
            item.value if isinstance(item, Scalar) else anchored.get(item.anchor) if isinstance(item, Alias) else None
        )
        if value is None or is_null(item) or not isinstance(item, Scalar | Alias):
            continue
        new = change(value)
        if new == value:
            continue
        if isinstance(item, Scalar):
            _refuse_shared(tree, item.anchor)
        if new is None:
            removed.append(index)
        else:
            edits.append(replace_scalar(tree.text, item, new))
    if edits or removed:
        _refuse_shared(tree, node.anchor)
    return edits + (remove_items(tree.text, node, removed) if removed else [])


def _values(tree: Tree) -> dict[str, str]:
    """Return the anchored scalars of a tree."""
    found: dict[str, str] = {}

    def visit(node: object) -> None:
        if isinstance(node, Scalar):
            if node.anchor:
                found[node.anchor] = node.value
        elif isinstance(node, Sequence):
            for item in node.items:
                visit(item)
        elif not isinstance(node, Alias):
            for pair in getattr(node, "pairs", ()):
                visit(pair[0])
                visit(pair[1])

    if tree.aliases:
        visit(tree.top)
    return found


def _refuse_shared(tree: Tree, anchor: str | None) -> None:
    if anchor in tree.aliases:
        raise _shared(anchor or "")


def _shared(anchor: str) -> NotEditable:
    return NotEditable(f"the anchor '&{anchor}' ties this value to another; write both values out, then run it again")
